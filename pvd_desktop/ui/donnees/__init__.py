"""Page « Données personnelles »: the register, a person found and erased, a copy that names nobody."""
