"""Room of a payment: marchés, factures, versements, and what may be asked of a funder now."""
