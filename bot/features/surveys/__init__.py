"""One question a fortnight to everybody in a pilot, and what HR learns from the answers (PM-8.3, domain 5 and 6.1).

What one person says stays theirs: HR sees groups of five and more, and written words only among eight and more.
"""
