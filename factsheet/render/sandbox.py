"""The sandbox in which templates run: what would take much memory or time in one step is refused by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from factsheet.errors import TemplateError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_LONGEST = 1_000_000
"""Characters, items or digits that one operation may make."""


def sandbox(**options: Any) -> ImmutableSandboxedEnvironment:
    """A sandboxed environment; `options` are Jinja's."""
    return _bounded()(**options)


@cache
def _bounded() -> type[ImmutableSandboxedEnvironment]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(["*", "**", "%"])

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            _require_small(operator, left, right)
            return super().call_binop(context, operator, left, right)

    return Bounded


def _require_small(operator: str, left: Any, right: Any) -> None:
    """Raise TemplateError for an operation whose result could be huge."""
    if operator == "%" and isinstance(left, str):
        raise TemplateError("% formats no words here: put places into a label, {name}, or use the filter text")
    if operator == "*":
        for many, one in ((left, right), (right, left)):
            if isinstance(many, int) and hasattr(one, "__len__") and many * len(one) > _LONGEST:
                raise TemplateError(f"makes something of more than {_LONGEST:,} parts")
    if all(isinstance(value, int) for value in (left, right)):
        digits = left.bit_length() * (max(0, right) if operator == "**" else 1) + (
            right.bit_length() if operator == "*" else 0
        )
        if digits > 64 * 64:
            raise TemplateError("makes a number of more than a thousand digits")
