"""Page « Demandes »: the list on the left, one dossier on the right."""
