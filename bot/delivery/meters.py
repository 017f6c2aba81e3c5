"""What an operator watches of delivery."""

from __future__ import annotations

from prometheus_client import Counter

ENDED = Counter("touchbase_delivery_messages", "Outgoing messages by the state they ended in.", ["state"])
GATE_CLOSED = Counter("touchbase_delivery_gate_closures", "How often Slack asked us to wait (HTTP 429).")
DOUBTED = Counter("touchbase_delivery_doubts", "Calls after which nobody knew whether Slack had acted.")
