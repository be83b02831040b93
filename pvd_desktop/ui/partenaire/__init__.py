"""Page « Remplir le tableau d’un partenaire »."""
