"""Read use-cases: functions of a session that return frozen snapshots."""
