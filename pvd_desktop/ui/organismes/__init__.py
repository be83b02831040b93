"""Page « Partenaires »: the organismes of the project, whom one calls there, and what was said to them."""
