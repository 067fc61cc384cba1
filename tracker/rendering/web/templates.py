"""The parts of the page, as templates beside this module; every value put into one is cleaned and escaped."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tracker.rendering.width import clean

_PACKAGE = "tracker.rendering.web"
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# Half of a pair cannot be written, and two code points are no characters at all.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


def plain(value: object) -> object:
    r"""A text without control and direction characters and without what no page can hold; markup stays.

    >>> plain("承诺\x1b[31m事项\u202e\ud800")
    '承诺事项'
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return _NO_CHARACTER.sub("", clean(_LINE_END.sub("\n", value)))


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
