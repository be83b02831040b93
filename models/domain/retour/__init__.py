"""A maquette that comes back from a partner: what changed there, what changed here since, what each line would do."""
