"""What was said in a check-in, kept so that both sides can trust it.

The employee reads, acknowledges, adds or questions; the manager corrects; every edition stays readable.
"""
