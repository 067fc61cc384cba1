"""Plans: paragraphs that end in who is charged with them are commitments with these owners and time limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.letters import extracted
from tracker.extraction import extract, is_task
from tracker.model import Commitment, Document, Genre, Header, OwnerBasis, Reply, Verdict


def planned(text: str, dated: str | None = "2024-03-01") -> list[Commitment]:
    reply = Reply(Document("a", "", "text", text), Header(dated=dated), Genre.NONE, "是方案", 0, len(text), 0)
    return list(extract(reply).commitments)


def limit(found: Commitment) -> str | None:
    return found.deadline and (str(found.deadline.date) if found.deadline.date else found.deadline.kind.value)


@pytest.mark.parametrize(
    ("text", "theme", "owner", "partners", "due"),
    [
        # brackets of each sort, with the labels that are in use
        ("（一）新建社区食堂20家。（责任单位：市民政局；完成时限：2024年9月底）", None, "市民政局", (), "2024-09-30"),
        ("1.扩大助餐服务。新建社区食堂20家。〔牵头单位：市民政局；配合单位：市财政局、各区、县政府；完成时限：12月底前〕",
         "扩大助餐服务", "市民政局", ("市财政局", "各区、县政府"), "2024-12-31"),
        ("新建社区食堂20家。【责任部门：市民政局，责任人：李某】", None, "市民政局", (), None),
        # two labels of owners: who leads, who helps
        ("新建社区食堂20家（牵头单位：市民政局。责任单位：东湖区政府）", None, "市民政局", ("东湖区政府",), None),
        # without labels
        ("新建社区食堂20家。（市民政局牵头，市财政局、市住建局按职责分工负责）",
         None, "市民政局", ("市财政局", "市住建局"), None),
        ("新建社区食堂20家。（市民政局负责）", None, "市民政局", (), None),
        # labels at the end of the line, and on lines of their own
        ("新建社区食堂20家。责任单位：市民政局；完成时限：长期坚持", None, "市民政局", (), "recurring"),
        ("新建社区食堂20家。\n牵头单位：市民政局\n配合单位：市财政局\n完成时限：2024.6", None, "市民政局",
         ("市财政局",), "2024-06-30"),
        ("新建社区食堂20家。\n（责任单位：市民政局）", None, "市民政局", (), None),
    ],
)  # fmt: skip
def test_a_paragraph_with_a_charge_is_a_task(text: str, theme: str, owner: str, partners: tuple[str, ...], due: str):
    (found,) = planned(text)
    assert (found.theme, found.owner, found.owner_basis) == (theme, owner, OwnerBasis.NAMED)
    assert (found.partners, limit(found)) == (partners, due)
    assert found.text.startswith("新建社区食堂20家")
    assert is_task(found)
    assert found.deadline is None or found.deadline.text in found.text


def test_a_charge_reaches_back_to_the_item_that_it_ends():
    text = (
        "总体要求。坚持为民服务。二、主要任务（一）新建食堂20家。（责任单位：市民政局）（二）修建道路3公里。（责任单位：市住建局）\n"
        "三、修建口袋公园：1.清理场地；2.栽种树木；3.安装座椅。（责任单位：市城管局）\n"
    )
    assert [found.text.partition("（")[0] for found in planned(text)] == [
        "新建食堂20家。",
        "修建道路3公里。",
        "1.清理场地；2.栽种树木；3.安装座椅。",
    ]


def test_an_item_may_begin_with_a_year():
    (found,) = planned("1.2024年新建食堂20家。（责任单位：市民政局）")
    assert (found.text[:9], limit(found)) == ("2024年新建食堂", "2024-12-31")


def test_what_a_plan_says_besides_its_tasks_is_no_commitment():
    text = "我市将加强组织领导。\n新建社区食堂20家。（责任单位：市民政局）\n各单位要抓好落实。\n"
    (found,) = planned(text)
    assert found.owner == "市民政局"


def test_a_plan_without_charges_gives_what_can_be_found():
    assert [found.text for found in planned("我市将新建社区食堂20家。\n")] == ["我市将新建社区食堂20家"]


def test_what_is_said_to_be_done_is_no_open_task():
    assert planned("已建成社区食堂20家，均已开放。（责任单位：市民政局）") == []
    assert len(planned("加强已停业食堂的安全监管，建立名录。（责任单位：市民政局）")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "云溪市重点工作方案\n时间：2024-03-01\n",
        "责任单位：市民政局\n",
        "责任如下：\n责任单位：市民政局\n",
        "建立台账，明确责任单位和完成时限。\n",
        "新建社区食堂20家（含改造5家）。\n",
        "新建社区食堂20家（责任单位：）。\n",
    ],
)
def test_labels_of_pages_and_words_in_sentences_charge_nobody(text: str):
    assert not any(map(is_task, planned(text)))


def test_in_a_reply_the_charge_names_the_owner_of_each_promise_of_its_paragraph():
    found = extracted(
        "下一步，将新建社区食堂20家。还将扩大补贴范围。（责任单位：市民政局；配合单位：市财政局）\n我局将修建道路3公里。\n"
    )
    assert [(one.owner, one.partners) for one in found.commitments[:2]] == [("市民政局", ("市财政局",))] * 2
    assert found.commitments[-1].owner_basis is OwnerBasis.ISSUER


@given(st.text("一二1.、（）〔〕【】：；。，\n |责任单位牵头配合完成时限负责任务进展已"))
def test_no_text_raises_and_every_quote_is_the_text(text: str):
    for one in planned(text, None):
        assert text[one.start : one.end] == one.text
    reply = Reply(Document("a", "", "text", text), Header(), Genre.NONE, "", 0, len(text), 0)
    found = extract(reply)
    assert found == extract(replace(reply))
    assert all(one.verdict in Verdict for one in found.segments)
