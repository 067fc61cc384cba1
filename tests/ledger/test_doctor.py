"""What an examination finds, and what is mended."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from tests.ledger.invented import add, cut, make_extraction, update
from tests.ledger.older import make_first
from tracker.errors import LedgerError
from tracker.ledger import Ledger, surroundings
from tracker.ledger.diagnosis import Remedy
from tracker.ledger.doctor import Examination, examine, repair
from tracker.model import Evidence, Status


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with four items, one of them cut anew by a person."""
    add(ledger, make_extraction("1"), make_extraction("2", "将新建公园2个", "将修缮泵站3座"))
    update(ledger, 1, status=Status.DONE)
    update(ledger, 3, reading=cut(ledger, 2, "新建公园2个"))
    return ledger


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def name_faults(examination: Examination) -> list[str]:
    return [check.title for check in examination.checks if any(finding.fault for finding in check.findings)]


def test_a_sound_ledger_has_no_findings_and_is_not_changed(filled: Ledger, path: Path) -> None:
    before = path.read_bytes()
    examination = examine(path)
    assert examination.findings == ()
    assert examination.remedies == frozenset()
    assert path.read_bytes() == before


FREE = ("DROP TRIGGER events_no_update", "DROP TRIGGER items_keep_quote", "DROP TRIGGER documents_keep_text")
"""What someone has to do who wants to forge a ledger."""


@pytest.mark.parametrize(
    ("statements", "words", "mended"),
    [
        (["UPDATE items SET status = 'dropped' WHERE id = 2"], "编号 2 的状态与变更记录不一致", True),
        (["UPDATE items SET haystack = ''"], "编号 1-4 的状态", True),
        (["UPDATE items SET withdrawn = 1 WHERE id = 4"], "编号 4 的状态", True),
        (["UPDATE items SET reading = NULL WHERE id = 3"], "编号 3 的状态", True),
        (["UPDATE documents SET withdrawn = 1 WHERE id = 2"], "来源文件 2 的状态", True),
        (["UPDATE documents SET category_now = 'C' WHERE id = 2"], "来源文件 2 的状态", True),
        (["INSERT INTO names VALUES ('云溪市', '市住建局', '甲')"], "单位名称与变更记录不一致：市住建局", True),
        (["DROP INDEX items_by_attention"], "缺少索引 items_by_attention", True),
        (["DROP TRIGGER events_no_delete"], "缺少触发器 events_no_delete", True),
        (
            [
                "DROP TRIGGER commands_no_delete",
                "CREATE TRIGGER commands_no_delete BEFORE DELETE ON commands BEGIN SELECT 1; END",
            ],
            "触发器 commands_no_delete 被改动",
            True,
        ),
        (["PRAGMA journal_mode = WAL"], "WAL", True),
        (["DROP TABLE reports"], "缺少表 reports", False),
        (
            ["CREATE TRIGGER theirs AFTER INSERT ON events BEGIN UPDATE items SET note = ''; END"],
            "其他程序加的触发器 theirs",
            False,
        ),
        ([*FREE, "UPDATE items SET quote = '别的话' WHERE id = 2"], "编号 2 的承诺原文", False),
        ([*FREE, "UPDATE documents SET text = 'x' || text WHERE id = 2"], "编号 3、4 的承诺原文", False),
        ([*FREE, "UPDATE events SET new = 'finished' WHERE new = 'done'"], "编号 1 有读不懂的变更记录", False),
        ([*FREE, "UPDATE events SET new = '[' WHERE field = 'reading'"], "编号 3 有读不懂的变更记录", False),
        (
            ["PRAGMA foreign_keys = OFF", "UPDATE items SET document_id = 77 WHERE id = 1"],
            "表 items 有 1 行指向不存在的记录",
            True,
        ),
    ],
)
def test_what_another_program_did_is_found_and_mended_where_nothing_is_lost(
    filled: Ledger, path: Path, statements: list[str], words: str, mended: bool
) -> None:
    expected = filled.events()
    filled.close()
    sql(path, *statements)
    examination = examine(path)
    assert any(words in finding.text for finding in examination.faults), examination.faults
    kept = repair(path, examination)
    assert kept.is_file()
    after = examine(path)
    assert any(words in finding.text for finding in after.faults) is not mended
    if mended:
        assert after.faults == ()
        with Ledger.open(path, mode="read") as reading:
            assert reading.events() == expected
            assert reading.items() == reading.replay()


def test_an_index_that_lacks_rows_is_made_anew(filled: Ledger, path: Path) -> None:
    filled.close()
    sql(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'events_by_item'",
    )
    sql(path, "INSERT INTO meta VALUES ('a', 'b')", "REINDEX events_by_item")
    sql(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'events_by_item'",
    )
    examination = examine(path)
    assert Remedy.REINDEX in examination.remedies
    repair(path, examination)
    assert examine(path).findings == ()


def is_said_to_be_damaged(path: Path) -> bool:
    try:
        return "文件完整" in name_faults(examine(path))
    except LedgerError as error:
        return "已损坏" in str(error)


def test_a_damaged_file_is_said_to_be_damaged_and_nothing_breaks(filled: Ledger, path: Path) -> None:
    filled.close()
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
        path.write_bytes(content)
        assert is_said_to_be_damaged(path), page


def test_an_older_ledger_is_sound_and_said_to_be_older(path: Path) -> None:
    make_first(path)
    (finding,) = examine(path).findings
    assert (finding.fault, "第 1 版" in finding.text) == (False, True)


