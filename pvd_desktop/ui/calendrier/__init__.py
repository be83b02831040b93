"""Page « Calendrier »: the échéances of the project, in a list and by month."""
