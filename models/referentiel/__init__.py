"""Reference data read from ``resources/referentiels`` into frozen dataclasses, once per process."""
