"""What each line of a page is: text of the document, or page information, menu, attachment, footer.

Inside the main element a line is text unless it is plainly something else; outside it the other way
round, except for a title above and signature, date or contact next to the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.chinese import fold
from tracker.model import BlockKind
from tracker.reading.html.labels import bare_label, is_label, is_labelled, join_pair, split_pairs
from tracker.reading.html.lines import PageLine
from tracker.reading.html.regions import find_regions, is_prose
from tracker.reading.html.tree import Node

_BREADCRUMB = re.compile(r"^\W*(您?(现在|当前)?的?(所在|当前)?的?位置\W*(：|首页)|(网站|中文)?首页\s*([>＞»›/→|]|-+>))")
_TOOLS = re.compile(
    r"^\W*扫一扫，?\s*(在?手机|分享|打开|关注|\W*$)|^\W*(分享到?：|我要打印|我要纠错|责任编辑：|[上下]一[篇条]\s*：)"
    r"|^\W*(打印|关闭|返回)(本页|此页|本文|文章|窗口|页面|顶部|首页|列表|上一页)\W*((打印|关闭|返回)(本页|窗口|页面|顶部|首页)?\W*)?$"
    r"|^\W*(相关|推荐|热点)(文章|新闻|链接|信息|阅读|解读|稿件)\W*$"
)
_IMPRINT = re.compile(r"版权所有|Copyright\s*©|ICP备\s*\d|公网安备\s*\d|网站标识码\s*：?\s*\w*\d")
"""With the two above: what is no part of a document wherever it stands, so the patterns are narrow."""
_GREETINGS = re.compile(r"^\W*(今天是|欢迎(您|访问)|登录|注册|无障碍|长者|长辈|简体|繁体|移动版|手机版)")
_BUTTONS = re.compile(
    r"^\W*(打印|关闭|分享|收藏(本页)?|纠错|下载\s*(Word|PDF)|[上下]一[篇条页]|关于我们|联系我们|大|中|小|默认|特大|超大|\d+)\W*$",
    re.I,
)
_OFFICE = re.compile(
    r"^\W*(主办|承办|协办|运维|维护|运行|建设|管理)(单位|机构)?\s*：|^\W*(地址|邮编|邮政编码|传真|电子邮箱|网站?管理|值班电话)\s*："
    r"|©|备案序?号|技术支持|网站地图|网站声明|友情链接|浏览器|标识码|政府网站找错"
)
"""With the two above: what is clutter outside the main element only."""
_FILE = re.compile(r"\.(docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|pptx?|txt|jpe?g|png)([?#].*)?$", re.I)
_FILE_NAME = re.compile(r"\.(docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|pptx?)\W*$", re.I)
_ATTACHMENT = re.compile(r"^\W*(相关)?附件(下载|列表)?\s*[\d一二三四五]*\s*(：|\.|$)")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_STANDING = frozenset({"索引号", "文号", "发布机构", "成文日期", "发布日期", "发布时间", "浏览次数", "字体", "主题词"})
"""Labels that are page information even without colon and value."""
_TITLE_NAMES = re.compile(r"title|biaoti|(^|[\s_-])bt\d*($|[\s_-])|tit($|[\s_-])", re.I)
_TITLE = re.compile(r"(关于|对).*(答复|回复|复函|函|办理|建议|提案|意见|通知|批复)|(答复|复函|的函|回复)$")
_LETTER = re.compile(
    r"^\W*((尊敬的)?.{2,60}(代表|委员|同志|先生|女士|网友)们?(：|$)|签发人?|办理结果|办复类别|(答复|建议|提案)?类别|联系(人|电话|单位|方式)"
    r"|(承办|经办)人|抄送|抄报|此件|.{2,30}(局|委|委员会|政府|办公室|办|厅|部|中心|大队|支队|院|会|公司|处|署|街道|镇|乡)\W*$"
    r"|[12〇○零二一]\S{3}年.{1,12}日?\W*$|\S{2,10}〔\d{4}〕\S*号)"
)
"""Lines of a letter that stand alone: salutation, marks above it, signature, date, contact."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is known of the page as a whole."""

    main: Node | None
    """The main element; where there is none, all lines count as inside it."""
    named: bool
    """True where the page names it so: then nothing in it is page information."""
    regions: Mapping[Node, BlockKind]
    """Menus and footers by their names."""

    def is_inside(self, line: PageLine) -> bool:
        return self.main is None or self.main in line.path

    def is_surely_inside(self, line: PageLine) -> bool:
        return self.named and self.main in line.path

    def region_of(self, line: PageLine) -> BlockKind | None:
        return next((self.regions[node] for node in line.path if node in self.regions), None)


def arrange(lines: Sequence[PageLine], main: Node | None, named: bool) -> list[tuple[BlockKind, PageLine]]:
    """Every line with its kind; labels and values that the page sets apart are brought together.

    ``named`` says that ``main`` is the main element by its name.
    """
    layout = _Layout(main, named, find_regions(lines, main))
    head = next((index for index, line in enumerate(lines) if is_prose(line)), len(lines))
    joined = _join_labels(lines[:head], layout)
    whole = [*(part for line in joined for part in _split(line, layout)), *lines[head:]]
    above = len(whole) - len(lines) + head
    kinds = [_kind(line, layout, index < above) for index, line in enumerate(whole)]
    _keep_letter(whole, kinds, main)
    _keep_enclosures(kinds)
    return list(zip(kinds, whole, strict=True))


