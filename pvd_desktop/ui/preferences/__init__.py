"""Pane « Préférences »: what depends on the person, not on the project."""
