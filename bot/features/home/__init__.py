"""App Home and help: what the bot can do for me, and where my things stand, at a glance.

Home is put together from parts that other features contribute; this feature greets, explains and makes them
fit. Help answers `/touchbase help`, a greeting, and whatever nobody else understood.
"""
