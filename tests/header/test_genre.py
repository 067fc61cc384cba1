"""Replies and letters are told from notices, plans, approvals, reports, tables and news."""

from __future__ import annotations

import pytest

from tracker.model import Genre, ReplyKind

OTHERS = [
    # text, what the reason names
    ("标题：云溪市水务局关于开展排水检查的通知\n内容：各区人民政府：现就有关事项通知如下。", "通知"),
    ("云溪市人民政府关于同意设立委员会的批复\n市民航局：\n你局《关于报送方案的请示》收悉。现批复如下：\n同意。", "批复"),
    ("云溪市电子商务行动方案\n\n一、总体要求。到2025年建成20个中心。", "政策文件"),
    ("云溪市人民政府关于加快文创产业发展的意见云政发〔2020〕31号各区人民政府：现提出如下意见。", "政策文件"),
    ("各区人民政府：\n《若干措施》已经同意，现印发给你们，请认真贯彻执行。\n云溪市水务局\n2021年11月5日\n一、总体要求。", "下发的文件"),
    ("云溪市水务局2020年度提案办理总体情况\n今年共承办提案2件。现将情况报告如下。", "工作报告"),
    ("标题：云溪市教育局工作汇报\n内容：现将有关情况汇报如下。", "工作报告"),
    ("标题：云溪市科技创新新闻发布会全程实录\n内容：记者：请介绍情况。局长：将继续推进。", "新闻实录"),
    ("标题：关于若干措施的政策解读\n内容：本措施将推进创新。", "政策解读"),
    ("标题：云溪市排水管理条例\n内容：第一条 为了加强管理，制定本条例。", "法规制度"),
    ("领导活动 当前位置：首页>>正文\n\n李副主席督办提案\n\n4月21日，李副主席现场督办《关于增设雨棚的建议》的提案。", "新闻"),
    ("青石镇人大现场问政\n“您提出的建议我们正在研究”，副镇长现场答复：“雨棚预计9月装好。”", "新闻"),
    ("项目\n\n名称\n\n牵头单位\n\n进展情况\n\n区民政局\n\n已完成8家\n\n已完成15家\n\n区水务局\n\n已完成", "清单或表格"),
    ("各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议，并请各位委员提出意见。今年将办理提案。", "没有称谓"),
    ("广大市民朋友：\n你好！今冬供暖将按时开始。", "没有称谓"),
    ("省教育督导办公室：\n根据贵办要求，现将我市排查情况函告如下：一是加强管理。", "没有称谓"),
    ("", "没有文字"),
    (" \n|\n", "没有文字"),
    ("我市将新建道路。", "没有称谓"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), OTHERS)
def test_what_is_no_reply_is_told_apart_with_a_reason(parse, text, reason):
    reply = parse(text)
    assert reply.genre is Genre.NONE
    assert reason in reply.genre_reason
    assert (reply.letter_start, reply.body_start, reply.body_end) == (0, 0, len(text))
    assert reply.header.kind is ReplyKind.OTHER


@pytest.mark.parametrize(
    ("text", "genre", "reason"),
    [
        ("王小云代表：\n您提出的建议收悉，现答复如下：将修路。", Genre.REPLY, "代表"),
        ("青石镇代表团：\n你们提出的建议收悉，现答复如下：将修路。", Genre.REPLY, "代表团"),
        ("区乡村振兴局：\n现将《关于修路的建议》（第33号提案）协办意见函告如下：将修路。", Genre.REPLY, "有关单位"),
        ("您提出的《关于修路的提案》收悉，现答复如下：将修路。", Genre.REPLY, "答复用语"),
        ("网友您好：您反映的问题收悉，将修路。", Genre.LETTER, "来信人"),
        ("来信收悉。您反映的问题，现回复如下：将修路。", Genre.LETTER, "群众诉求"),
        ("建议编号：1\n建议内容：修路。\n答复内容：将修路。", Genre.REPLY, "提案建议"),
        ("留言内容：修路。\n答复内容：将修路。", Genre.LETTER, "来信"),
        (
            "日前公布了一份建议的答复。\n全文如下。\n王小云代表：\n您提出的关于修路的建议收悉。现答复如下。将修路。",
            Genre.REPLY,
            "代表",
        ),
    ],
)
def test_replies_and_letters_are_told_by_how_they_address(parse, text, genre, reason):
    reply = parse(text)
    assert (reply.genre, reason in reply.genre_reason) == (genre, True)


def test_a_notice_keeps_the_fields_of_a_document(parse):
    header = parse(
        "索引号：1/2  发文机关：云溪市人民政府  成文日期：2020年03月05日\n标题：云溪市人民政府关于治理的通知\n"
        "发文字号：云政发〔2020〕6号  发布日期：2020年03月11日\n各区人民政府：\n到2019年10月，已建成7所。现就有关事项通知如下。"
    ).header
    assert (header.issuer, header.document_number, header.dated) == (
        "云溪市人民政府",
        "云政发〔2020〕6号",
        "2020-03-05",
    )
    assert (header.number, header.session, header.addressees) == (None, None, ())


def test_a_notice_on_one_line_is_dated_where_its_organ_signs(parse):
    text = (
        "标题：云溪市人民政府办公室关于印发方案的通知\n日期：2017-09-26\n内容：《方案》已经同意，现印发给你们，请认真组织实施。"
        "云溪市人民政府办公室2017年9月22日方案 为了推进整合，2017年12月底前完成。"
    )
    assert parse(text).header.dated == "2017-09-22"


def test_news_about_a_proposal_names_its_subject(parse):
    header = parse("现场督办提案\n4月21日，李副主席现场督办《关于增设候车雨棚的建议》的提案。").header
    assert header.subject == "关于增设候车雨棚的建议"
    assert parse("今年，王小云提出了关于安装路灯的建议，记者在现场。").header.subject == "关于安装路灯的建议"
