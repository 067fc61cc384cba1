"""What lies around a ledger: the evidence kept beside it, files of evidence elsewhere, and the file system it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath

from tracker.ledger.diagnosis import Finding, name_ids
from tracker.ledger.evidence import find_folder, find_hash, is_address
from tracker.ledger.state import EVIDENCE, parse_evidence
from tracker.ledger.store import Store
from tracker.model import Evidence

MOUNTS = Path("/proc/mounts")
"""Where Linux says what is mounted."""
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|lustre|davfs|ncpfs"
    r"|fuse\.(?:sshfs|rclone|s3fs|smbnetfs|curlftpfs|glusterfs|ceph.*|davfs.*|gvfsd-fuse)"
)
_ESCAPE = re.compile(r"\\(\d{3})")


def find_evidence(store: Store) -> Iterator[Finding]:
    """Kept copies that are lost, changed or named by nothing, and files elsewhere that changed."""
    pieces = _load_pieces(store)
    home = store.path.resolve().parent
    lost: list[int] = []
    changed: list[int] = []
    moved: list[int] = []
    find = lru_cache(maxsize=None)(find_hash)
    for item, piece in pieces:
        if piece.sha256 is None or is_address(piece.location):
            continue
        if piece.kept is None:
            # A path that was typed short stands for a place beside the ledger, or where the work is done.
            if piece.sha256 not in (find(home / piece.location), find(Path(piece.location))):
                moved.append(item)
        elif (found := find(home / piece.kept)) != piece.sha256:
            (lost if found is None else changed).append(item)
    if lost:
        yield Finding(f"编号 {name_ids(_sorted(lost))} 留存的佐证文件不见了，请从备份中找回")
    if changed:
        yield Finding(f"编号 {name_ids(_sorted(changed))} 留存的佐证文件被改动，请从备份中找回")
    if moved:
        yield Finding(
            f"编号 {name_ids(_sorted(moved))} 的佐证文件不在登记的位置，或已改动；台账中只存了校验值，要留副本请用 --keep",
            fault=False,
        )
    yield from _find_orphans(store.path, {piece.kept for _, piece in pieces if piece.kept})


def _load_pieces(store: Store) -> list[tuple[int, Evidence]]:
    pieces = []
    for event in store.events("field = ? AND item_id IS NOT NULL AND new IS NOT NULL", EVIDENCE):
        with suppress(ValueError, TypeError):
            pieces.append((event.item_id or 0, parse_evidence(event.new or "")))
    return pieces


def _find_orphans(ledger: Path, kept: set[str]) -> Iterator[Finding]:
    folder = find_folder(ledger)
    named = {PurePath(name).name for name in kept}
    try:
        orphans = sorted(found.name for found in folder.iterdir() if found.name not in named)
    except OSError:
        return
    if orphans:
        text = f"“{folder.name}”中有 {len(orphans)} 个文件不属于任何事项（如 {orphans[0]}），可自行移走"
        yield Finding(text, fault=False)


def find_network(store: Store) -> Iterator[Finding]:
    """A file system on which locks may not hold."""
    kind = find_network_system(store.path.resolve(), _load_mounts())
    if kind is not None:
        yield Finding(
            f"台账在网络文件系统（{kind}）上，多人同时写入可能互相覆盖，请改放本机磁盘，或约定同一时间只有一人写入",
            fault=False,
        )


def find_network_system(path: PurePath, mounts: str) -> str | None:
    r"""The network file system that a path is on, by the text of ``/proc/mounts``; ``None`` on a local one.

    >>> find_network_system(PurePath("/mnt/督查 室/a.db"), "//s/d /mnt/督查\\040室 cifs rw 0 0\n/dev/a / ext4 rw 0 0\n")
    'cifs'
    >>> find_network_system(PurePath("/office/a.db"), "//s/d /mnt cifs rw 0 0\n/dev/a / ext4 rw 0 0\n") is None
    True
    """
    if path.drive.startswith("\\\\"):
        return "网络共享"
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[1]))
        # Of two systems mounted on one place, the later one is seen.
        if path.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind if _NETWORK.fullmatch(kind) else None


def _load_mounts() -> str:
    try:
        return MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return ""


def _sorted(ids: list[int]) -> list[int]:
    return sorted(set(ids))
