"""The JSON of a whole project: read, checked, merged with what is there, written. Pure: no file, no session."""
