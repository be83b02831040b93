"""Page « Points à vérifier »: what the rules found in the whole project."""
