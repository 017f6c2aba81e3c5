"""A small Slack on this machine: Web API, Socket Mode, and the page that shows it.

It imports nothing of Touchbase and could serve anyone's bot; the bot cannot tell it from Slack.
"""
