"""Appeals against results: on four grounds, in two stages, heard by people who were not involved before.

A decision keeps a result or raises it. While an appeal is under way every display of the result says so.
"""
