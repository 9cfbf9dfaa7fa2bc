"""The contract for programs: the JSON Schema of a fact sheet."""

from __future__ import annotations

import json

from factsheet.schema import FactSheet


def json_schema() -> str:
    """The JSON Schema of a fact sheet, indented."""
    return json.dumps(FactSheet.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"
