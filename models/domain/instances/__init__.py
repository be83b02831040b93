"""Governance at work: who sits, when, on what, and what a decision changes in the plan."""
