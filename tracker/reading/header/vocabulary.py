"""Words and shapes that several fields of a header share; patterns are for folded text.

The lists are ordinary official usage.  A pattern that can run over a page has a bounded length, so that
reading stays linear in the length of the text.
"""

from __future__ import annotations

import re

HANZI = "\u3400-\u9fff"
"""Inside a character class: a Chinese character."""

_ORGAN_ENDS = (
    "局|委|厅|部|署|办|院|所|站|处|科|股|队|社|馆|会|联|镇|乡|集团|中心|公司|银行|政府|街道|学校|大学|中学|小学"
    "|办公室|开发区|高新区|园区|新区|地铁|公交|人大|政协"
)
ORGAN = re.compile(rf"[{HANZI}A-Za-z\d“”·、]{{1,40}}?(?:{_ORGAN_ENDS})(?:（[^（）\n]{{2,24}}）)?")
"""The name of an organ; to be used with ``fullmatch``."""

_NO_ORGAN = re.compile(
    r"您|你|我们|我局|谢|希望|支持|答复|回复|收悉|办理|提案|建议|如下|关于|附件|下一步|打印|关闭|首页|^[第其在对为按]|的"
)

COURTESY = re.compile(r"(?:特|专|谨)此.{0,4}|此[复致].{0,4}|敬礼.?|祝.{0,12}|顺祝.{0,8}")
"""Closing words that stand on a line of their own."""


def is_organ(text: str) -> bool:
    """Whether a whole piece of folded text is the name of an organ.

    >>> [is_organ(piece) for piece in ("云溪市水务局", "市发改委（市粮储局）", "感谢您的支持", "2024年")]
    [True, True, False, False]
    """
    bare = re.sub(r"\s+", "", text)
    return 2 <= len(bare) <= 45 and ORGAN.fullmatch(bare) is not None and _NO_ORGAN.search(bare) is None


def is_organs(text: str) -> bool:
    """Whether a line holds nothing but one or several organs, with spaces or 、 between them."""
    pieces = [piece for piece in re.split(r"\s+|、", text.strip()) if piece]
    return bool(pieces) and (all(map(is_organ, pieces)) or is_organ(text))


def tidy(text: str) -> str:
    r"""A value cut from the source: line breaks gone, runs of blanks made one, ends bare.

    >>> tidy("  云溪市水务局   云溪市财政局\n")
    '云溪市水务局 云溪市财政局'
    """
    text = re.sub(r"[\u200b-\u200f\ufeff]", "", text)
    joined = "".join(line.strip() for line in text.strip().split("\n"))
    return re.sub(r"\s+", " ", joined)
