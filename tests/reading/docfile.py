"""Binary Word files for the tests, written byte by byte: compound file, piece table, pages of formatting.

After [MS-CFB] and [MS-DOC]; only what the tests say is in them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_FREE, _LAST, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
TEXT_AT = 2048
"""Where the characters begin in the stream."""
ON = b"\x01"


def sprm(name: int, operand: bytes = ON) -> bytes:
    return struct.pack("<H", name) + operand


DELETED = sprm(0x0800)
HIDDEN = sprm(0x083C)
IN_TABLE = sprm(0x2416)
ROW_END = IN_TABLE + sprm(0x2417)
INNER = IN_TABLE + sprm(0x6649, struct.pack("<I", 2))


def listed(index: int, level: int = 0) -> bytes:
    return sprm(0x260A, bytes([level])) + sprm(0x460B, struct.pack("<H", index))


@dataclass(frozen=True)
class Run:
    """Characters of one formatting; ``narrow`` ones are stored as these bytes."""

    text: str
    sprms: bytes = b""
    narrow: bytes | None = None
    change: int = 0
    """``Prm`` of its piece."""


@dataclass(frozen=True)
class Par:
    """A paragraph: runs, the character that ends it, formatting, style."""

    runs: Sequence[Run | str]
    end: str = "\r"
    sprms: bytes = b""
    mark: bytes = b""
    style: int = 0


@dataclass
class DocFile:
    """What the file holds."""

    main: Sequence[Par | str]
    footnotes: Sequence[Par | str] = ()
    headers: Sequence[Par | str] = ()
    boxes: Sequence[Par | str] = ()
    structures: dict[int, bytes] = field(default_factory=dict)
    """Further structures of the table stream by their index in the FIB."""
    formats: Sequence[bytes] = ()
    """Formatting that pieces name (``Prc``)."""
    language: int = 0x0804
    version: int = 0x00C1
    flags: int = 0x0200
    data: bytes = b""
    levels: bytes = b""
    """What follows the structure of lists."""

    def build(self) -> bytes:
        stories = [list(map(_paragraph, story)) for story in (self.main, self.footnotes, self.headers, self.boxes)]
        text, pieces, runs, paragraphs = bytearray(), [], [], []
        lengths: list[int] = []
        position = 0
        for story in stories:
            begin = position
            for item in story:
                start = TEXT_AT + len(text)
                for piece in (*item.runs, Run(item.end, item.mark)):
                    run = piece if isinstance(piece, Run) else Run(piece)
                    data = run.text.encode("utf-16-le") if run.narrow is None else run.narrow
                    count = len(data) // 2 if run.narrow is None else len(data)
                    at = TEXT_AT + len(text)
                    pieces.append((position, at, run))
                    runs.append((at, at + len(data), run.sprms))
                    text += data
                    position += count
                paragraphs.append((start, TEXT_AT + len(text), struct.pack("<H", item.style) + item.sprms))
            lengths.append(position - begin)
        words = bytearray(TEXT_AT) + text
        words += bytes(-len(words) % _SECTOR)
        structures = dict(self.structures)
        structures[33] = _clx(pieces, position, self.formats)
        structures[12] = _pages(words, runs, 100, _run_page)
        structures[13] = _pages(words, paragraphs, 20, _paragraph_page)
        table, places = bytearray(16), {}
        for index, structure in structures.items():
            places[index] = (len(table), len(structure))
            table += structure + (self.levels if index == 73 else b"")
        block = self._fib(lengths, places)
        words[: len(block)] = block
        name = "1Table" if self.flags & 0x0200 else "0Table"
        return compound_file({"WordDocument": bytes(words), name: bytes(table), "Data": self.data})

    def _fib(self, lengths: Sequence[int], places: dict[int, tuple[int, int]]) -> bytes:
        main, footnotes, headers, boxes = lengths
        base = struct.pack("<HHHHHH20x", 0xA5EC, self.version, 0, self.language, 0, self.flags)
        shorts = struct.pack("<H26xH", 14, self.language)
        longs = struct.pack("<H12x8I44x", 22, main, footnotes, headers, 0, 0, 0, boxes, 0)
        pairs = b"".join(struct.pack("<II", *places.get(index, (0, 0))) for index in range(93))
        return base + shorts + longs + struct.pack("<H", 93) + pairs


def _paragraph(item: Par | str) -> Par:
    return item if isinstance(item, Par) else Par([item])


def _clx(pieces: list[tuple[int, int, Run]], last: int, formats: Sequence[bytes]) -> bytes:
    starts = b"".join(struct.pack("<I", position) for position, _, _ in pieces) + struct.pack("<I", last)
    places = b"".join(
        struct.pack("<HIH", 0, at if run.narrow is None else at * 2 | 1 << 30, run.change) for _, at, run in pieces
    )
    begin = b"".join(b"\x01" + struct.pack("<H", len(item)) + item for item in formats)
    return begin + b"\x02" + struct.pack("<I", len(starts + places)) + starts + places


def _pages(words: bytearray, items: list[tuple[int, int, bytes]], most: int, build: object) -> bytes:
    starts, numbers = [], []
    for index in range(0, len(items), most):
        group = items[index : index + most]
        starts.append(group[0][0])
        numbers.append(len(words) // _SECTOR)
        words += build(group)  # type: ignore[operator]
    ends = [*starts, items[-1][1]]
    return b"".join(struct.pack("<I", number) for number in (*ends, *numbers))


def _run_page(items: list[tuple[int, int, bytes]]) -> bytes:
    return _page(items, 1, lambda sprms: bytes([len(sprms)]) + sprms)


def _paragraph_page(items: list[tuple[int, int, bytes]]) -> bytes:
    def entry(sprms: bytes) -> bytes:
        return bytes([len(sprms) // 2 + 1]) + sprms if len(sprms) % 2 else bytes([0, len(sprms) // 2]) + sprms

    return _page(items, 13, entry)


def _page(items: list[tuple[int, int, bytes]], width: int, entry: object) -> bytes:
    page = bytearray(_SECTOR)
    ends = [item[0] for item in items] + [items[-1][1]]
    struct.pack_into(f"<{len(ends)}I", page, 0, *ends)
    at = _SECTOR - 2
    seen: dict[bytes, int] = {}
    for index, (_, _, sprms) in enumerate(items):
        data = entry(sprms)  # type: ignore[operator]
        if sprms and data not in seen:
            at = (at - len(data)) & ~1
            page[at : at + len(data)] = data
            seen[data] = at
        page[4 * len(ends) + index * width] = seen[data] // 2 if sprms else 0
    page[-1] = len(items)
    return bytes(page)


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams at its root, each long enough to have sectors of its own."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [_entry("Root Entry", 5, _LAST, 0, child=1 if streams else _FREE)]
    for index, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        first, count = len(sectors), -(-len(data) // _SECTOR)
        sectors += [data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\0") for n in range(count)]
        fat += [*range(first + 1, first + count), _LAST]
        entries.append(_entry(name, 2, first, len(data), right=index + 1 if index < len(streams) else _FREE))
    directory = b"".join(entries)
    directory += b"".join(_entry("", 0, 0, 0) for _ in range(-len(entries) % 4))
    first = len(sectors)
    count = len(directory) // _SECTOR
    sectors += [directory[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]
    fat += [*range(first + 1, first + count), _LAST]
    tables = 1
    while (len(fat) + tables) * 4 > tables * _SECTOR:
        tables += 1
    places = [len(sectors) + n for n in range(tables)]
    table = b"".join(struct.pack("<I", number) for number in [*fat, *[_FAT] * tables])
    sectors += [table[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\xff") for n in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first, 0, 4096, _LAST, 0, _LAST, 0)
    header += b"".join(struct.pack("<I", number) for number in (*places, *[_FREE] * (109 - tables)))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    data = name.encode("utf-16-le")
    start = data.ljust(64, b"\0") + struct.pack("<HBB", len(data) + 2 if name else 0, kind, 1)
    return start + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", first, size)


def plc(ends: Sequence[int], items: Sequence[bytes] = ()) -> bytes:
    return struct.pack(f"<{len(ends)}I", *ends) + b"".join(items)


def list_level(form: int, text: str, start: int = 1, follow: int = 0, flags: int = 0, restart: int = 0) -> bytes:
    """A level; ``\\x00`` to ``\\x08`` in the text stand for the numbers of the levels."""
    places = bytes(index + 1 for index, sign in enumerate(text) if sign < "\x09").ljust(9, b"\0")
    begin = struct.pack("<iBB", start, form, flags) + places + bytes([follow]) + bytes(8) + bytes([2, 4, restart, 0])
    return begin + bytes(6) + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def list_definitions(*definitions: tuple[int, Sequence[bytes]], styles: Sequence[int] = ()) -> tuple[bytes, bytes]:
    """The structure of lists (73) and the levels that follow it: by number of a list, one level or nine."""
    linked = [*styles, *[0xFFF] * (9 - len(styles))]
    heads = b"".join(struct.pack("<iI9HBB", number, 0, *linked, len(levels) == 1, 0) for number, levels in definitions)
    return struct.pack("<h", len(definitions)) + heads, b"".join(b"".join(levels) for _, levels in definitions)


def list_overrides(*lists: tuple[int, Sequence[bytes]]) -> bytes:
    """The structure of overrides (74): for each list that paragraphs name its definition and changes."""
    heads = b"".join(struct.pack("<iIIBBBB", number, 0, 0, len(changes), 0, 0, 0) for number, changes in lists)
    data = b"".join(b"\xff\xff\xff\xff" + b"".join(changes) for _, changes in lists)
    return struct.pack("<I", len(lists)) + heads + data


def style_sheet(*styles: tuple[int, bytes] | None) -> bytes:
    """The structure of styles (1): for each the one it is based on and its formatting, ``None`` for an empty place."""
    sheet = struct.pack("<HHH14x", 18, len(styles), 10)
    for index, style in enumerate(styles):
        if style is None:
            sheet += struct.pack("<H", 0)
            continue
        base, sprms = style
        name = "样式"
        body = struct.pack("<HHHHH", 0xFFE, base << 4 | 1, 1, 0, 0) + struct.pack("<H", len(name))
        body += name.encode("utf-16-le") + b"\0\0" + struct.pack("<HH", 2 + len(sprms), index) + sprms
        sheet += struct.pack("<H", len(body)) + body
    return sheet


def font_table(*names: str) -> bytes:
    table = struct.pack("<HH", len(names), 0)
    for name in names:
        data = bytes(39) + name.encode("utf-16-le") + b"\0\0"
        table += bytes([len(data)]) + data
    return table