def _join_labels(lines: Sequence[PageLine], layout: _Layout) -> list[PageLine]:
    """Put a label in an element of its own together with its value in the next one."""
    joined: list[PageLine] = []
    for line in lines:
        if joined and not layout.is_surely_inside(line) and _is_label_of(joined[-1], line):
            pair = join_pair(joined[-1].text, line.text)
            joined[-1] = replace(line, text=pair, kind=BlockKind.METADATA)
        else:
            joined.append(line)
    return joined


def _is_label_of(label: PageLine, value: PageLine) -> bool:
    """True for a label and what stands next to it in the same element or the one beside it; no headings."""
    if label.kind is not None or not is_label(label.text) or is_label(value.text) or is_labelled(value.text):
        return False
    if any(node.tag in _HEADINGS for node in value.path):
        return False
    common = sum(1 for a, b in zip(label.path, value.path, strict=False) if a is b)
    return common >= max(len(label.path), len(value.path)) - 1


def _split(line: PageLine, layout: _Layout) -> list[PageLine]:
    if line.kind is BlockKind.TABLE_ROW or layout.is_surely_inside(line):
        return [line]
    return [replace(line, text=text) for text in split_pairs(line.text)]


def _kind(line: PageLine, layout: _Layout, above: bool) -> BlockKind:
    """The kind of a line by itself; ``above`` where it stands before all prose."""
    text = fold(line.text)
    inside, surely = layout.is_inside(line), layout.is_surely_inside(line)
    if inside and is_prose(line):
        return line.kind or BlockKind.PARAGRAPH
    clutter = _clutter_kind(line, text)
    if clutter is not None:
        return clutter
    if line.kind is BlockKind.METADATA or (line.kind is not None and (surely or line.link_share < 0.6)):
        return line.kind
    if (above or not inside) and not surely and (is_labelled(text) or bare_label(text) in _STANDING):
        return BlockKind.METADATA
    if surely:
        return BlockKind.PARAGRAPH
    region = layout.region_of(line) or _furniture_kind(line, text, by_words=above or not inside)
    if region is not None:
        return region
    keeps = inside or is_prose(line) or (above and _is_title(line, text))
    return BlockKind.PARAGRAPH if keeps else BlockKind.NAVIGATION


def _clutter_kind(line: PageLine, text: str) -> BlockKind | None:
    """The kind of what is clutter wherever it stands."""
    if len(text) <= 120 and _BREADCRUMB.search(text):
        return BlockKind.NAVIGATION
    if len(text) <= 80 and "。" not in text and (_ATTACHMENT.search(text) or _is_file_link(line)):
        return BlockKind.ATTACHMENT
    if len(text) <= 60 and _TOOLS.search(text):
        return BlockKind.FOOTER
    if len(text) <= 200 and "。" not in text and _IMPRINT.search(text):
        return BlockKind.FOOTER
    return None


def _is_file_link(line: PageLine) -> bool:
    if _FILE_NAME.search(line.text):
        return True
    return line.link_share >= 0.5 and any(_FILE.search(target) for target in line.targets)


def _furniture_kind(line: PageLine, text: str, *, by_words: bool) -> BlockKind | None:
    """Links, and where the letter cannot be, buttons and the like by their words."""
    if line.link_share >= 0.8:
        return BlockKind.NAVIGATION
    if not by_words or "。" in text:
        return None
    if _OFFICE.search(text):
        return BlockKind.FOOTER
    if _BUTTONS.search(text) or (_GREETINGS.search(text) and len(text) <= 30):
        return BlockKind.NAVIGATION
    return None


def _is_title(line: PageLine, text: str) -> bool:
    if any(node.tag in _HEADINGS for node in line.path):
        return True
    named = any(_TITLE_NAMES.search(node.attributes.get("class", "")) for node in line.path[-2:])
    return 8 <= len(text) <= 200 and (named or bool(_TITLE.search(text)))


def _keep_letter(lines: Sequence[PageLine], kinds: list[BlockKind], main: Node | None) -> None:
    """Keep as text what belongs to the letter but stands beside the main element: salutation, signature, contact."""
    inside = [index for index, line in enumerate(lines) if main in line.path]
    if not inside:
        return
    for run in (range(inside[0] - 1, -1, -1), range(inside[-1] + 1, len(lines))):
        for index in run:
            line = lines[index]
            if kinds[index] is BlockKind.NAVIGATION and line.link_share < 0.5 and _LETTER.search(fold(line.text)):
                kinds[index] = BlockKind.PARAGRAPH
            elif kinds[index] not in {BlockKind.PARAGRAPH, BlockKind.ATTACHMENT}:
                break
    for index in range(inside[-1] + 1, len(lines)):
        if kinds[index] is BlockKind.NAVIGATION and not lines[index].link_share:
            kinds[index] = BlockKind.FOOTER


def _keep_enclosures(kinds: list[BlockKind]) -> None:
    """An attachment list above the signature (GB/T 9704 puts it there) is a part of the letter's text."""
    follows = False
    for index in range(len(kinds) - 1, -1, -1):
        if kinds[index] is BlockKind.ATTACHMENT and follows:
            kinds[index] = BlockKind.PARAGRAPH
        elif kinds[index] is not BlockKind.ATTACHMENT:
            follows = kinds[index] is BlockKind.PARAGRAPH
