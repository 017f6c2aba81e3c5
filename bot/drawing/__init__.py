"""Pictures: charts for a screen, and drawings that Slack shows."""
