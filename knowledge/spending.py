"""What an endpoint's answers cost, looked at on their way: langchain throws it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Counted:
    """The client of an endpoint for vectors; `spent` is told how many tokens each request took, None when unknown."""

    def __init__(self, client: Any, spent: Callable[[int | None], None]) -> None:  # noqa: ANN401 - openai's own
        self._client, self._spent = client, spent

    def create(self, **request: Any) -> Any:  # noqa: ANN401 - as above
        """Ask the endpoint, and tell what the answer cost."""
        answer = self._client.create(**request)
        tokens = getattr(getattr(answer, "usage", None), "prompt_tokens", None)
        self._spent(tokens if isinstance(tokens, int) else None)
        return answer
