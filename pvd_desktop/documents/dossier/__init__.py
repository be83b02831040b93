"""The dossier of a demande as files: what goes in it, under which names, in a folder or in one zip."""
