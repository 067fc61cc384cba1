"""Formats are told by content, and those without a reader are refused by name with what to do."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.reading.wordfile import paragraph, word_file
from tracker.errors import ExitCode, InputError
from tracker.model import Document
from tracker.reading import read, read_bytes
from tracker.reading.files import LARGEST

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n", ["PDF", ".docx"]),
        ("a.doc", ole("WordDocument"), ["已损坏", "另存为 .docx"]),
        ("a.wps", ole("WordDocument"), ["已损坏", "WPS"]),
        ("a.docx", ole("EncryptedPackage"), ["加密", "密码"]),
        ("a.xls", ole("Workbook"), ["电子表格"]),
        ("a.ppt", ole("PowerPoint Document"), ["演示文稿"]),
        ("a.dat", OLE, ["旧版 Office"]),
        ("a.ofd", zipped(OFD_dot_xml=b"<OFD/>"), ["OFD"]),
        ("a.xlsx", zipped(xl__workbook_dot_xml=b""), ["电子表格"]),
        ("a.pptx", zipped(ppt__presentation_dot_xml=b""), ["演示文稿"]),
        ("a.odt", zipped(mimetype=b"application/vnd.oasis.opendocument.text"), ["ODT"]),
        ("a.ods", zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ["电子表格"]),
        ("a.zip", zipped(a_dot_txt=b"x"), ["压缩包", "解压"]),
        ("a.zip", b"PK\x03\x04cut off", ["压缩包"]),
        ("a.docx", b"PK\x03\x04cut off", ["损坏", "重新下载"]),
        ("a.gz", gzip.compress(b"x"), ["压缩包"]),
        ("a.rar", b"Rar!\x1a\x07", ["压缩包"]),
        ("a.rtf", b"{\\rtf1\\ansi", ["没有文字"]),
        ("a.doc", b"{\\rtf1\\ansi", ["没有文字"]),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", ["网页归档", "另存为"]),
        ("a.xml", b'<?xml version="1.0"?><w:wordDocument/>', ["Word XML"]),
        ("a.png", b"\x89PNG\r\n\x1a\n", ["图片", "OCR"]),
        ("a.bmp", b"BM" + (26).to_bytes(4, "little") + bytes(20), ["图片"]),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP", ["图片"]),
        ("a.txt", b"", ["空文件"]),
        ("a.txt", b" \r\n\t", ["没有任何文字"]),
        ("a.txt", b"\xef\xbb\xbf", ["没有任何文字"]),
        ("a.html", b"<html><body><script>load()</script></body></html>", ["脚本", "另存为"]),
        ("a.docx", word_file(paragraph("")), ["扫描"]),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason_and_what_to_do(name: str, data: bytes, words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    sentence = str(caught.value)
    assert sentence.startswith(f"{name}：")
    assert "\n" not in sentence
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    ("name", "source", "format_"),
    [
        ("a.txt", "张晓云委员：\n现答复如下：", "text"),
        ("a.html", "张晓云委员：\n现答复如下：", "text"),
        ("a.txt", "<!-- 页 --><!-- 头 -->\n<!DOCTYPE html><p>答复", "html"),
        ("a.doc", "<html><body>答复</body></html>", "html"),
        ("a", '<div class="TRS_Editor"><p>答复</p></div>', "html"),
        ("a.shtml", "答复如下：<br>一、", "html"),
        ("a.md", "# 答复\n\n面积<500平方米的，<br>不再审批", "text"),
        ("a.txt", "<关于路灯的建议>收悉", "text"),
    ],
)
def test_text_and_pages_are_told_by_content(name: str, source: str, format_: str) -> None:
    assert read_bytes(source.encode(), name).format == format_


def test_a_word_file_is_one_whatever_it_is_called() -> None:
    assert read_bytes(word_file(paragraph("现答复如下：")), "答复.txt").format == "docx"


def test_a_file_is_read_with_its_path_and_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "答复.txt"
    path.write_bytes("现答复如下：\r\n".encode("gbk"))
    document = read(path)
    assert document == read(str(path))
    assert (document.path, document.format, document.text) == (str(path), "text", "现答复如下：\n")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.blocks == ()


def test_standard_input_is_read_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("现答复如下：".encode())))
    assert (read("-").path, read_bytes("甲".encode(), "-").text) == ("-", "甲")
    with pytest.raises(InputError, match=r"^标准输入：是空文件"):
        read("-")


def test_missing_files_folders_and_impossible_names_are_input_errors(tmp_path: Path) -> None:
    for path, word in (
        (tmp_path / "无.txt", "找不到"),
        (tmp_path, "文件夹"),
        ("a\0b", "无法读取"),
        ("长" * 5000, "无法读取"),
    ):
        with pytest.raises(InputError, match=word) as caught:
            read(path)
        assert caught.value.exit_code is ExitCode.INPUT


@pytest.mark.skipif(not getattr(os, "geteuid", int)(), reason="permissions are POSIX ones, and root has all of them")
def test_a_file_without_permission_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("现答复如下：", "utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="权限"):
        read(path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 10)
    with pytest.raises(InputError, match="过大"):
        read(path)


def check(document: Document) -> None:
    """The promise of every reader: text without carriage returns, blocks in order, inside, apart, not empty."""
    assert document.text.strip()
    assert "\r" not in document.text
    document.text.encode("utf-8")
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end


@given(st.binary(max_size=3000), st.sampled_from(["a.txt", "a.html", "a.docx", "-"]))
@example(b"<html>&#" + b"9" * 5000 + b";", "a.html")
@example(b"<![foo[x]]><p>1<![CDATA[2]]>", "a.html")
def test_any_bytes_give_a_document_or_an_input_error(data: bytes, name: str) -> None:
    with suppress(InputError):
        check(read_bytes(data, name))


_NAMES = "p div table tr td th li ul dl dt dd br span b pre h1 a script"
_TAGS = [f"<{mark}{tag}>" for tag in _NAMES.split() for mark in ("", "/")]
_OTHERS = """<div class="footer">|<div id="zoom">|<div style="display:none">|<a href="x.doc">|<!--|-->|<![if>|<?x|<p/>|</p|
|&nbsp;|&#x110000;|&lt|索引号|文号：|来源：|张晓云委员：|我局将改造20个小区。|附件：|云溪市民政局|2024年8月20日|\ue000|\x0b|\u200b"""
_PIECES = st.sampled_from([*_TAGS, *_OTHERS.split("|")])


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_any_page_gives_a_document_or_an_input_error(source: str) -> None:
    with suppress(InputError):
        check(read_bytes(source.encode(), "a.html"))
