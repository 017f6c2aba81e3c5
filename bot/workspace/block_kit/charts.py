"""Block Kit's tables and charts."""

from __future__ import annotations

from typing import Any

from bot.workspace.block_kit.composition import block_id, rich_text
from bot.workspace.block_kit.shape import (
    Shape,
    both,
    distinct,
    fault,
    flag,
    listing,
    number,
    one_of,
    record,
    string,
    typed,
    variant,
    whole,
)

_raw_text = typed("raw_text", {"text": string(12_000)}, {"emoji": flag})
_raw_number = typed("raw_number", {"value": number, "text": string(3000, 1)})
_column = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _even_rows(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
    if isinstance(value, list) and len({len(row) for row in value if isinstance(row, list)}) > 1:
        wrong.append(fault("all rows must have the same number of columns", where))


_table_cell = variant({"raw_text": _raw_text, "raw_number": _raw_number, "rich_text": rich_text})
TABLE = typed(
    "table",
    {"rows": both(listing(listing(_table_cell, 20, 1), 100, 1), _even_rows)},
    {"block_id": block_id, "column_settings": listing(_column, 20)},
)
DATA_TABLE = typed(
    "data_table",
    {"rows": both(listing(listing(_table_cell, 20, 1), 201, 2), _even_rows)},
    {
        "block_id": block_id,
        "caption": string(3000),
        "page_size": whole(1, 100),
        "row_header_column_index": whole(0, 19),
    },
)

_label = string(20, 1)
_point = record({"label": _label, "value": number})
_series = both(
    listing(record({"name": _label, "data": listing(_point, 20, 1)}), 12, 1),
    distinct("name"),
)
_axes = record({"categories": listing(_label, 20, 1)}, {"x_label": string(50), "y_label": string(50)})


def _axis_chart(name: str) -> Shape:
    return typed(name, {"series": _series, "axis_config": _axes})


DATA_VISUALIZATION = typed(
    "data_visualization",
    {
        "title": string(50, 1),
        "chart": variant(
            {
                "pie": typed("pie", {"segments": listing(_point, 12, 1)}),
                "bar": _axis_chart("bar"),
                "area": _axis_chart("area"),
                "line": _axis_chart("line"),
            }
        ),
    },
    {"block_id": block_id},
)
