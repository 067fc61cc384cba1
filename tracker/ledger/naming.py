"""What a person says printed names stand for: units are merged, renamed, and given further names.

``owner`` stays as it is printed; an event says of one printed name, in one place, which unit it means, for all days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from tracker.chinese import fold
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.ledger.alikes import find_alikes
from tracker.ledger.namesakes import Pair
from tracker.ledger.rows import storable
from tracker.ledger.state import UNIT, replay_names
from tracker.ledger.store import Draft, Store
from tracker.ledger.units import Naming, name_unit
from tracker.ledger.values import Occasion
from tracker.model import Command, Unit

LONGEST = 80
"""Characters of a name at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """What naming did."""

    command: Command | None
    """The command, ``None`` where the names stood for that already."""
    unit: str
    """What they stand for now."""
    names: tuple[Pair, ...]
    """The places and printed names that stand for something else than before."""


def list_units(store: Store) -> list[Unit]:
    """The units, those with the most items first, each with those that may be the same."""
    units = _count_units(store)
    alike: dict[str, list[str]] = {}
    for group in find_alike_units(store):
        for name in group:
            alike.setdefault(name, []).extend(other for other in group if other != name)
    found = (replace(unit, alike=tuple(dict.fromkeys(alike.get(unit.name, ())))) for unit in units.values())
    return sorted(found, key=lambda unit: (-unit.items, unit.name))


def find_alike_units(store: Store, among: Collection[Pair] | None = None) -> list[tuple[str, ...]]:
    """Groups of units that may be the same organ; with ``among``, those that one of these printed names belongs to."""
    return find_alikes(reversed(store.pairs()), store.naming(), among)


def merge_units(store: Store, names: Sequence[str], goal: str | None, place: str | None, occasion: Occasion) -> Named:
    """Make one unit of several, called like the first of them or by another name; ``place`` leaves out other places."""
    with store.transaction():
        bearers = _find_bearers(store)
        chosen = list(dict.fromkeys(_choose(bearers, name) for name in names))
        if len(chosen) < 2 and (goal is None or goal == chosen[0]):
            raise UsageError(f"合并至少要两个不同的单位，这里只有“{chosen[0]}”，未作任何改动")
        unit = chosen[0] if goal is None else _check_name(goal)
        pairs = [pair for name in chosen for pair in _narrow(bearers[name], place, name)]
        return _say(store, "unit merge", pairs, unit, f"{'、'.join(chosen)} 合并为单位“{unit}”", occasion)


def rename_unit(store: Store, old: str, new: str, place: str | None, occasion: Occasion) -> Named:
    """Call a unit by another name, which no other unit may have."""
    with store.transaction():
        bearers = _find_bearers(store)
        name, unit = _choose(bearers, old), _check_name(new)
        if unit in bearers and unit != name:
            raise RefusedError(f"已有单位“{unit}”，未作任何改动，要并为一个请用 `tracker unit merge {unit} {name}`")
        return _say(
            store, "unit rename", _narrow(bearers[name], place, name), unit, f"单位“{name}”改称“{unit}”", occasion
        )


def alias_unit(store: Store, printed: str, unit: str, place: str | None, occasion: Occasion) -> Named:
    """Say that a printed name means a unit in a place, whether it was printed yet or not; itself where they are equal."""
    with store.transaction():
        bearers = _find_bearers(store)
        name = _check_name(printed)
        if unit == name:
            goal, where = None, _find_places(bearers, name, place)
        else:
            goal = _choose(bearers, unit)
            where = _find_places(bearers, name, place) or {at for at, _ in bearers[goal]}
        if not where:
            raise NotFoundError(f"台账里没有印作“{name}”的单位，未作任何改动")
        if len(where) > 1:
            listed = "、".join(at or "无" for at in sorted(where))
            raise UsageError(f"“{name}”可以是几个地区的（{listed}），未作任何改动，请用 --place 说明是哪一个")
        pairs = [(at, name) for at in where]
        return _say(store, "unit alias", pairs, goal, f"“{name}”是单位“{goal or name}”", occasion)


