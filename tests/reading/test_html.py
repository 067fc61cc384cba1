"""Web pages: nothing visible is lost, and what is text, page information, menu or footer is told apart."""

from __future__ import annotations

import pytest

from tracker.chinese import fold
from tracker.model import BlockKind, Document
from tracker.reading import read_bytes

LETTER = [
    "张晓云委员：",
    "您提出的《关于加快老旧小区改造的提案》收悉，现答复如下：",
    "一、我局已完成12个小区的改造。",
    "二、加强技术支持",
    "下一步，我局将于2025年底前完成20个小区的改造，并进一步加强物业管理。",
    "附件：改造小区名单",
    "云溪市住房和城乡建设局",
    "2024年8月20日",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LETTER)
HEAD = """<html><head><title>对第12号提案的答复_云溪市住房和城乡建设局</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/j">建议提案办理</a></div>"""
FOOT = """<div><a href="11.html">上一篇：对第11号提案的答复</a></div><div class="foot"><p>主办：云溪市人民政府办公室</p>
<p>版权所有　江ICP备12345678号　网站标识码：3301000001</p></div></body></html>"""


def page(source: str, encoding: str = "utf-8") -> Document:
    return read_bytes(source.encode(encoding), "答复.html")


def lines(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in kinds]


def text_of(source: str) -> list[str]:
    return lines(page(source), BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="TRS_Editor">{PARAGRAPHS}</div>',
        f'<div id="zoom">{PARAGRAPHS}</div>',
        f'<td id="UCAP-CONTENT">{PARAGRAPHS}</td>',
        f"<UCAPCONTENT>{PARAGRAPHS}</UCAPCONTENT>",
        f'<div class="view TRS_UEDITOR trs_paper_default trs_web">{PARAGRAPHS}</div>',
        f'<div class="pages_content">{PARAGRAPHS}</div>',
        f"<div><div>{PARAGRAPHS}</div></div>",
        f"<table><tr><td>{PARAGRAPHS}</td></tr></table>",
        "<div>" + "".join(f"<div>{line}</div>" for line in LETTER) + "</div>",
        "<div>" + "<br>&nbsp;&nbsp;&nbsp;&nbsp;".join(LETTER) + "</div>",
        "<table><tr><td><table><tr><td>" + "<br/>　　".join(LETTER) + "</td></tr></table></td></tr></table>",
        "<div><p>" + "<p>".join(LETTER) + "</div>",
        f'<div class="content">{PARAGRAPHS}</div><div class="side"><h3>热点新闻</h3><a href="1">云溪市召开会议</a></div>',
    ],
)
def test_the_text_of_the_letter_is_found_in_every_kind_of_page(body: str) -> None:
    document = page(HEAD + body + FOOT)
    assert lines(document, BlockKind.PARAGRAPH) == LETTER
    assert lines(document, BlockKind.NAVIGATION)[:3] == ["首页", "政务公开", "当前位置：首页 > 建议提案办理"]
    footer = lines(document, BlockKind.FOOTER)
    assert footer[-3:] == [
        "上一篇：对第11号提案的答复",
        "主办：云溪市人民政府办公室",
        "版权所有　江ICP备12345678号　网站标识码：3301000001",
    ]
    assert document.metadata == {"title": "对第12号提案的答复"}


def test_a_fragment_and_a_page_of_one_line_are_text() -> None:
    assert text_of(PARAGRAPHS) == LETTER
    assert text_of("<html><body>" + "".join(LETTER) + "</body></html>") == ["".join(LETTER)]


def test_a_page_without_prose_is_text_where_nothing_says_otherwise() -> None:
    document = page('<div>关于路灯的答复</div><div>已办结</div><div><a href="/">首页</a></div>')
    assert lines(document, BlockKind.PARAGRAPH) == ["关于路灯的答复", "已办结"]
    assert lines(document, BlockKind.NAVIGATION) == ["首页"]


