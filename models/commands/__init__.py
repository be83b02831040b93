"""Write use-cases: functions of a session, run as one act by ``Database.execute``. They never commit."""
