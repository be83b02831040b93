"""Icons, reference data, long texts and the example project: files people can open, no code."""
