"""Every word the bot says: message catalogs, question banks and word lists, per language."""
