"""Where the letter begins and ends, in every layout."""

from __future__ import annotations

import pytest

from tracker.model import Block, BlockKind, Document, Genre
from tracker.reading.letter import parse_reply

ANSWER = "您提出的《关于改善排水的建议》收悉，现答复如下：\n我局将于年底前完成改造。"


def body(reply):
    return reply.document.text[reply.body_start : reply.body_end]


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "\n",
        "\n云溪市水务局\n2024年5月6日",
        "\n\n   云溪市水务局   \n   东湖区人民政府   \n\n2024年5月6日\n(此件公开发布)",
        "\n云溪市水务局",
        "\n2024年5月6日\n联系人：陈明",
        "\n（联系人：陈明，联系电话：3344556）\n云溪市水务局\n2024年5月6日",
        "\n办复类别：B类\n联系单位：云溪市水务局",
        "\n抄送：市政协提案委",
        "\n附件：任务清单",
        "\n202285\n扫一扫在手机打开当前页",
        "\n【打印】 【关闭】",
        "\n打印 关闭\n主办：云溪市人民政府",
        "\n主办单位：云溪市人民政府 版权所有\n江ICP备01020304号",
        "\n上一篇：关于第1号建议的答复",
        "\n相关文章\n关键字:",
        "\n分享:\n",
        " 云溪市水务局 2024年5月6日 | 随便看",
        "云溪市水务局2024年5月6日",
        "云溪市水务局二〇二四年五月六日联系人：陈明",
        "联系人：陈明 联系电话：3344556云溪市水务局2024年5月6日",
        " 云溪市水务局 主办单位：云溪市人民政府",
        " 云溪市水务局 2024年5月6日 关于第1号建议的答复.docx 附件下载：",
        "\n云溪市水务局\n\n\n(此件公开发布)",
        " |\n|",
        "\n满意度评价\n满意度：\n非常满意 满意",
    ],
)
@pytest.mark.parametrize("head", ["", "关于市政协六届三次会议第12号提案的答复\n\n"])
def test_the_body_lies_between_salutation_and_closing_lines(parse, head, tail):
    reply = parse(f"{head}王小云委员：\n{ANSWER}{tail}")
    assert body(reply) == ANSWER
    assert reply.letter_start == len(head)


@pytest.mark.parametrize(
    "line",
    [
        "一、办理情况：",
        "关闭小煤矿5家。",
        "打印店的管理由我局负责。",
        "无障碍设施建设方面，将新建坡道12处。",
        "相关信息系统正在建设。",
        "分享经济将得到发展。",
        "2024年5月6日，我局召开了协调会。",
        "云溪市水务局2024年5月6日印发了办法，将逐条落实。",
        "负责人表示将尽快动工。",
        "附件中所列12个项目将全部开工。",
        "主办单位应当每月报告。",
        "A类项目将优先安排。",
        "（一）加强管理。",
        "云溪市水务局：负责供水。",
    ],
)
def test_a_line_of_the_body_that_looks_like_a_closing_line_does_not_end_it(parse, line):
    text = f"王小云委员：\n{ANSWER}\n{line}\n我局将继续推进。\n云溪市水务局\n2024年6月7日"
    assert body(parse(text)).endswith("我局将继续推进。")


def test_a_letter_without_a_salutation_begins_with_its_opening_sentence(parse):
    reply = parse(f"原文：<http://example.org>\n\n{ANSWER}\n")
    assert (reply.genre, body(reply)) == (Genre.REPLY, ANSWER)


def test_everything_on_one_line_is_cut_the_same(parse):
    text = (
        "首页 > 提案 关于市政协六届三次会议第12号提案的答复 发布时间：2024-05-10 王小云、李文委员："
        "您提出的《关于改善排水的建议》收悉，现答复如下：我局将于年底前完成改造。感谢您的支持。"
        "云溪市水务局 2024年5月6日 主办单位：云溪市人民政府"
    )
    reply = parse(text)
    assert body(reply).startswith("您提出的")
    assert body(reply).endswith("感谢您的支持。")
    assert reply.header.addressees == ("王小云", "李文")
    assert (reply.header.issuer, reply.header.dated) == ("云溪市水务局", "2024-05-06")


def test_blocks_of_a_page_end_the_body(parse):
    text = f"王小云委员：\n{ANSWER}\n网站声明\n"
    at = text.index("网站声明")
    blocks = (Block(BlockKind.NAVIGATION, 0, 0), Block(BlockKind.FOOTER, at, len(text)))
    assert body(parse_reply(Document("p.html", "", "html", text, blocks))) == ANSWER


