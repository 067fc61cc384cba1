"""The parts of the page, as templates beside this module; every value put into one is cleaned and escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tracker.printable import writable

_PACKAGE = "tracker.rendering.web"


def plain(value: object) -> object:
    r"""A text without control and direction characters and without what no page can hold; markup stays.

    >>> plain("承诺\x1b[31m事项\u202e\ud800")
    '承诺事项'
    """
    return writable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment() -> Environment:
    """Templates whose every expression goes through ``plain`` and is escaped."""
    return Environment(
        loader=PackageLoader(_PACKAGE, "parts"),
        autoescape=True,
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def load_part(name: str) -> Markup:
    """A part that takes no values: the style, the script."""
    return Markup(files(_PACKAGE).joinpath("parts", name).read_text("utf-8"))
