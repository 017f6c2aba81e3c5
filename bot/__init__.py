"""Touchbase, the bot: what it does (features), how it speaks (language, slack) and how it sends (delivery)."""
