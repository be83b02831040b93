"""Page « Versions figées »: the states that were frozen, what changed since, and the avenant."""
