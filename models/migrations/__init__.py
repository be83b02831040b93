"""Alembic revisions of the project file. A landed revision is frozen and names literal tables only."""
