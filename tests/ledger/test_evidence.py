"""Evidence from outside: addresses, hashed files, copies beside the ledger."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from tests.ledger.invented import add, make_extraction, update
from tracker.errors import InputError, OutputError
from tracker.ledger import Ledger
from tracker.ledger.evidence import find_folder, find_hash, is_address, keep_copy, load_evidence
from tracker.model import Evidence

CONTENT = "云溪市湖滨路路灯验收单".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "来件" / "验收单.JPG"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.yunxi.example/a?b=1", True),
        (" HTTP://www.yunxi.example ", True),
        ("http://", False),
        ("https:///a", False),
        ("http://www.yunxi.example/a b", False),
        ("www.yunxi.example", False),
        ("file:///etc/passwd", False),
        ("照片.jpg", False),
    ],
)
def test_an_address_begins_with_its_scheme(text: str, address: bool) -> None:
    assert is_address(text) is address


def test_an_address_is_taken_as_it_is(path: Path) -> None:
    assert load_evidence(" https://www.yunxi.example/a ", path) == Evidence("https://www.yunxi.example/a")


def test_a_file_is_hashed_and_nothing_is_written(path: Path, photo: Path) -> None:
    assert load_evidence(str(photo), path) == Evidence(str(photo), SHA256)
    planned = load_evidence(str(photo), path, keep=True)
    assert planned == Evidence(str(photo), SHA256, f"ledger.db.佐证/{SHA256}.jpg")
    assert not path.parent.exists()


def test_a_copy_is_named_by_what_is_in_it_and_kept_once(ledger: Ledger, path: Path, photo: Path) -> None:
    again = photo.with_name("又一份.JPG")
    again.write_bytes(CONTENT)
    for source in (photo, again):
        keep_copy(str(source), load_evidence(str(source), path, keep=True), path)
    (copy,) = find_folder(path).iterdir()
    assert (copy.name, copy.read_bytes()) == (f"{SHA256}.jpg", CONTENT)
    assert find_hash(copy) == SHA256


def test_a_damaged_copy_is_made_anew(ledger: Ledger, path: Path, photo: Path) -> None:
    piece = load_evidence(str(photo), path, keep=True)
    keep_copy(str(photo), piece, path)
    copy = path.parent / str(piece.kept)
    copy.write_bytes(b"")
    keep_copy(str(photo), piece, path)
    assert copy.read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["..", "a.tar/../../../x", "x.<>|", "x.很长的扩展名", "x." + "a" * 90, "无扩展名"])
def test_no_name_decides_where_a_copy_goes(ledger: Ledger, path: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / "源" / name.replace("/", "_")
    if name == "..":
        source = tmp_path / "源" / "..hidden"
    source.parent.mkdir()
    source.write_bytes(CONTENT)
    piece = load_evidence(str(source), path, keep=True)
    keep_copy(str(source), piece, path)
    (copy,) = find_folder(path).iterdir()
    assert copy.stem == SHA256
    assert piece.kept == f"ledger.db.佐证/{copy.name}"


def test_what_is_no_file_is_one_sentence(path: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "管道"
    os.mkfifo(fifo)
    for given, words in (
        (str(tmp_path / "没有.pdf"), "没有这个位置"),
        (str(tmp_path), "不是普通文件"),
        (str(fifo), "不是普通文件"),
        ("www.yunxi.example/a", "以 http:// 或 https:// 开头"),
        ("a\0b", "名称有误"),
        ("~没有这个人/a", ""),
    ):
        with pytest.raises(InputError) as caught:
            load_evidence(given, path)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_file_that_changed_meanwhile_is_not_kept(ledger: Ledger, path: Path, photo: Path) -> None:
    piece = load_evidence(str(photo), path, keep=True)
    photo.write_bytes("换过".encode())
    with pytest.raises(InputError, match="被改动"):
        keep_copy(str(photo), piece, path)
    assert list(find_folder(path).iterdir()) == []


def test_a_file_that_is_gone_is_not_kept(ledger: Ledger, path: Path, photo: Path) -> None:
    piece = load_evidence(str(photo), path, keep=True)
    photo.unlink()
    with pytest.raises(InputError, match="没有这个位置"):
        keep_copy(str(photo), piece, path)
    assert list(find_folder(path).iterdir()) == []


def test_a_folder_that_is_a_link_or_a_file_is_refused(ledger: Ledger, path: Path, photo: Path, tmp_path: Path) -> None:
    piece = load_evidence(str(photo), path, keep=True)
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    find_folder(path).symlink_to(elsewhere)
    with pytest.raises(OutputError, match="是链接"):
        keep_copy(str(photo), piece, path)
    find_folder(path).unlink()
    find_folder(path).write_text("文件")
    with pytest.raises(OutputError, match="无法把佐证存到"):
        keep_copy(str(photo), piece, path)
    assert list(elsewhere.iterdir()) == []


def test_several_at_once_leave_one_whole_copy(ledger: Ledger, path: Path, photo: Path) -> None:
    piece = load_evidence(str(photo), path, keep=True)
    keep_copy(str(photo), piece, path)
    threads = [threading.Thread(target=keep_copy, args=(str(photo), piece, path)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [copy.read_bytes() for copy in find_folder(path).iterdir()] == [CONTENT]


def test_the_same_evidence_is_added_once_and_a_kept_copy_is_more(ledger: Ledger) -> None:
    add(ledger, make_extraction("1"))
    plain, kept = Evidence("照片.jpg", SHA256), Evidence("照片.jpg", SHA256, f"ledger.db.佐证/{SHA256}.jpg")
    for pieces, events in (((plain,), 2), ((plain,), 0), ((kept,), 1), ((plain, kept), 0)):
        assert len(update(ledger, 1, evidence=pieces).events) == events
    assert ledger.item(1).evidence == (plain, kept)
