"""Goals made together: either side drafts a goal sheet, both talk it over line by line, and both confirm it.

Nothing counts before both have confirmed the same words. What they confirmed is the goal sheet results are computed
from; the draft with every step of the two stays readable for them.
"""
