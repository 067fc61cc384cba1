"""Which printed names may mean the same organ of a place; for suggestions only, nothing is merged by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from tracker.chinese import fold
from tracker.ledger.namesakes import Pair
from tracker.ledger.units import Naming, find_scope, name_unit, parse_place, strip_level

Organ = tuple[str, str]
"""A jurisdiction and what its organ is called in full, without a place."""

_BRACKETS = re.compile(r"（[^（）]*）|〔[^〔〕]*〕")
_HEADS = re.compile(r"^(?:国家税务总局|国网)(?=.{2,}(?:税务|供电))|^中共")
_SHAPES = (
    (re.compile(r"[和与及、·\s]"), ""),
    (re.compile(r"^委(?=组织|宣传|统战|政法|社会工作|编办|编委|网信|机构编制|网络安全)"), ""),
    (re.compile(r"人民政府"), "政府"),
    (re.compile(r"(?<=[镇乡道])(?:政府|办事处|街道办|办)$"), ""),
    (re.compile(r"(?:有限责任|股份有限|集团有限|有限)公司$"), "公司"),
    (re.compile(r"集团公司$"), "集团"),
    (re.compile(r"委员会"), "委"),
    (re.compile(r"办公室$"), "办"),
)
"""What differs between two ways of printing the same name."""


def find_organ(place: str, printed: str) -> Organ | None:
    """The organ that a printed name means in a place, as far as a name can tell; ``None`` where it names a place only.

    >>> find_organ("云溪市", "市发改委") == find_organ("云溪市", "云溪市发展和改革委员会") == ("云溪市", "发展改革委")
    True
    >>> find_organ("云溪市", "市住建局党组"), find_organ("东湖区", "市住建局")
    (('云溪市', '住建局党组'), ('市东湖区', '住房城乡建设局'))
    """
    name = _HEADS.sub("", _BRACKETS.sub("", fold(printed)))
    own = parse_place(name)
    core = name[len("".join(own)) :]
    if own.rank:
        where = own.county or own.city or own.province
    else:
        level, core = strip_level(name)
        scope = find_scope(place, name)
        # Where it is not known how far up a place is, the level must do.
        where = (scope.county or scope.city or scope.province) if scope else f"{level}{place}"
    core = _shape(core)
    return (where, _names().get(core, core)) if core else None


def find_alikes(pairs: Iterable[Pair], naming: Naming, among: Iterable[Pair] | None = None) -> list[tuple[str, ...]]:
    """Groups of units that may be the same organ, each in the order of the pairs.

    With ``among``, only those that one of these printed names belongs to.
    """
    groups: dict[Organ, dict[str, list[Pair]]] = {}
    for place, printed in pairs:
        organ, unit = find_organ(place, printed), name_unit(place, printed, naming)
        if organ is not None and unit is not None:
            groups.setdefault(organ, {}).setdefault(unit, []).append((place, printed))
    wanted = None if among is None else set(among)
    return [
        tuple(units)
        for units in groups.values()
        if len(units) > 1 and (wanted is None or any(not wanted.isdisjoint(found) for found in units.values()))
    ]


def _shape(name: str) -> str:
    for pattern, instead in _SHAPES:
        name = pattern.sub(instead, name)
    return name


@cache
def _names() -> Mapping[str, str]:
    """Every way of printing an organ's name → its name in full, both in one shape."""
    text = resources.files("tracker.ledger").joinpath("organs.toml").read_text("utf-8")
    organs = tomllib.loads(text)["organ"]
    return {_shape(other): _shape(organ["name"]) for organ in organs for other in (organ["name"], *organ["short"])}
