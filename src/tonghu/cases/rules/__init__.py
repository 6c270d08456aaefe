"""Kinds, ways, states and verbs of casework. Pure: no database."""
