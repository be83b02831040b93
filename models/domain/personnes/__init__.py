"""People: where a project names somebody, how a name is known and forgotten, and a copy that names nobody."""
