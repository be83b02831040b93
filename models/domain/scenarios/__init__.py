"""« Et si… »: a scenario laid over the project, and what it changes."""
