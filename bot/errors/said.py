"""What all errors that are told to a person have in common.

A `BotError` names a sentence in the message catalogs: `error-` and the class name in kebab case. Its fields
are that sentence's variables. The class docstring says, for us, when it is raised.
"""

from __future__ import annotations

import re
from typing import ClassVar


class BotError(Exception):
    """Something the person can be told in one sentence, with what to do next."""

    outdated: ClassVar[bool] = False
    """Whether it says that what was pressed had been overtaken: in a pilot that is counted, as friction."""
    _word: ClassVar[re.Pattern[str]] = re.compile(r"(?<!^)(?=[A-Z])")

    def __init__(self, **variables: object) -> None:
        super().__init__(type(self).__name__)
        self.variables = variables

    @classmethod
    def message_key(cls) -> str:
        """Return the catalog key of the sentence that says this error."""
        return "error-" + cls._word.sub("-", cls.__name__).lower()
