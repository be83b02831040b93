"""Page « Territoire »: the communes, the dates, who holds the pen, the secteurs d'intervention, the diagnostic."""
