"""One of every record of a room at an office: ``fill(records)`` in a file a room, in the order of their names."""
