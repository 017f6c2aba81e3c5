"""Messages that did not arrive, and delivery that is stuck: shown to HR's administrators, tried again by them.

What a message said is never part of it: whom it was for, what kind it is, why it is not there, and since when.
"""
