"""The Qt application and its command line. The map of the layers is in ``README.md``."""

__version__ = "0.1.0"
