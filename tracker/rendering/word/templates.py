"""The fixed parts of the document, as templates beside this module; every value put into one is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("tracker.rendering.word", "parts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_part(name: str, **values: object) -> str:
    """A part from its template; values are plain texts and numbers, or ``Markup`` that is markup already."""
    return _environment().get_template(name).render(**values)
