"""The rules of the reminders tried on an organisation that does not exist."""