@pytest.mark.parametrize(
    "block",
    [
        "<table><tr><td><b>索 引 号：</b></td><td>0123/2024-1</td><td>文号：</td><td></td></tr>"
        "<tr><td>发布机构:</td><td>云溪市住房和城乡建设局</td><td>成文日期</td><td>2024-08-20</td></tr></table>",
        "<table><tr><td>索 引 号：0123/2024-1</td><td>文号：</td></tr>"
        "<tr><td>发布机构:云溪市住房和城乡建设局</td><td>成文日期：2024-08-20</td></tr></table>",
        "<dl><dt>索 引 号：</dt><dd>0123/2024-1</dd><dt>文号：</dt><dt>发布机构:</dt><dd>云溪市住房和城乡建设局</dd>"
        "<dt>成文日期</dt><dd>2024-08-20</dd></dl>",
        "<ul><li>索 引 号：</li><li>0123/2024-1</li><li>文号：</li><li>发布机构:</li><li>云溪市住房和城乡建设局</li>"
        "<li><b>成文日期</b><span>2024-08-20</span></li></ul>",
        "<ul><li><b>索 引 号：</b>0123/2024-1</li><li><b>文号：</b></li><li>发布机构:云溪市住房和城乡建设局</li>"
        "<li><label>成文日期</label> <em>2024-08-20</em></li></ul>",
        "<div><span>索 引 号：0123/2024-1</span><span>文号：</span><span>发布机构:云溪市住房和城乡建设局</span>"
        "<span>成文日期：2024-08-20</span></div>",
        "<div>索 引 号：0123/2024-1&nbsp;&nbsp;文号： | 发布机构:云溪市住房和城乡建设局 成文日期：2024-08-20</div>",
    ],
)
@pytest.mark.parametrize(
    "wrapper", ["{0}<h1>对第12号提案的答复</h1><div id=zoom>{1}</div>", "<div>{0}<div>{1}</div></div>"]
)
def test_page_information_comes_out_as_label_and_value_however_it_is_laid_out(block: str, wrapper: str) -> None:
    document = page(HEAD + wrapper.format(block, PARAGRAPHS) + FOOT)
    assert [fold(line) for line in lines(document, BlockKind.METADATA)] == [
        "索 引 号：0123/2024-1",
        "文号：",
        "发布机构：云溪市住房和城乡建设局",
        "成文日期：2024-08-20",
    ]
    told = {key: value for key, value in document.metadata.items() if key != "title"}
    assert told == {"index_number": "0123/2024-1", "issuer": "云溪市住房和城乡建设局", "dated": "2024-08-20"}
    assert lines(document, BlockKind.PARAGRAPH)[-len(LETTER) :] == LETTER


def test_an_empty_label_does_not_take_the_heading_for_its_value() -> None:
    document = page(f"<body><div><div>文号</div><h1>对第12号提案的答复</h1></div><div id=zoom>{PARAGRAPHS}</div>")
    assert "document_number" not in document.metadata
    assert lines(document, BlockKind.METADATA) == ["文号"]
    assert lines(document, BlockKind.PARAGRAPH) == ["对第12号提案的答复", *LETTER]


def test_other_labels_and_loose_cells_of_an_information_table_stay_beside_it() -> None:
    document = page(
        "<table><tr><td>索引号：</td><td>1</td><td>内部编号：</td><td>7</td></tr>"
        f"<tr><td>文号：</td><td>标题：</td><td>答复</td><td>有效</td></tr></table><div id=zoom>{PARAGRAPHS}</div>"
    )
    assert lines(document, BlockKind.METADATA) == ["索引号：1", "内部编号：7", "文号：", "标题：答复", "有效"]


def test_meta_elements_come_before_the_table_and_the_title_of_the_window_last() -> None:
    source = """<html><head><META NAME="ArticleTitle" CONTENT="对第12号提案的答复"><meta name="pubdate" content="2024-08-21">
    <meta name="PubDate" content=""><meta name="ContentSource" content="市住建局"><meta name="Keywords" content="改造;小区">
    <title>别的 - 云溪市</title></head><body><p>标题：另一个</p><p>文号：云建〔2024〕3号</p><p>来源：云溪日报</p>"""
    assert page(source + PARAGRAPHS).metadata == {
        "title": "对第12号提案的答复",
        "published": "2024-08-21",
        "source": "市住建局",
        "keywords": "改造;小区",
        "document_number": "云建〔2024〕3号",
    }


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("对第12号提案的答复-云溪市人民政府门户网站", "对第12号提案的答复"),
        ("云溪市人民政府门户网站", None),
        ("首页_云溪市住房和城乡建设局网站", None),
        ("关于e-SIM试点建议的答复", "关于e-SIM试点建议的答复"),
    ],
)
def test_the_name_of_the_site_is_no_title(title: str, told: str | None) -> None:
    assert page(f"<head><title>{title}</title></head><body>{PARAGRAPHS}</body>").metadata.get("title") == told


