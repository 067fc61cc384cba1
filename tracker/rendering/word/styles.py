"""The styles and fonts of the document: one entry a style, with the clause of GB/T 9704—2012 that sets it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from tracker.rendering.word.markup import DECLARATION, NAMESPACES, indent
from tracker.rendering.word.standard import (
    CHARACTER_CLOSER,
    FANGSONG,
    HEI,
    KAI,
    LINE,
    RED,
    RULE_DROP,
    RULE_WEIGHT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_4,
    SONG,
    SONG_TITLE,
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style."""

    id: str
    """What paragraphs call it."""
    name: str
    """What Word calls it; its own names keep their meaning in every language."""
    font: str = FANGSONG
    """For Chinese and for Latin letters and digits alike."""
    size: float = SIZE_3
    """Points."""
    align: str = "both"
    """``both`` (both margins), ``center``, ``left``, ``right``."""
    indent: str = ""
    """Markup of its indents."""
    level: int | None = None
    """Level in the outline from 0, ``None`` for text."""
    exact: int | None = LINE
    """Twips from line to line (5.2.3), ``None`` for lines as high as what stands in them."""
    color: str = ""
    """``RRGGBB``, black where empty (5.2.4)."""
    kept: bool = False
    """True where it stays on the page of the next paragraph."""
    more: str = ""
    """Further paragraph properties that stand before the spacing."""


_FIRST = indent(first=2)
_TITLE_LINE = round(LINE * 1.2)
_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="{RULE_WEIGHT}" w:space="{round(RULE_DROP)}" w:color="{RED}"/></w:pBdr>'
# Latin words may be broken anywhere, and nothing is put between Chinese and figures: cells are narrow.
_CELL = '<w:wordWrap w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_AUTO = '<w:spacing w:line="240" w:lineRule="auto"/>'
# The grid of the section says 22 lines of 28 characters; lines and characters keep them without being snapped to it.
_OFF_GRID = '<w:snapToGrid w:val="0"/>'

STYLES = (
    # 5.2.2: 3号仿宋 unless something else is said.
    Style("Normal", "Normal"),
    # 7.3.3: 每个自然段左空二字，回行顶格.
    Style("BodyText", "Body Text", indent=_FIRST),
    # 7.3.1: 2号小标宋体字，分一行或多行居中排布.
    Style("Title", "Title", font=SONG_TITLE, size=SIZE_2, align="center", exact=_TITLE_LINE, kept=True),
    # A line below the title is left open by the standard; offices set it in 楷体.
    Style("Subtitle", "Subtitle", font=KAI, align="center"),
    # 7.3.3: 第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字.
    Style("Heading1", "heading 1", font=HEI, indent=_FIRST, level=0, kept=True),
    Style("Heading2", "heading 2", font=KAI, indent=_FIRST, level=1, kept=True),
    Style("Heading3", "heading 3", indent=_FIRST, level=2, kept=True),
    Style("Heading4", "heading 4", indent=_FIRST, level=3, kept=True),
    # 7.2.4: 居中排布，小标宋体字，红色; its size is set where its length is known.
    Style("IssuerMark", "发文机关标志", font=SONG_TITLE, align="center", color=RED),
    # 7.2.5: 居中排布, for 第N期 in the place of 发文字号; 7.2.7: 之下4 mm处红色分隔线.
    Style("IssueNumber", "期号", align="center", more=_RULE),
    # 7.3.4: 左空二字, 回行时与上一行附件名称的首字对齐 (二字 and the three of 附件：).
    Style("AnnexNote", "附件说明"),
    # 7.3.5: at the right, as far in as the lengths of name and date ask.
    Style("Signature", "Signature", align="right", kept=True),
    Style("Date", "Date", align="right"),
    # 7.3.7: 3号黑体字顶格编排在版心左上角第一行.
    Style("AnnexMark", "附件", font=HEI, align="left"),
    Style(
        "AnnexTitle", "附件标题", font=SONG_TITLE, size=SIZE_2, align="center", level=0, exact=_TITLE_LINE, kept=True
    ),
    # The standard leaves the text of tables open: sizes that offices use, off the grid.
    Style("Caption", "caption", font=HEI, size=SIZE_SMALL_4, align="center", exact=None, kept=True),
    Style("Figure", "图", align="center", exact=None),
    Style("TableText", "表内文字", size=SIZE_5, align="left", exact=None, more=_CELL),
    Style("TableHead", "表头", font=HEI, size=SIZE_5, align="center", exact=None, more=_CELL),
    Style("NoteHead", "注释标题", font=HEI, size=SIZE_SMALL_4, kept=True),
    Style("Note", "注释", size=SIZE_SMALL_4, indent=_FIRST, exact=400),
    Style("Header", "header", font=HEI, size=SIZE_4, align="right", exact=320),
    # 7.5: 4号半角宋体阿拉伯数字.
    Style("Footer", "footer", font=SONG, size=SIZE_4, align="right", exact=round(SIZE_4 * 20)),
    # Room below a table, and the end of a section, which needs a paragraph but no room.
    Style("Gap", "表后空白", size=1.0, exact=160),
    Style("SectionEnd", "分节", size=1.0, exact=20),
)

FONTS = {
    SONG_TITLE: ("FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC", "roman", "03000509000000000000"),
    FANGSONG: ("仿宋,FangSong,方正仿宋_GBK,华文仿宋,Noto Serif CJK SC", "modern", "02010609030101010101"),
    KAI: ("楷体,KaiTi,方正楷体_GBK,华文楷体,Noto Serif CJK SC", "modern", "02010609030101010101"),
    HEI: ("SimHei,方正黑体_GBK,Noto Sans CJK SC", "modern", "02010609060101010101"),
    SONG: ("SimSun,方正书宋_GBK,Noto Serif CJK SC", "auto", "02010600030101010101"),
}
"""Each font that the standard asks for: its other names and what may stand for it, its family, its PANOSE number."""


def fonts(name: str) -> str:
    """The run property that sets one font for every script, so that no digit or quotation mark falls to another."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def size(points: float) -> str:
    """The run properties of a size."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def render_styles() -> str:
    """The styles part."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}{size(SIZE_3)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    character = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}"
        + "".join(_style(style) for style in STYLES)
        + character
        + _TABLES
        + "</w:styles>"
    )


def _style(style: Style) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    base = "" if default else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="BodyText"/>' if style.level is not None else ""
    exact = _AUTO if style.exact is None else f'<w:spacing w:line="{style.exact}" w:lineRule="exact"/>'
    level = "" if style.level is None else f'<w:outlineLvl w:val="{style.level}"/>'
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    closer = f'<w:spacing w:val="{CHARACTER_CLOSER if style.size == SIZE_3 else 0}"/>'
    kept = "<w:keepNext/><w:keepLines/>" if style.kept else ""
    # The order of the elements is the schema's (ECMA-376 part 1, 17.3.1.26).
    own = "" if style.name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.id}"><w:name w:val={quoteattr(style.name)}/>{base}'
        f'{following}<w:qFormat/><w:pPr>{kept}<w:widowControl w:val="0"/>{style.more}{_OFF_GRID}{exact}{style.indent}'
        f'<w:jc w:val="{style.align}"/>{level}</w:pPr>'
        f"<w:rPr>{fonts(style.font)}{_OFF_GRID}{color}{closer}{size(style.size)}</w:rPr></w:style>"
    )


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    + "</w:tblBorders></w:tblPr></w:style>"
)


def render_fonts() -> str:
    """The table of fonts: what a machine without the standard's fonts may take instead."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (others, family, panose) in FONTS.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{entries}</w:fonts>"
