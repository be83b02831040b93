"""Paiement: what was spent, what an aid still brings, the plan that is final."""
