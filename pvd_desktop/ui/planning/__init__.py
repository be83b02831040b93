"""Tab « Planning » of the calendar: the phases of the actions against time."""
