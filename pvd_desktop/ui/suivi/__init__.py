"""The tracking table: its columns, its actions, and the file to send."""
