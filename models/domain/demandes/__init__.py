"""Demandes de subvention: their steps, their form, their pièces, their plan in whole euros, read in the project."""
