"""SQLAlchemy classes of the project file, one module per aggregate. They never leave ``models``."""
