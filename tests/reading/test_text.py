"""Plain text: every encoding that Chinese offices save in, and what is no text."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.text import NotTextError, decode, decode_page

LETTER = "关于市政协六届三次会议第12号提案的答复\n张晓云委员：\n一、我局将于2025年底前改造20个小区，面积2万㎡。\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (LETTER.encode("utf-8"), "UTF-8"),
        (codecs.BOM_UTF8 + LETTER.encode("utf-8"), "UTF-8 of the Windows editor"),
        (LETTER.encode("gb18030"), "the encoding of older offices"),
        ("王喆镕代表：\n".encode("gbk"), "GBK characters that GB2312 lacks"),
        ("𠮷野村村民委员会\n".encode("gb18030"), "four-byte characters"),
        (LETTER.encode("utf-16"), "Unicode of the Windows editor"),
        (codecs.BOM_UTF16_BE + LETTER.encode("utf-16-be"), "UTF-16 big-endian with a mark"),
        (LETTER.encode("utf-16-le"), "UTF-16 without a mark"),
        (LETTER.encode("utf-16-be"), "UTF-16 big-endian without a mark"),
        (LETTER.encode("utf-32"), "UTF-32 with a mark"),
    ],
)
def test_text_is_read_in_each_encoding(data: bytes, why: str) -> None:
    expected = {"王": "王喆镕代表：\n", "𠮷": "𠮷野村村民委员会\n"}
    text = decode(data)
    assert text == expected.get(text[0], LETTER), why


def test_newlines_become_one_character_and_nothing_else_changes() -> None:
    assert decode("\ufeff甲\r\n乙\r丙\n\u3000丁\u2002\xa0 \n\n".encode()) == "甲\n乙\n丙\n\u3000丁\u2002\xa0 \n\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00\x01\x02\x03" * 50, "二进制"),
        ("答复\x00如下".encode(), "二进制"),
        (bytes(range(1, 32)) * 4, "二进制"),
        (b"\xff\xff\xfe\x80" * 20, "文本编码"),
        (codecs.BOM_UTF8 + b"\xff\xff", "文本编码"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotTextError, match=reason):
        decode(data)


def test_a_text_that_is_cut_off_within_a_character_is_not_taken_for_another_encoding() -> None:
    assert decode("现答复如下，请予支持。".encode()[:-1]) == "现答复如下，请予支持\ufffd"


def test_a_page_with_one_broken_character_is_still_read() -> None:
    source = ("我局将改造小区。" * 40).encode() + b"\xff" + "完".encode()
    assert decode_page(source) == "我局将改造小区。" * 40 + "\ufffd完"


def test_a_page_in_another_encoding_altogether_is_refused() -> None:
    with pytest.raises(NotTextError, match="文本编码"):
        decode_page(b"\xff\xfd\x81" * 100)
    with pytest.raises(NotTextError, match="二进制"):
        decode_page(b"\x00\xff" * 100 + b"\xff")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.lstrip("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    for read in (decode, decode_page):
        with suppress(NotTextError):
            assert "\r" not in read(data)
