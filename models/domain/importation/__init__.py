"""What a table made by people says of a project: its columns, its values, its rows, and what importing it would do."""
