"""Independent checks of what we hand to Slack: messages, modals, home views and the app manifest."""
