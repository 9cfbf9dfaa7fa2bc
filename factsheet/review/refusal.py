"""Why an edit cannot be taken."""

from __future__ import annotations

from factsheet.errors import FactsheetError


class RefusedError(FactsheetError):
    """An edit that cannot be taken. `code` is said in the interface's own words; `detail` adds what is known."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail
