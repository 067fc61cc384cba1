"""JSON and JSON lines: UTF-8, no BOM, Chinese as it is, keys in the order given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from tracker.rendering.report_object import report_object
from tracker.reporting.report import Report

JsonValue = object
"""What ``json`` can write; the objects are built in ``tracker.rendering.objects``."""


def render_json(values: Iterable[Mapping[str, JsonValue]]) -> bytes:
    """One array of all objects, indented."""
    return (json.dumps(list(values), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def render_jsonl(value: Mapping[str, JsonValue]) -> bytes:
    """One object on one line."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def render_report_json(report: Report) -> bytes:
    """One object with everything that the report holds, indented."""
    return (json.dumps(report_object(report), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
