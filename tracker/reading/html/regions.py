"""Where on a page the document itself stands: its main element, and the menus and footers around it.

The names that the common publishing systems give it decide; else the smallest element that holds
nearly all prose.  Prose is a line that reads like a sentence and is no link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.chinese import fold
from tracker.model import BlockKind
from tracker.reading.html.lines import PageLine
from tracker.reading.html.tree import Node

_NAMES = (
    "zoom trs_editor trs_ueditor trs_paper trs_preappend ucap-content ucapcontent ucapcontents pages_content "
    "article-content article_content articlecontent article-con article_con articlecon article-body article-main "
    "v_news_content vsb_content vsb_newscontent wp_articlecontent arti_content news_content news-content newscontent "
    "wzcontent wz_content xl_content xl-content xlcontent bt_content bt-content contenttext content-text con_text "
    "contxt j-fontcontent fontzoom content_body contentbody detail-content detail_content detailcontent xxgk_content "
    "zwxl-article zwxl_content txt_content text_content textcontent info-content infocontent cont_text cms_content "
    "main-text maintext view_content ivs_content gkxl-content easysite-news-text"
)
MAIN_NAMES = frozenset(_NAMES.split())
"""Ids, classes and tags of the main element in the publishing systems of government sites."""

_MOST = 0.85
_ENOUGH = 0.5
_HOLDERS = "#page html body div main article section center form table tbody tr td th fieldset"
_CONTAINERS = frozenset(_HOLDERS.split())
_FURNITURE = re.compile(
    r"版权所有|ICP备|备案序?号|^\W*(抄送|抄报|此件)|公网安备|标识码|技术支持|浏览器|分辨率|(主办|承办|运维|维护|建设)单?位?：.{0,40}(主办|承办|版权|地址)"
)
_MENU = re.compile(
    r"(^|[\s_-])(nav\w*|menu\w*|crumbs?|breadcrumbs?|bread|weizhi|dqwz|position|location|\w*sidebar|aside|related\w*|recommend\w*"
    r"|tuijian)($|[\s_-])",
    re.I,
)
_FOOT = re.compile(r"(^|[\s_-])(footer\w*|foot|copyright|banquan|friendlinks?|yqlj)($|[\s_-])", re.I)
_SALUTATION = re.compile(r"(代表|委员|同志|先生|女士|网友|代表团|党派)们?：$")


def is_salutation(line: PageLine) -> bool:
    """True for ``张晓云委员：`` and the like, with which a letter begins."""
    return len(line.text) <= 60 and bool(_SALUTATION.search(fold(line.text)))


def is_prose(line: PageLine) -> bool:
    """True for a line that reads like a sentence of a document."""
    text = fold(line.text)
    if line.link_share > 0.5 or _FURNITURE.search(text):
        return False
    if is_salutation(line):
        return True
    return ("。" in text and len(text) >= 8) or len(text) >= (15 if "；" in text else 30 if "，" in text else 1000)


def find_main(page: Node, lines: Sequence[PageLine]) -> tuple[Node | None, bool]:
    """The main element, and whether its name says so; ``None`` where the page holds no prose."""
    prose: Counter[Node] = Counter()
    size: Counter[Node] = Counter()
    total = 0
    for line in lines:
        weight = 0 if is_salutation(line) or not is_prose(line) else len(line.text)
        total += weight
        for node in line.path:
            prose[node] += weight
            size[node] += len(line.text)
    named = [node for node in page.elements() if size[node] and node.names & MAIN_NAMES]
    best = max(named, key=lambda node: (prose[node], size[node]), default=None)
    if best is not None and prose[best] >= _ENOUGH * total:
        return best, True
    return (_densest(lines, prose, total), False) if total else (None, False)


def _densest(lines: Sequence[PageLine], prose: Counter[Node], total: int) -> Node:
    """The smallest container with nearly all prose and more than one line."""
    count = Counter(node for line in lines for node in line.path)
    holders = [node for node in count if node.tag in _CONTAINERS and prose[node] >= _MOST * total and count[node] > 1]
    # Each holds most of the prose, so one lies in the other: the last one entered is the innermost.
    return holders[-1] if holders else lines[0].path[0]


def find_regions(lines: Sequence[PageLine], main: Node | None) -> dict[Node, BlockKind]:
    """Menus and footers by the names that the page gives them; what the main element lies in is neither."""
    around = next((line.path[: line.path.index(main) + 1] for line in lines if main in line.path), ()) if main else ()
    regions: dict[Node, BlockKind] = {}
    for node in {node for line in lines for node in line.path} - set(around):
        names = f"{node.tag} {node.attributes.get('id', '')} {node.attributes.get('class', '')}"
        if _FOOT.search(names):
            regions[node] = BlockKind.FOOTER
        elif _MENU.search(names):
            regions[node] = BlockKind.NAVIGATION
    return regions
