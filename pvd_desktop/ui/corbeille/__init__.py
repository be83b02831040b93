"""Page « Corbeille »: what was deleted, and the way back."""
