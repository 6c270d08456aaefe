"""The PostgreSQL that Tonghu runs on: started from a wheel in a folder of the user's, or an office's own."""
