"""The maquette financière: rows, columns, years; what is typed there, what balances it."""
