"""Everything that is about Slack itself and not about any one feature."""
