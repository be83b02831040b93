"""A partner’s own workbook, filled from the project: what each cell would receive, before anything is written."""
