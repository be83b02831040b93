"""Ctrl+K: any page, command or object of the project, by a few letters of its name."""
