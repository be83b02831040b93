"""Dispositifs: the reference, what a project says otherwise, the form and the pièces each asks for."""
