"""Floors: the figures that a corpus gave once, below which a change must not fall.

The file holds no text of the corpus: quotes are kept as hashes, so that a later run can tell which were gained
and which were lost.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import InputError, RefusedError
from tracker.evaluation.figures import Result
from tracker.evaluation.matching import fold_quote

EXACT = frozenset({"unfaithful", "misplaced"})
"""Figures that must not rise."""
_COUNTS = frozenset({"documents", "gold", "found"})
_TOLERANCE = 0.0005


@dataclass(frozen=True, slots=True)
class Floors:
    """A pinned run."""

    corpus: str
    """SHA-256 of the corpus that it was measured on."""
    figures: dict[str, float | int | None]
    """Name → value."""
    found: frozenset[str]
    """Hashes of the annotated quotes that were found."""
    extra: frozenset[str]
    """Hashes of the quotes that nobody annotated."""
    reason: str = ""
    """Why it was lowered, where it was."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside the pinned one."""

    same_corpus: bool
    """Figures of another corpus cannot be compared."""
    fallen: tuple[str, ...]
    """Names of the figures that are worse."""
    risen: tuple[str, ...]
    """Names of those that are better."""
    gained: tuple[tuple[str, str], ...]
    """(file, quote) found now and not before."""
    lost: tuple[tuple[str, str], ...]
    """(file, quote) found before and not now."""
    added: tuple[tuple[str, str], ...]
    """(file, quote) found now that nobody annotated, and not found before."""


def load_floors(path: Path) -> Floors | None:
    """The pinned run of a file, ``None`` where there is no file.  Raises ``InputError`` for another sort of file."""
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text("utf-8"))
        return Floors(
            data["corpus"], data["figures"], frozenset(data["found"]), frozenset(data["extra"]), data.get("reason", "")
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(str(path), "不是评测基线文件，请用 --pin 重新生成") from error


def compare(result: Result, corpus: str, floors: Floors) -> Comparison:
    """What a run gained and lost against the pinned one."""
    if corpus != floors.corpus:
        return Comparison(False, (), (), (), (), ())
    better = {name: _better(name, value, floors.figures.get(name)) for name, value in result.figures.items()}
    return Comparison(
        same_corpus=True,
        fallen=tuple(name for name, sign in better.items() if sign < 0),
        risen=tuple(name for name, sign in better.items() if sign > 0),
        gained=tuple(key for key, hit in result.hits.items() if hit and _hash(key) not in floors.found),
        lost=tuple(key for key, hit in result.hits.items() if not hit and _hash(key) in floors.found),
        added=tuple(key for key in result.extras if _hash(key) not in floors.extra),
    )


def pin(path: Path, result: Result, corpus: str, *, reason: str = "") -> None:
    """Writes a run as the floors.  Raises ``RefusedError`` where figures of the same corpus fell and no reason is given."""
    before = load_floors(path)
    if before is not None:
        fallen = compare(result, corpus, before).fallen
        if fallen and not reason:
            raise RefusedError(f"以下指标低于基线：{'、'.join(fallen)}；确要降低请用 --lower 说明理由")
    content = {
        "corpus": corpus,
        "reason": reason,
        "figures": {name: round(value, 4) if value is not None else None for name, value in result.figures.items()},
        "found": sorted(_hash(key) for key, hit in result.hits.items() if hit),
        "extra": sorted(_hash(key) for key in result.extras),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _better(name: str, now: float | int | None, before: float | int | None) -> int:
    if name in _COUNTS or now is None or before is None:
        return 0
    difference = before - now if name in EXACT else now - before
    return 0 if abs(difference) < _TOLERANCE else (1 if difference > 0 else -1)


def _hash(key: tuple[str, str]) -> str:
    return hashlib.sha256("\0".join((key[0], fold_quote(key[1]))).encode("utf-8", "surrogatepass")).hexdigest()[:16]
