"""One module per document: snapshots of the project in, a ``Document`` tree out."""