def test_inline_tags_and_wrapped_lines_neither_split_nor_join_words() -> None:
    source = """<p>我局将<span>于2025</span>年<b>底</b>前改造
        <font>20</font>个小区，
        建设 5G
        基站，<a>详见</a>云溪市<wbr>政府​网站&nbsp;公告\xad。</p>"""
    assert text_of(source) == ["我局将于2025年底前改造 20个小区，建设 5G 基站，详见云溪市政府网站\xa0公告。"]


def test_what_is_not_shown_is_left_out() -> None:
    source = """<!-- 甲 --><![if !supportLists]><script>var a = "<p>乙</p>";</script><style>p{}</style><noscript>丙</noscript>
    <div style="Display: NONE">丁</div><p hidden>戊</p><select><option>己</select><textarea>庚</textarea>
    <table><tr style="display:none"><td>辛</td></tr><tr><td>我局将改造小区。</td><td style="visibility:hidden">壬</td></tr></table>
    <![endif]><?xml version="1.0"?>"""
    assert page(source).text == "我局将改造小区。"


def test_a_table_of_data_gives_one_line_a_row() -> None:
    document = page(
        "<div id=zoom><p>任务分解如下：</p><table><caption>任务表</caption><thead><tr><th>序号<th>任务<th>牵头单位<tbody>"
        "<tr><td>1<td>改造小区20个<td>市住建局<tr><td>2<td><p>新增车位</p><p>300个</p><td></table><p>请予支持。</p></div>"
    )
    assert lines(document, BlockKind.TABLE_ROW) == [
        "序号 | 任务 | 牵头单位",
        "1 | 改造小区20个 | 市住建局",
        "2 | 新增车位 300个",
    ]
    assert document.text.startswith("任务分解如下：\n任务表\n序号")


def test_a_head_of_labels_makes_no_information_table() -> None:
    source = (
        "<table><tr><th>标题</th><th>文号</th></tr><tr><td>对第1号建议的答复</td><td>云建〔2024〕1号</td></tr></table>"
    )
    assert lines(page(source), BlockKind.TABLE_ROW) == ["标题 | 文号", "对第1号建议的答复 | 云建〔2024〕1号"]


def test_a_form_around_the_letter_gives_the_letter_line_by_line() -> None:
    long = "<p>" + "我局将继续推进改造工作，" * 20 + "。</p>"
    document = page(
        f"<table><tr><td>建议编号</td><td>12</td></tr><tr><td>承办单位</td><td>市住建局</td></tr><tr><td></td><td></td></tr>"
        f"<tr><td>答复内容</td><td>{PARAGRAPHS}{long}</td></tr></table>"
    )
    assert lines(document, BlockKind.TABLE_ROW) == ["建议编号 | 12", "承办单位 | 市住建局"]
    assert lines(document, BlockKind.PARAGRAPH)[-len(LETTER) - 1 : -1] == LETTER


def test_text_in_a_table_outside_of_its_cells_is_kept() -> None:
    source = "<table>我局<tr>将<form><td>改造小区。</td></form></tr><tbody><div>请予支持。</div></tbody></table>"
    assert "".join(page(source).text.split()) == "我局将改造小区。请予支持。"


def test_signature_and_contact_beside_the_main_element_belong_to_the_letter() -> None:
    around = ["李小河代表：", "您的建议收悉，现答复如下：", "我局将于2025年完成改造。", "云溪市水务局", "2024年5月1日"]
    document = page(
        f"{HEAD}<p>{around[0]}</p><div class=article-content><p>{around[1]}</p><p>{around[2]}</p></div><p>附件：清单</p>"
        f"<p>{around[3]}</p><p>{around[4]}</p><p>（联系人：赵溪）</p><p>抄送：市政府办公室。</p><p>网站声明</p><p>云溪市财政局</p>{FOOT}"
    )
    expected = [*around[:3], "附件：清单", *around[3:], "（联系人：赵溪）", "抄送：市政府办公室。"]
    assert lines(document, BlockKind.PARAGRAPH) == expected
    assert lines(document, BlockKind.FOOTER)[:2] == ["网站声明", "云溪市财政局"]


def test_a_title_above_the_main_element_is_text_and_one_below_is_not() -> None:
    document = page(
        f"{HEAD}<div class=bt>云溪市住建局致市民的一封信</div><p>对第12号提案的答复函</p><div id=zoom>{PARAGRAPHS}</div>"
        f"<div class=bt>关于另一件事的通知</div>{FOOT}"
    )
    assert lines(document, BlockKind.PARAGRAPH) == ["云溪市住建局致市民的一封信", "对第12号提案的答复函", *LETTER]


