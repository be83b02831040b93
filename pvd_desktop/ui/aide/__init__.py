"""Help: the keys, where the data are, what the application is."""
