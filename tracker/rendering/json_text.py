"""JSON and JSON lines: UTF-8, no BOM, Chinese as it is, keys in the order given.

Characters that would steer a terminal or turn the direction of what follows are escaped; what is read back is the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from tracker.rendering.report_object import report_object
from tracker.reporting.report import Report

JsonValue = object
"""What ``json`` can write; the objects are built in ``tracker.rendering.objects``."""

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render_json(values: Iterable[Mapping[str, JsonValue]]) -> bytes:
    """One array of all objects, indented."""
    return _encode(json.dumps(list(values), ensure_ascii=False, indent=2))


def render_jsonl(value: Mapping[str, JsonValue]) -> bytes:
    """One object on one line."""
    return _encode(json.dumps(value, ensure_ascii=False))


def render_report_json(report: Report) -> bytes:
    """One object with everything that the report holds, indented."""
    return _encode(json.dumps(report_object(report), ensure_ascii=False, indent=2))


def _encode(text: str) -> bytes:
    """The bytes of what ``json`` wrote, which holds such characters in strings alone."""
    inert = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return (inert + "\n").encode("utf-8", "backslashreplace")
