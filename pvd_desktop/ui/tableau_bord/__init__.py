"""Page « Tableau de bord »: where the project stands, in one page."""
