"""What to call a person in a language, and under which names others may write of them."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[^\u3400-\u9fff]+")


def spoken_name(name: str, locale: str) -> str:
    """Return the part of a name a reader of `locale` uses: 赵敏 of "赵敏 Zhao Min" in Chinese, Zhao Min otherwise."""
    han, latin = _parts(name)
    if locale.lower().startswith("zh"):
        return han or name
    return latin or name


def written_names(name: str) -> tuple[str, ...]:
    """Return the names somebody may be written of by, longest first: the whole, its scripts, given names.

    A single Chinese character is never a name by itself: a surname alone matches far too much.
    """
    han, latin = _parts(name)
    found = {name, han, han[1:] if len(han) > 2 else "", latin, *latin.split()}  # noqa: PLR2004 - two characters
    return tuple(sorted((part for part in found if len(part) > 1), key=lambda part: (-len(part), part)))


def _parts(name: str) -> tuple[str, str]:
    han = "".join(_HAN.findall(name))
    latin = " ".join(" ".join(_LATIN.findall(name)).split())
    return han, latin
