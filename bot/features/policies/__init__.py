"""The company's own rules, to the letter.

Typing a clause's number shows the clause that applies today. Questions in plain words get an honest answer:
not yet, and whom to ask.
"""