def test_the_same_letter_the_same_case_and_the_same_words_are_worth_a_look(filled: Ledger, path: Path) -> None:
    filled.close()
    sql(
        path,
        *FREE,
        "UPDATE documents SET text = (SELECT text FROM documents WHERE id = 1), case_key = 'a'",
        "UPDATE documents SET (letter_start, body_end) = (SELECT letter_start, body_end FROM documents WHERE id = 1)",
        "UPDATE items SET (quote_start, quote_end) = (20, 34)",
    )
    texts = [finding.text for finding in examine(path).findings if not finding.fault]
    assert [text.split("，")[0] for text in texts] == [
        "来源文件 1、2 内容相同",
        "来源文件 1、2 案号相同",
        "编号 1、2 截取相同",
    ]


def prove(ledger: Ledger, location: str, content: bytes | None, *, keep: bool, sha256: str | None = None) -> Path:
    """Evidence of an item, in a file or lost."""
    digest = sha256 or hashlib.sha256(content or b"").hexdigest()
    folder = ledger.path.with_name(f"{ledger.path.name}.佐证")
    place = folder / f"{digest}.pdf" if keep else ledger.path.parent / location
    place.parent.mkdir(exist_ok=True)
    if content is not None:
        place.write_bytes(content)
    piece = Evidence(location if keep else str(place), digest, f"{folder.name}/{place.name}" if keep else None)
    update(ledger, 2, evidence=(piece,))
    return place


def test_evidence_that_is_as_it_was_is_no_finding(filled: Ledger, path: Path) -> None:
    prove(filled, "验收单.pdf", b"accepted", keep=True)
    prove(filled, "照片.pdf", b"photo", keep=False)
    (path.parent / "单.pdf").write_bytes(b"typed short")
    near = Evidence("单.pdf", hashlib.sha256(b"typed short").hexdigest())
    update(filled, 1, evidence=(Evidence("https://www.yunxi.gov.cn/a.html"), near))
    assert examine(path).findings == ()


def test_a_short_path_of_evidence_that_leads_nowhere_any_more_is_named(
    filled: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = path.parent / "别处"
    elsewhere.mkdir()
    (elsewhere / "单.pdf").write_bytes(b"typed short")
    update(filled, 1, evidence=(Evidence("单.pdf", hashlib.sha256(b"typed short").hexdigest()),))
    (finding,) = examine(path).findings
    assert "编号 1 的佐证文件不在登记的位置" in finding.text
    assert not finding.fault
    monkeypatch.chdir(elsewhere)
    assert examine(path).findings == ()


@pytest.mark.parametrize(
    ("keep", "spoil", "words", "fault"),
    [
        (True, Path.unlink, "编号 2 留存的佐证文件不见了", True),
        (True, lambda place: place.write_bytes(b"forged"), "编号 2 留存的佐证文件被改动", True),
        (False, Path.unlink, "编号 2 的佐证文件不在登记的位置，或已改动", False),
        (False, lambda place: place.write_bytes(b"new"), "编号 2 的佐证文件不在登记的位置，或已改动", False),
        (True, lambda place: place.with_name("多.pdf").touch(), "有 1 个文件不属于任何事项（如 多.pdf）", False),
    ],
)
def test_evidence_that_is_otherwise_is_named(
    filled: Ledger, path: Path, keep: bool, spoil: Callable[[Path], object], words: str, fault: bool
) -> None:
    spoil(prove(filled, "验收单.pdf", b"accepted", keep=keep))
    (finding,) = examine(path).findings
    assert words in finding.text
    assert finding.fault is fault


def test_evidence_that_no_program_of_ours_wrote_is_a_fault_of_the_events(filled: Ledger, path: Path) -> None:
    prove(filled, "验收单.pdf", b"accepted", keep=True)
    filled.close()
    sql(path, *FREE, f"UPDATE events SET new = '{json.dumps({'where': 1})}' WHERE field = 'evidence'")
    assert "状态与变更记录一致" in name_faults(examine(path))


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/督查 /mnt/共享\\040盘 cifs rw 0 0
tmpfs /mnt/共享\\040盘/本机 tmpfs rw 0 0
short line
server:/a /net nfs4 rw 0 0
/dev/sdb1 /net ext4 rw 0 0
user@host: /office/u/远程 fuse.sshfs rw 0 0
/dev/sdc1 /media/盘 fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/office/u/ledger.db", None),
        ("/mnt/共享 盘/ledger.db", "cifs"),
        ("/mnt/共享 盘/本机/ledger.db", None),  # something local is mounted on a place inside
        ("/mnt/共享 盘二/ledger.db", None),  # only begins alike
        ("/net/ledger.db", None),  # mounted over
        ("/office/u/远程/a/ledger.db", "fuse.sshfs"),
        ("/media/盘/ledger.db", None),  # a local disk with another system's format
    ],
)
def test_a_network_file_system_is_known_by_its_mount(place: str, expected: str | None) -> None:
    assert surroundings.find_network_system(PurePosixPath(place), MOUNTS) == expected


def test_a_share_of_windows_is_known_by_its_name() -> None:
    assert surroundings.find_network_system(PureWindowsPath("//server/d/ledger.db"), "") == "网络共享"
    assert surroundings.find_network_system(PureWindowsPath("C:/d/ledger.db"), "") is None


def test_a_ledger_on_the_network_is_worth_a_warning(
    filled: Ledger, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(surroundings, "MOUNTS", mounts)
    assert examine(path).findings == ()
    point = str(path.resolve().parent).replace(" ", "\\040")
    mounts.write_text(f"server:/a {point} nfs rw 0 0\n", "utf-8")
    (finding,) = examine(path).findings
    assert "网络文件系统（nfs）" in finding.text
    assert not finding.fault
