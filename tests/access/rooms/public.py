"""The public page, and what was filed there."""

from tests.access.example import PUBLIC, Example, pk

EXAMPLES = {
    "help": Example(PUBLIC),
    "help-petition": Example(PUBLIC),
    "help-report": Example(PUBLIC),
    "help-follow": Example(PUBLIC),
    "filings": Example("cases.handle", data={"all": "1"}),
    "filing": Example("cases.handle", pk("cases_filing")),
    "filing-take": Example("cases.handle", pk("cases_filing"), "POST"),
}