MAILBOX = "留言编号: 3051\n留言用户: YX001234\n留言主题: 增设充电桩\n留言时间: 2018/3/31\n留言详情: 请将充电桩装到楼下，谢谢！\n"
SPACED = "来信标题：\n\n公路\n\n来信内容：\n\n何时修完？\n\n回复部门：\n\n云溪市住建局\n\n回复时间：\n\n2024-09-05\n\n"
HEADED = "信件标题:\n何时供暖\n信件内容:\n请问何时供暖\n回复内容\n回复时间:\n2019-12-16\n回复单位:\n住建局\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{MAILBOX}答复意见: 网友“YX001234”您好！您的留言已收悉。将逐步完善。2018年4月8日\n答复时间: 2018/4/12 10:20:30", "您的留言已收悉。将逐步完善。"),
        (f"{MAILBOX}答复意见: 将逐步完善。2018年4月8日您的留言已收悉！我们已转办。\n答复时间: 2018/4/11", "将逐步完善。"),
        (f"{MAILBOX}答复意见: 将逐步完善。云溪市环境保护局\n答复时间: 2018/4/11", "将逐步完善。"),
        ("类型: 建议\n留言标题: 红绿灯\n留言内容: 时间过短\n答复内容: 您好：将继续监测。\n答复部门: 市公安局\n答复时间: 2020-03-18", "将继续监测。"),
        (f"{SPACED}回复内容：\n\n市民您好!计划2025年开工。", "计划2025年开工。"),
        (f"{HEADED}回复内容:\n\n网友您好,您的留言已办理。\n\n满意度评价\n", "您的留言已办理。"),
        ("信件名称: | 施工断路 | ||\n信件内容: | 施工断路 |\n回复内容: |\n王女士您好: 将加快施工。 |", "将加快施工。"),
        ("网友咨询：\n何时有助餐点？\n市民政局：\n正在积极筹划。", "正在积极筹划。"),
        ("李先生：您好！您反映的问题收悉，将于年内修好。", "您反映的问题收悉，将于年内修好。"),
    ],
)  # fmt: skip
def test_of_a_mailbox_letter_only_the_answer_is_body(parse, text, answer):
    reply = parse(text)
    assert (reply.genre, body(reply)) == (Genre.LETTER, answer)


def test_the_fields_of_a_mailbox_letter_are_those_of_its_form(parse):
    header = parse(f"{MAILBOX}答复意见: 将逐步完善。2018年4月8日\n答复部门: 市住建局\n答复时间: 2018/4/11").header
    assert (header.number, header.subject, header.addressees) == ("3051", "增设充电桩", ("YX001234",))
    assert (header.issuer, header.dated, header.kind.value) == ("市住建局", "2018-04-08", "other")


def test_a_form_about_a_proposal_is_a_reply(parse):
    text = (
        "提案编号：第0012号\n案由：关于改善排水的提案\n提案人：王小云\n提案内容：排水不畅。\n"
        "答复内容：王小云委员：您的提案收悉，现答复如下：将于年底前完成。\n答复时间：2024-05-06"
    )
    reply = parse(text)
    assert (reply.genre, body(reply)) == (Genre.REPLY, "您的提案收悉，现答复如下：将于年底前完成。")
    assert (reply.header.number, reply.header.addressees) == ("0012", ("王小云",))


def test_a_form_about_a_proposal_needs_no_salutation(parse):
    reply = parse("建议编号：12\n建议标题：关于改善排水的建议\n建议内容：排水不畅。\n答复内容：将于年底前完成。")
    assert (reply.genre, reply.header.number) == (Genre.REPLY, "12")
    assert reply.header.subject == "关于改善排水的建议"


def test_an_answer_label_without_an_answer_leaves_an_empty_body(parse):
    reply = parse("来信标题：公路\n来信内容：何时修完？\n回复时间：2024-09-05\n回复内容：")
    assert body(reply) == ""


def test_labels_inside_a_letter_to_a_deputy_make_no_form_of_it(parse):
    text = (
        "王小云代表：\n您提出的建议收悉，现答复如下：\n建议内容：改善排水。\n答复意见：将改造管网。\n"
        "建议内容：增设泵站。\n答复意见：将增设2座。"
    )
    reply = parse(text)
    assert reply.genre is Genre.REPLY
    assert body(reply).startswith("您提出的建议收悉")
    assert body(reply).endswith("将增设2座。")


def test_a_signature_with_a_bracket_ends_a_line_that_lost_its_breaks(parse):
    text = f"王小云委员：{ANSWER}市发改委（市粮储局）2024年5月6日"
    assert body(parse(text)) == ANSWER


def test_a_hotline_slip_has_its_answer_under_the_outcome(parse):
    answer = "经核实，桂园巷路灯因电缆老化停用。我局将于2024年7月底前更换电缆300米。"
    slip = (
        "云溪市12345政务服务便民热线工单\n工单编号：20240618001\n来电人：王先生\n诉求内容：桂园巷路灯不亮。\n"
        "办理单位：云溪市城市管理局\n办理结果：{}\n办结时间：2024年6月20日\n"
    )
    reply = parse(slip.format(answer))
    assert (reply.genre, body(reply)) == (Genre.LETTER, answer)
    assert (reply.header.issuer, reply.header.dated) == ("云溪市城市管理局", "2024-06-20")
    assert parse(slip.format("已办结")).genre is Genre.NONE
