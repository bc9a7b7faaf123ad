"""The steps, in order: each file one step from the version before."""
