"""The room where the convention-cadre is written: its outline, the part being written, how it prints."""
