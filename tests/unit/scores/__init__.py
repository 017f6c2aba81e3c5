"""The score engine."""
