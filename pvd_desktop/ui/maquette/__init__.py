"""The page « Maquette »: the money of the whole plan in one grid."""
