"""Cutting a letter into sentences, items and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.chinese import fold
from tracker.extraction.pieces import find_pieces

ROWS = [
    ("我局高度重视。现答复如下：", [("我局高度重视", None), ("现答复如下", None)]),
    ("加强巡查；严格执法", [("加强巡查", None), ("严格执法", None)]),
    ("一、加强巡查\n二、严格执法", [("加强巡查", 1), ("严格执法", 1)]),
    ("（一）加强巡查。（二）严格执法。", [("加强巡查", 2), ("严格执法", 2)]),
    ("1.加强巡查\n2、严格执法", [("加强巡查", 3), ("严格执法", 3)]),
    ("①加强巡查②严格执法", [("加强巡查②严格执法", 4)]),
    ("我局一是加强巡查，二是严格执法。", [("我局", None), ("加强巡查", 5), ("严格执法", 5)]),
    ("长度1.5公里。宽6.5米", [("长度1.5公里", None), ("宽6.5米", None)]),
    ("名为“快修。快办”的行动已启动", [("名为“快修。快办”的行动已启动", None)]),
    ("印发《关于一是二是的通知》。", [("印发《关于一是二是的通知》", None)]),
    ("一、关于照明问题：我局将增设路灯", [("关于照明问题", 1), ("我局将增设路灯", None)]),
    ("一、基本情况该路段长三公里", [("基本情况", 1), ("该路段长三公里", None)]),
    ("情况属实。  一、加强巡查。  二、严格执法。", [("情况属实", None), ("加强巡查", 1), ("严格执法", 1)]),
    ("负责人答复：“将尽快修复”", [("负责人答复", None), ("“将尽快修复”", None)]),
    ("加强巡查.严格执法", [("加强巡查", None), ("严格执法", None)]),
    ("唯一是可行的办法", [("唯一是可行的办法", None)]),
    ("\n\n。；\n", []),
    ("一、\n二、", []),
]


@pytest.mark.parametrize(("body", "pieces"), ROWS, ids=[row[0] for row in ROWS])
def test_sentence_ends_enumerators_and_lines_cut_and_nothing_else(body, pieces):
    text = fold(body)
    assert [(body[piece.start : piece.end], piece.level) for piece in find_pieces(text, 0, len(text))] == pieces


def test_what_is_longer_than_any_sentence_is_cut_at_a_comma_or_in_the_middle():
    with_commas = "加强巡查，" * 400
    without = "查" * 3000
    for body in (with_commas, without):
        pieces = find_pieces(body, 0, len(body))
        assert len(pieces) > 1
        assert max(piece.end - piece.start for piece in pieces) <= 1200
        assert sum(piece.end - piece.start for piece in pieces) >= len(body) - len(pieces) - 1


@given(st.text(alphabet="一二、是（）1.①。；：，\n 将“”《》局查#", max_size=80))
def test_pieces_are_in_order_inside_the_text_and_never_empty(body):
    text = fold(body)
    at = 0
    for piece in find_pieces(text, 0, len(text)):
        assert at <= piece.start < piece.end <= len(text)
        at = piece.end
