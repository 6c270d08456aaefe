"""The export for the state petition system."""

from tests.access.example import Example

EXAMPLES = {
    "state-export": Example("cases.export"),
    "state-export-columns": Example("cases.export"),
}
