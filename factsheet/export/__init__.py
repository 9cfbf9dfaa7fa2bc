"""Fact sheets → one file of another format, streamed: memory does not grow with the number of sheets.

Knows the schema and the words of the brief. What may be exported (review decisions, sharing) is settled before.
"""

from factsheet.export.options import Options
from factsheet.export.registry import FORMATS, Format, format_of

__all__ = ["FORMATS", "Format", "Options", "format_of"]
