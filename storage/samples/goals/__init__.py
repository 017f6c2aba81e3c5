"""The goals of 2026 that the demo company's people serve, and drafts of 2026H2 that two pairs are talking over.

`unit_goals.csv` is what HR and the heads of units entered, `drafts/*.yaml` what a manager or an employee wrote down to
begin with; `talks.yaml` says who shared which, and what the other side said to it.
"""