def test_attachments_after_the_letter_are_told_and_a_list_above_the_signature_is_text() -> None:
    source = (
        f'<div id=zoom>{PARAGRAPHS}<p><a href="/a/1.PDF?v=2">名单下载</a></p><p>改造计划.xlsx</p></div>'
        f"<div>扫一扫在手机打开当前页</div>{FOOT}"
    )
    document = page(source)
    assert lines(document, BlockKind.ATTACHMENT) == ["名单下载", "改造计划.xlsx"]
    assert lines(document, BlockKind.PARAGRAPH) == LETTER
    assert "扫一扫在手机打开当前页" in lines(document, BlockKind.FOOTER)


@pytest.mark.parametrize(
    "line",
    [
        "三、推广扫一扫缴费",
        "无障碍设施建设",
        "长者食堂建设",
        "1",
        "四、加强技术支持",
        "承办单位：市住建局",
        "时间：今年9月",
    ],
)
@pytest.mark.parametrize("tag", ["<div id=zoom>", "<div>"])
def test_lines_of_the_letter_are_not_taken_for_furniture_of_the_page(line: str, tag: str) -> None:
    body = (
        f"{tag}<p>王小溪代表：</p><p>您的建议收悉，现答复如下：</p><p>{line}</p><p>我局将于年内安装路灯25盏。</p></div>"
    )
    assert line in lines(page(HEAD + body + FOOT), BlockKind.PARAGRAPH)


def test_buttons_and_greetings_outside_the_letter_are_navigation() -> None:
    words = ["欢迎访问云溪市人民政府网站", "无障碍", "登录", "大", "打印", "本站建议使用新版浏览器"]
    document = page("<body>" + "".join(f"<div>{word}</div>" for word in words) + f"<div id=zoom>{PARAGRAPHS}</div>")
    assert lines(document, BlockKind.NAVIGATION) == words[:5]
    assert lines(document, BlockKind.FOOTER) == words[5:]


def test_a_menu_in_a_table_is_navigation() -> None:
    menu = "<table>" + '<tr><td><a href="1">新闻</a></td><td><a href="2">服务</a></td></tr>' * 2 + "</table>"
    assert lines(page(f"<body>{menu}<div>{PARAGRAPHS}</div>"), BlockKind.NAVIGATION) == ["新闻 | 服务"] * 2


def test_a_page_that_declares_another_encoding_than_it_has_is_read() -> None:
    source = "<html><head><meta charset=gb2312></head><p>王喆镕代表：</p><p>面积2万㎡。</p>"
    for encoding in ("gb18030", "utf-8", "utf-16"):
        assert page(source, encoding).text == "王喆镕代表：\n面积2万㎡。"


def test_a_name_around_the_whole_page_makes_no_menu_of_it() -> None:
    source = f'<body class="menu-page"><div class="location sidebar">{PARAGRAPHS}</div>{FOOT}'
    assert text_of(source) == LETTER


@pytest.mark.parametrize(
    "piece",
    [
        "<a ",
        "<",
        "<table><tr><td>",
        "<div>甲",
        "&#",
        "<!--",
        '<a b="',
        "<span>文号",
        "<!-- -->",
        "甲<br>",
        "<?x",
        "\xa0",
    ],
)
def test_hostile_repetition_is_read_in_reasonable_time(piece: str) -> None:
    assert "我局将改造小区。" in page("<p>我局将改造小区。</p>" + piece * 10_000).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>甲</p>乙</p>丙<br/>丁</br>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<ul><li>甲<li>乙<ul><li>丙</ul><li>丁</ul>", ["甲", "乙", "丙", "丁"]),
        ("<div><span>甲</div>乙</span>丙", ["甲", "乙丙"]),
        ("<table><tr><td>甲</div></p>乙</td></tr></table>丙", ["甲", "乙", "丙"]),
        ("<table><tr><td>甲<table><tr><td>乙</table>丙</table>丁", ["甲", "乙", "丙", "丁"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲&lt;乙&#20057;&#xD800;&#99999999999;丙", ["甲<乙乙\ufffd\ufffd丙"]),
        ("</body></html><p>甲</p>", ["甲"]),
        ("<a name=top><p>甲</p><a href=x>乙</a>", ["甲", "乙"]),
        ("<div>" * 5000 + "甲<p>乙" + "</div>" * 4000, ["甲", "乙"]),
        ("<table><tr><td>" * 400 + "甲", ["甲"]),
    ],
)
def test_broken_markup_is_read_as_a_browser_would(source: str, expected: list[str]) -> None:
    text = f"{source}<p>完</p>"
    assert [line for line in page(text).text.split("\n") if line not in {"完", ""}] == expected
