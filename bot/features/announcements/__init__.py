"""Announcements: HR reaches ten thousand people with the right words at the right hour, never twice.

Composed in both languages, previewed as every reader will see it, sent at the pace Slack allows, stopped at once when
it must be, put right where it was wrong; who has received it is known, and silence is kept as silence.
"""
