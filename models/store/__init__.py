"""The project file: opened, locked, migrated, written by acts, undone. The only package that opens sessions."""
