"""Reminders people are glad to get: at the right moment, few, with a reason, and silent otherwise.

Who knows that something is due offers it (`storage.nudges`); here the rules N-01 to N-22 decide whether, when and
together with what it is said, and everybody can see by which rule and change their mind.
"""
