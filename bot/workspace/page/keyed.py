"""A list on the page that changes only where its contents changed."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from nicegui.element import Element

T = TypeVar("T")


class KeyedList(Generic[T]):
    """Keeps one drawn element per key inside `container`.

    What stays keeps its element, and with it focus, scroll position and half-typed words.
    """

    def __init__(self, container: Element) -> None:
        self.container = container
        self._drawn: dict[Hashable, Element] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._drawn

    def __getitem__(self, key: Hashable) -> Element:
        return self._drawn[key]

    def show(self, items: Sequence[tuple[Hashable, T]], draw: Callable[[T], Element]) -> list[Hashable]:
        """Make the list hold exactly `items`, in order; return the keys that are new."""
        wanted = {key for key, _ in items}
        for key in [key for key in self._drawn if key not in wanted]:
            self._drawn.pop(key).delete()
        new: list[Hashable] = []
        for place, (key, item) in enumerate(items):
            if key not in self._drawn:
                with self.container:
                    self._drawn[key] = draw(item)
                new.append(key)
            self._settle(self._drawn[key], place)
        return new

    def _settle(self, element: Element, place: int) -> None:
        children = self.container.default_slot.children
        if children.index(element) != place:
            element.move(self.container, place)
