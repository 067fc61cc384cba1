"""A whole ledger as one JSON file, and back: every document, item, command, event and issued report, with their ids.

Both ways go row by row, so that a ledger of any size needs little memory.  The file may be laid out anew by other
programs; what it says must stay: its digest is over the values.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from tracker import __version__
from tracker.errors import InputError
from tracker.exchange.json_stream import JsonStream, MalformedError
from tracker.ledger.transfer import TABLES, Row, Transfer, UnfitError

FORMAT = "tracker-ledger"
"""Value of ``format`` in every such file."""
FORMAT_VERSION = 1
"""Number of the layout; a greater one is of a later version."""
_OTHER = "不是 tracker 导出的台账，请用 `tracker export 文件.json` 导出"
_CUT = "内容不完整或被改动过，没有导入，请重新导出"


def write_ledger(transfer: Transfer) -> Iterator[bytes]:
    """The parts of the file, one row a line; the rows are of one moment."""
    with transfer.moment():
        meta = transfer.meta()
        head = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "program": __version__,
            "ledger": meta,
            "counts": transfer.count(),
        }
        yield f"{json.dumps(head, ensure_ascii=False)[:-1]}".encode()
        digest = _Digest()
        for table in TABLES:
            yield f',\n"{table}": ['.encode()
            mark = "\n"
            for row in transfer.rows(table):
                digest.add(table, row)
                yield f"{mark}{json.dumps(row, ensure_ascii=False)}".encode()
                mark = ",\n"
            yield b"]"
    yield f',\n"sha256": "{digest.close(meta)}"}}\n'.encode()


@dataclass(slots=True)
class LedgerFile:
    """A file on its way in; ``meta`` is known once all rows were read."""

    source: str
    """Its name, for messages."""
    file: IO[bytes]
    """Its bytes."""
    meta: dict[str, str] = field(default_factory=dict)
    """What the ledger says of itself."""

    def fill(self, transfer: Transfer) -> None:
        """Put everything into an empty ledger, all or nothing; raises ``InputError``."""
        try:
            transfer.fill(self._rows(), self.meta)
        except UnfitError as error:
            raise InputError(self.source, f"{error}，没有导入，请重新导出") from error

    def _rows(self) -> Iterator[tuple[str, Row]]:
        """All rows with their tables; raises ``InputError`` where the file is none of ours, or not whole."""
        digest, head = _Digest(), dict[str, Any]()
        stream = JsonStream(self.file)
        try:
            for key in stream.names():
                if key in head or (head and head.get("format", FORMAT) != FORMAT):
                    break
                if key not in TABLES:
                    head[key] = stream.value()
                    self._check_version(head)
                    continue
                head[key] = 0
                for row in stream.elements():
                    if not isinstance(row, dict):
                        raise InputError(self.source, _CUT)
                    digest.add(key, row)
                    head[key] += 1
                    yield key, row
        except MalformedError as error:
            raise InputError(self.source, _CUT if head.get("format") == FORMAT else _OTHER) from error
        self._check(head, digest)

    def _check_version(self, head: dict[str, Any]) -> None:
        version = head.get("format_version")
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise InputError(self.source, f"由更新版本的 tracker 导出（格式第 {version} 版），请先升级 tracker")

    def _check(self, head: dict[str, Any], digest: _Digest) -> None:
        meta = head.get("ledger")
        if head.get("format") != FORMAT:
            raise InputError(self.source, _OTHER)
        if not isinstance(meta, dict) or not meta.get("ledger_id") or head.get("sha256") != digest.close(meta):
            raise InputError(self.source, _CUT)
        self.meta |= meta


class _Digest:
    """SHA-256 over what the tables say, in whatever order and layout they stand in the file."""

    def __init__(self) -> None:
        self._tables = {table: hashlib.sha256() for table in TABLES}

    def add(self, table: str, row: Row) -> None:
        self._tables[table].update(_canonical(row))

    def close(self, meta: object) -> str:
        parts: dict[str, object] = {table: digest.hexdigest() for table, digest in self._tables.items()}
        return hashlib.sha256(_canonical(parts | {"ledger": meta})).hexdigest()


def _canonical(value: object) -> bytes:
    """The same bytes for the same value; a lone surrogate, which no ledger holds, stays one."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "surrogatepass")
