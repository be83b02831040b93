"""Readers of the files people bring in. No Qt, no database: they hand text or rows to the commands."""
