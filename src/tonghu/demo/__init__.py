"""The fictional prefecture: invented places, people and work, written through the actions."""
