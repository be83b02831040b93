"""Copies of the project: made by themselves, listed, and gone back to."""
