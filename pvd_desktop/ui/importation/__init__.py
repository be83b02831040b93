"""Bringing in a table that people made: what was read of it, what it would do, then one act."""
