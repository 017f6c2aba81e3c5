"""What an operator watches of the language model."""

from __future__ import annotations

from prometheus_client import Counter

REQUESTS = Counter(
    "touchbase_model_requests", "Requests to the language model by how they ended.", ["outcome"]
)
TOKENS = Counter(
    "touchbase_model_tokens", "Tokens sent to and received from the language model.", ["direction"]
)
COST = Counter("touchbase_model_cost_usd", "US dollars spent on the language model, by the price table.")
REFUSED = Counter(
    "touchbase_model_refusals", "Answers of the model that were not shown, by what was wrong.", ["fault"]
)
ANSWERS = Counter(
    "touchbase_model_answers", "Questions a model was asked to answer, by what was shown.", ["shown"]
)
