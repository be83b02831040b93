"""The screens: pages built from the toolkit of ``widgets``, showing snapshots and writing through the workspace."""
