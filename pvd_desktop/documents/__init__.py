"""Documents: frozen snapshots in, a typed tree, then one file per format. No Qt, no SQLAlchemy."""
