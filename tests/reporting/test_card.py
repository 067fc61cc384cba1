"""A card shows a promise in its paragraph; findings and documents become tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.invented import COMMITMENT, HEADER, make_document, make_event, make_item
from tracker.model import Document, DocumentSummary, Evidence, Extraction, Genre, Header, Reply, Satisfaction, Status
from tracker.profile import load_profile
from tracker.reporting.card import build_card, describe_header, find_passage
from tracker.reporting.documents import build_documents, describe_document
from tracker.reporting.findings import build_findings, summarise_findings
from tracker.reporting.listing import LEDGER_COLUMNS, LIST_COLUMNS, Day, build_item_table

DAY = Day(date(2024, 10, 15), 30)


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("甲。我局将修路。乙。", "我局将修路", "甲。", "。乙。"),
        ("首段\n　　我局将修路。\n末段", "我局将修路", "", "。"),
        ("我局将修路", "我局将修路", "", ""),
        ("前" * 300 + "。近。我局将修路。" + "后。" + "远" * 300, "我局将修路", "…近。", "。后。…"),
        ("前" * 300 + "我局将修路" + "远" * 300, "我局将修路", "…" + "前" * 160, "远" * 160 + "…"),
    ],
)
def test_the_quote_stands_in_its_paragraph(text: str, quote: str, before: str, after: str) -> None:
    start = text.index(quote)
    passage = find_passage(text, start, start + len(quote))
    assert (passage.before, passage.quote, passage.after) == (before, quote, after)


@given(st.text(st.sampled_from("路灯。；\n "), min_size=1, max_size=500), st.data())
def test_the_quote_is_never_changed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = find_passage(text, start, end)
    assert passage.quote == text[start:end]
    assert passage.before.removeprefix("…") in text
    assert passage.after.removesuffix("…") in text


def test_the_card_tells_every_field_and_says_where_nothing_is_known() -> None:
    document = make_document("现答复如下：\n下一步，" + COMMITMENT.text + "。")
    item = make_item(owner="云溪市水利局", status=Status.IN_PROGRESS, progress=60, due=date(2024, 10, 1))
    card = build_card(item, document, [make_event(1, "added", None, "1", date(2024, 6, 18))], DAY)
    fields = dict(card.fields)
    assert card.heading == "编号 1：推进中 60% 逾期14天"
    assert fields["责任单位"] == "云溪市水利局（原文：云溪市城市管理局）"
    assert fields["承诺时限"] == "年底前，即 2024-12-31（相对日期推算）"
    assert fields["督办时限"] == "2024-10-01"
    assert fields["目标值"] == "120盏"
    assert fields["进展情况"] == "—"
    assert (fields["进度"], fields["状态"]) == ("60%", "推进中（自 2024-08-20 起）")
    assert fields.keys().isdisjoint({"备注", "存在问题", "下步措施", "佐证", "确认人", "最近报送"})
    assert len(card.history.rows) == 1


def test_the_card_tells_what_was_reported_with_evidence_and_light() -> None:
    item = make_item(
        status=Status.IN_PROGRESS, progress=40, reopened=1, reported_on=date(2024, 9, 1), problem="资金未到位",
        measures="申请专项债", remark="来电说明", confirmed_by="王主任", unit="云溪市城管局", owner="市城管局、市财政局",
        evidence=(Evidence("https://yunxi.example/1"), Evidence("照片.jpg", "0f" * 32)),
    )  # fmt: skip
    day = Day(date(2024, 10, 15), 30, load_profile())
    fields = dict(build_card(item, make_document("字" * 40), [], day).fields)
    assert fields["责任单位"] == "市城管局、市财政局（原文：云溪市城市管理局，即云溪市城管局）"
    assert fields["配合单位"] == "市财政局"
    assert fields["状态"] == "推进中（自 2024-08-20 起，重新打开 1 次）"
    assert fields["进度"] == "40%（序时 60%，黄灯）"
    assert fields["佐证"] == "https://yunxi.example/1\n照片.jpg（校验值 0f0f0f0f）"
    assert [fields[name] for name in ("存在问题", "下步措施", "备注", "确认人", "最近报送")] == [
        "资金未到位", "申请专项债", "来电说明", "王主任", "2024-09-01",
    ]  # fmt: skip


def test_a_withdrawn_item_says_so() -> None:
    card = build_card(make_item(withdrawn=True), make_document("字" * 40), [], DAY)
    assert card.heading == "编号 1：已撤回"
    assert dict(card.fields)["责任单位"] == "云溪市城市管理局（答复单位）"


def test_a_header_is_told_as_far_as_it_is_known() -> None:
    assert describe_header(HEADER).startswith(
        "《关于市政协五届三次会议第19号提案的答复》，市政协五届三次会议，第0019号"
    )
    assert describe_header(Header()) == ""


def test_the_short_view_has_the_five_columns_and_the_file_has_all() -> None:
    short = build_item_table([make_item()], DAY, LIST_COLUMNS)
    assert [column.title for column in short.columns] == ["编号", "承诺事项", "责任单位", "时限", "状态"]
    full = build_item_table([make_item()], DAY, LEDGER_COLUMNS)
    row = dict(zip((column.title for column in full.columns), full.texts()[0], strict=True))
    assert row["配合单位"] == "市财政局"
    assert row["计时日期"] == "2024-12-31"
    assert row["案号"] == "0019"


def make_extraction(header: Header = HEADER, genre: Genre = Genre.REPLY) -> Extraction:
    reply = Reply(Document("答复.txt", "0" * 64, "text", ""), header, genre, "是通知", 0, 0, 0)
    return Extraction(reply, (), (COMMITMENT,))


def test_findings_name_the_file_only_where_several_share_a_table() -> None:
    alone = build_findings([make_extraction()])
    assert [column.title for column in alone.columns] == ["承诺事项", "责任单位", "时限", "可核查度", "位置"]
    assert alone.texts()[0] == (COMMITMENT.text, "云溪市城市管理局", "2024-12-31 推算", "硬", "下一步")
    together = build_findings([make_extraction()], with_path=True)
    assert together.texts()[0][0] == "答复.txt"


def test_a_letter_is_summed_up_in_one_sentence() -> None:
    assert summarise_findings(make_extraction()) == (
        "答复.txt：《关于市政协五届三次会议第19号提案的答复》政协提案，市政协五届三次会议，第0019号，"
        "云溪市城市管理局，2024-06-18；承诺 1 项。"
    )
    assert summarise_findings(make_extraction(Header(), Genre.NONE)) == (
        "答复.txt：（没有标题）其他；不像答复件（是通知）；承诺 1 项。"
    )


def test_documents_are_listed_with_their_items_and_their_classes() -> None:
    plain = DocumentSummary(
        1, HEADER.title or "", "0019", "云溪市城市管理局", "2024-06-18", "B", None, None, False, 3, 2
    )
    said = replace(plain, id=2, category_now="A", satisfaction=Satisfaction.FAIRLY_SATISFIED, withdrawn=True)
    assert [row[5:] for row in build_documents([plain]).texts()] == [("B", "3", "2")]
    table = build_documents([plain, said])
    assert [row[5:] for row in table.texts()] == [("B", "—", "3", "2"), ("B→A", "基本满意", "3", "2")]
    assert table.texts()[1][1] == f"（已撤回）{HEADER.title}"


def test_a_document_is_described_in_full() -> None:
    fields = dict(describe_document(make_document(withdrawn=True, category_now="A"), load_profile()))
    assert fields["读入判定"] == "答复，已撤回"
    assert (fields["原办复类别"], fields["现办复类别"], fields["提出人意见"]) == (
        "—",
        "A类：所提问题已经解决或者基本解决",
        "—",
    )
