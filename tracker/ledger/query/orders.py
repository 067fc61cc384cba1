"""The orders of lists, as SQL; what is not known stands last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Status

ATTENTION = "attention"
"""The order that lists have by themselves."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order."""

    label: str
    """What it puts first, in Chinese."""
    sql: str
    """Columns of ``items``."""


_ATTENTION = "standing, coalesce(limit_on, '9999-12-31'), dated_on, id"
_START = "coalesce(json_extract(reading, '$.start'), quote_start)"
_STATUS = " ".join(f"WHEN '{status}' THEN {at}" for at, status in enumerate(Status))

ORDERS: Mapping[str, Order] = {
    ATTENTION: Order("最需要关注的在前", _ATTENTION),
    "id": Order("编号", "id"),
    "limit": Order("时限，无时限的在后", "limit_on IS NULL, limit_on, id"),
    "unit": Order("单位，同一单位最需要关注的在前", f"unit IS NULL, unit, {_ATTENTION}"),
    "owner": Order("责任单位", "owner IS NULL, owner, id"),
    "document": Order("来源文件，同一份里按先后", f"document_id, {_START}, id"),
    "status": Order("状态", f"CASE status {_STATUS} END, id"),
    "changed": Order("最近变更的在前", "changed_on DESC, id"),
}
"""Orders by the name that the command line has for them."""