def _count_units(store: Store) -> dict[str, Unit]:
    """The units by name, in the order in which they came."""
    naming = store.naming()
    counted = {
        (row["place"], row["lead"]): (row["items"], row["unreviewed"], row["open"])
        for row in store.rows(
            "SELECT place, lead, count(*) AS items, sum(review = 'unreviewed') AS unreviewed, sum(standing = 0) AS open"
            " FROM items WHERE withdrawn = 0 AND standing < 3 AND lead IS NOT NULL GROUP BY place, lead"
        )
    }
    units: dict[str, Unit] = {}
    for name, pairs in _find_bearers(store, naming).items():
        figures = [counted.get(pair, (0, 0, 0)) for pair in pairs]
        items, unreviewed, still_open = (sum(column) for column in zip(*figures, strict=True))
        units[name] = Unit(name, tuple(pairs), items, unreviewed, still_open)
    return units


def _find_bearers(store: Store, naming: Naming | None = None) -> dict[str, list[Pair]]:
    """Units by name, each with the places and printed names that stand for it."""
    known: Naming = store.naming() if naming is None else naming
    bearers: dict[str, list[Pair]] = {}
    for pair in dict.fromkeys([*reversed(store.pairs()), *known]):
        unit = name_unit(*pair, known)
        assert unit is not None
        bearers.setdefault(unit, []).append(pair)
    return bearers


def _choose(bearers: Mapping[str, list[Pair]], wanted: str) -> str:
    """The unit of a name, else the one that this printed name stands for."""
    name = wanted.strip()
    if name in bearers:
        return name
    folded = fold(name)
    found = [unit for unit in bearers if fold(unit) == folded]
    found = found or [unit for unit, pairs in bearers.items() if any(fold(printed) == folded for _, printed in pairs)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"“{name}”可以是几个单位（{'、'.join(found)}），未作任何改动，请写出其中一个的名称")
    close = get_close_matches(name, bearers, 3, 0.5)
    hint = f"是不是 {'、'.join(close)}？" if close else "请用 `tracker unit list` 查看有哪些"
    raise NotFoundError(f"台账里没有单位“{name}”，未作任何改动，{hint}")


def _narrow(pairs: Iterable[Pair], place: str | None, name: str) -> list[Pair]:
    found = [pair for pair in pairs if place is None or pair[0] == fold(place.strip())]
    if not found:
        raise NotFoundError(f"地区“{place}”里没有单位“{name}”，未作任何改动，请用 `tracker unit list` 查看")
    return found


def _find_places(bearers: Mapping[str, list[Pair]], printed: str, place: str | None) -> set[str]:
    """The place that a person names, else those in which a name is printed."""
    if place is not None:
        return {fold(place.strip())}
    return {at for pairs in bearers.values() for at, name in pairs if name == printed}


def _check_name(text: str) -> str:
    name = storable(text.strip())
    if not name or "\n" in name or len(name) > LONGEST:
        raise UsageError(f"单位名称应为 1 至 {LONGEST} 字的一行文字，“{name[:20]}”不行，未作任何改动")
    return name


def _say(
    store: Store, command: str, pairs: Iterable[Pair], unit: str | None, summary: str, occasion: Occasion
) -> Named:
    """Write what some printed names mean; ``None`` takes back what was said of them."""
    naming, pairs = store.naming(), list(pairs)
    goal = unit or pairs[0][1]
    told = [pair for pair in pairs if (name_unit(*pair, naming) != unit if unit else _is_told(store, pair))]
    if not told:
        return Named(None, goal, ())
    written = store.write_command(command, person=occasion.person, now=occasion.now, summary=summary)
    drafts = [
        Draft(occasion.on, None, None, UNIT, naming.get(pair), unit, subject=storable("\n".join(pair))) for pair in told
    ]
    store.refresh(store.write_events(written, drafts))
    return Named(written, goal, tuple(told))


def _is_told(store: Store, pair: Pair) -> bool:
    """Whether a person said what a printed name means."""
    return bool(replay_names(store.events("subject = ? AND field = ?", "\n".join(pair), UNIT)))
