"""Preview of the documents, as they print."""
