"""The standing 1:1s of a manager and their reports.

A talk comes round at a wall time in a zone. Half an hour before it the manager is invited to prepare, shortly
after it to wrap up; App Home shows everyone whom they meet and when.
"""
