"""How Touchbase is checked; CONTRIBUTING.md says what runs when."""
