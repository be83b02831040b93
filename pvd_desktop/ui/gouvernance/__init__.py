"""Tab « Gouvernance » of the calendar: the instances, their members, their meetings and what these decide."""
