"""Tab « Historique » of a fiche: who did what, and the values of before."""
