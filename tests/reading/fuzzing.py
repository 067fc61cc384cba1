"""Damage to files, bounded and repeatable; a long search for faults: ``python -m tests.reading.fuzzing SUFFIX COUNT``."""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from xml.etree import ElementTree

from tests.reading.seeds import PACKAGES, members, package, seed
from tracker.errors import InputError
from tracker.reading import parse_reply, read_bytes

MOST = 200_000
"""Bytes of a part: what is repeated and repeated again grows no further."""
HOWS = ("write", "insert", "drop", "repeat", "move", "cut", "word")
_WORD = re.compile(rb'[\w.:#/\\-]+|"[^"]*"|<[^<>]*>')
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65535",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"nan",
    b"\xff\xff\xff\xff",
)
"""What breaks programs in place of another number."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to bytes; places and lengths are shares, so that it fits bytes of any length."""

    how: str
    """One of ``HOWS``; ``word`` puts another word of the same file, or a number, in the place of one."""
    place: float
    """Where, from 0 to 1."""
    other: float
    """Where a repeated, moved or taken piece comes from."""
    length: int
    """Of the piece, in bytes."""
    noise: bytes
    """What is written or inserted."""


def apply(data: bytes, change: Change) -> bytes:
    """The bytes with one change."""
    at, other = (int(share * len(data)) for share in (change.place, change.other))
    piece = data[other : other + change.length]
    match change.how:
        case "write":
            return data[:at] + change.noise + data[at + len(change.noise) :]
        case "insert":
            return data[:at] + change.noise + data[at:]
        case "drop":
            return data[:at] + data[at + change.length :]
        case "repeat":
            return data[:at] + piece * (1 + change.length % 40) + data[at:]
        case "move":
            return data[:at] + piece + data[at + change.length :]
        case "cut":
            return data[:at]
    words = list(_WORD.finditer(data))
    if not words:
        return data
    old = words[int(change.place * len(words)) % len(words)]
    choice = int(change.other * (len(words) + 3 * len(NUMBERS)))
    new = words[choice][0] if choice < len(words) else NUMBERS[choice % len(NUMBERS)]
    return data[: old.start()] + new + data[old.end() :]


def apply_to_tree(data: bytes, change: Change) -> bytes:
    """XML with one change after which it is still well-formed; other bytes as ``apply`` changes them."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return apply(data, change)
    nodes = list(root.iter())
    node, other = (nodes[int(share * len(nodes)) % len(nodes)] for share in (change.place, change.other))
    match change.how:
        case "write" | "insert":
            node.text = change.noise.decode("gb18030", "ignore") if node.text is None else change.noise.hex()
        case "drop" | "cut":
            del node[: change.length]
        case "repeat" | "move":
            node.extend(deepcopy(other) for _ in range(1 + change.length % 3))
        case "word":
            names = sorted({*node.attrib, *other.attrib})
            if names:
                name = names[change.length % len(names)]
                values = [other.get(name, ""), *(number.decode("ascii", "ignore") for number in NUMBERS)]
                node.set(name, values[len(change.noise) * change.length % len(values)])
    changed = ElementTree.tostring(root, "utf-8")
    return data if len(changed) > MOST else changed


def damage(suffix: str, changes: Sequence[Change], inside: float, well_formed: bool) -> bytes:
    """The seed of a format with changes; of a package they are made to one part, or (near 0) to the whole."""
    data = seed(suffix)
    if suffix not in PACKAGES or inside < 0.1:
        return reduce(apply, changes, data)
    parts = members(data)
    name = sorted(parts)[int(inside * len(parts)) % len(parts)]
    if inside < 0.5:
        name = PACKAGES[suffix]
    parts[name] = reduce(apply_to_tree if well_formed else apply, changes, parts[name])
    return package(parts)


def check(data: bytes, suffix: str) -> bool:
    """Whether the bytes are read; raises where anything but our own error comes out, or a document without text."""
    try:
        document = read_bytes(data, f"答复.{suffix}")
    except InputError as error:
        problem = error.problem
    else:
        problem = ""
    assert "\n" not in problem
    if problem:
        return False
    assert document.text.strip()
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)
    document.text.encode("utf-8")
    parse_reply(document)
    return True


def _draw(chance: random.Random) -> list[Change]:
    return [
        Change(
            chance.choice(HOWS), chance.random(), chance.random(),
            chance.choice((1, 2, 4, 16, 64, 300)), chance.randbytes(chance.choice((1, 2, 4, 8))),
        )
        for _ in range(chance.randint(1, 5))
    ]  # fmt: skip


def main(suffix: str, count: int, first: int = 0) -> None:
    """Try many; print each kind of fault once with the bytes in a file of their own, and the slowest."""
    seen: set[str] = set()
    read, slowest = 0, (0.0, 0)
    for number in range(first, first + count):
        chance = random.Random(number)
        data = damage(suffix, _draw(chance), chance.random(), chance.random() < 0.7)
        begin = time.perf_counter()
        try:
            read += check(data, suffix)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            frames = traceback.extract_tb(error.__traceback__)
            kind = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}"
            if kind not in seen:
                seen.add(kind)
                Path("build").mkdir(exist_ok=True)
                Path(f"build/fault-{number}.{suffix}").write_bytes(data)
                print(f"{number}: {kind}\n{''.join(traceback.format_exception(error)[-6:])}", flush=True)
        slowest = max(slowest, (time.perf_counter() - begin, number))
    print(
        f"{suffix}: {count} tried, {read} read, {len(seen)} kinds of faults, slowest {slowest[0]:.1f} s (no. {slowest[1]})"
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
