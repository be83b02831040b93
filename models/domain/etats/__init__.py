"""Two states of the project side by side: what differs, in the words that people read."""
