"""The command ``tonghu``."""
