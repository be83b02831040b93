"""Page « Réglages du projet »: what belongs to the project, whatever the machine that opens it."""
