"""Every result to the last digit: how it was computed, from which figures, under which clause.

The engine is pure: it takes a goal sheet, figures with their sources and a company's configuration, and gives
the result with every step on the way. `rules` is its front; the other modules are its nouns.
"""
