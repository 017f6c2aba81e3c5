"""The worked results of 2026H1 in the demo company, as a company would bring them in (domain 4.5).

`goal_sheets/*.yaml` are what was agreed, `figures.csv` and `unit_scores.csv` what the sources delivered,
`decisions.yaml` with `decision_sources.csv` what people decided and when each result was released.
"""
