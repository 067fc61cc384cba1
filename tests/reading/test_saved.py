"""Pages as browsers save them: web archives in any charset, frames in folders, addresses that are no files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.reading import find_sources, read, read_bytes

LETTER = (
    "<html><head><title>关于第12号提案的答复</title></head><body><p>张晓云委员：</p><p>现答复如下：</p></body></html>"
)
SHORT = "<html><body><p>首页</p></body></html>"


def part(kind: str, data: bytes, encoding: str = "8bit") -> bytes:
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + data


def message(*parts: bytes, kind: str = "multipart/related") -> bytes:
    start = f'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: {kind};\r\n\tboundary="--b"\r\n\r\n'.encode()
    return start + b"".join(b"----b\r\n" + item + b"\r\n" for item in parts) + b"----b--\r\n"


def quoted(text: str, encoding: str) -> bytes:
    return b"".join(f"={byte:02X}".encode() for byte in text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        message(part("text/html; charset=utf-8", LETTER.encode()), part("image/png", b"\x89PNG")),
        message(part('text/html; charset="gb2312"', quoted(LETTER, "gbk"), "quoted-printable")),
        message(part("text/html; charset=utf-16le", quoted(LETTER, "utf-16-le"), "quoted-printable")),
        message(part("text/html", SHORT.encode()), part("text/html; charset=utf-16x", LETTER.encode())),
        message(part("text/html; charset=euc-xx", LETTER.encode()), kind="multipart/mixed"),
        b"MIME-Version: 1.0\r\n" + part("text/html; charset=gbk", LETTER.encode("gbk")),
    ],
)
def test_the_page_in_a_web_archive_is_read_in_its_charset(data: bytes) -> None:
    document = read_bytes(data, "答复.mhtml")
    assert document.format == "mht"
    assert document.text.split("\n")[-2:] == ["张晓云委员：", "现答复如下："]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (message(part("image/png", b"\x89PNG")), "没有网页"),
        (message(part("text/html", b"\x00\xff\x01" * 50)), "没有网页"),
        (message(part("text/html", SHORT[:12].encode())), "没有文字"),
    ],
)
def test_a_web_archive_without_a_page_is_named(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word):
        read_bytes(data, "a.mht")


def test_of_a_page_and_its_frames_the_one_with_the_letter_is_read(tmp_path: Path) -> None:
    frames = (
        '<iframe src="./答复_files/saved_resource.html"></iframe><iframe src="http://x/y"></iframe>'
        '<iframe src="../外.html"></iframe><frame src="无.html"><frame src="/根.html"><frame src="管.html">'
        '<frame src="坏.html">'
    )
    page = f"<html><head><title>云溪市政府网站</title></head><body><p>首页</p>{frames}</body></html>"
    (tmp_path / "答复.html").write_text(page, "utf-8")
    (tmp_path / "答复_files").mkdir()
    (tmp_path / "答复_files" / "saved_resource.html").write_text(LETTER, "utf-8")
    (tmp_path / "坏.html").write_bytes(b"\x00\x01\x02" * 9)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.html")
    document = read(tmp_path / "答复.html")
    assert document.text.endswith("现答复如下：")
    assert "现答复" not in read_bytes(page.encode(), "答复.html").text


def test_an_address_is_no_file_and_the_way_to_save_the_page_is_said() -> None:
    for address in ("https://www.yunxi.example/a.html", "www.yunxi.example"):
        (source,) = find_sources([address])
        assert "另存为" in str(source.error)
        with pytest.raises(InputError, match="不联网"):
            read(address)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX ones")
def test_a_pipe_that_nobody_writes_to_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    with pytest.raises(InputError, match="管道"):
        read(tmp_path / "管.txt")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_in_another_encoding_is_read_and_shown_in_chinese(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + "答复.txt".encode("gbk"))
    Path(path).write_text("现答复如下：", "utf-8")
    assert read(path).path == str(tmp_path / "答复.txt")
    (source,) = find_sources([path + "x"])
    assert str(source.error).startswith(str(tmp_path / "答复.txtx"))


SEED = message(part("text/html; charset=gbk", quoted(LETTER, "gbk"), "quoted-printable"), part("text/css", b"p{}"))


@given(
    st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.binary(min_size=1, max_size=5)), max_size=5), st.integers(0)
)
def test_any_damage_gives_a_document_or_an_input_error(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(SEED)
    for at, noise in changes:
        data[at : at + len(noise)] = noise
    with suppress(InputError):
        assert read_bytes(bytes(data[: cut % (2 * len(data)) + 1]), "a.mht").text.strip()


def test_messages_in_messages_end() -> None:
    deep = b"text"
    for index in range(300):
        deep = f'Content-Type: multipart/related; boundary="{index}"\r\n\r\n--{index}\r\n'.encode() + deep
    with pytest.raises(InputError, match="网页归档"):
        read_bytes(b"MIME-Version: 1.0\r\n" + deep, "a.mht")


def test_an_archive_nested_without_end_is_named_as_damaged() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth) for depth in range(3000)
    )
    with pytest.raises(InputError, match=r"损坏|没有网页"):
        read_bytes(b"MIME-Version: 1.0\r\n" + nested + part("text/html", LETTER.encode()), "页面.mht")
