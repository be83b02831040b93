"""Following the programme: what to do now, planning, tableau de bord, quarterly table, yearly report."""
