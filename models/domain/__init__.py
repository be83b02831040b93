"""Pure domain: frozen snapshots, financing computations, rules, French formats. No session, no clock, no file."""
