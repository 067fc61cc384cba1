"""``unit``: organs behind printed names, listed, merged, and suggested when replies are added."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

REPLY = """{organ}关于市政协五届三次会议第{number}号提案的答复

林见山委员：
您提出的关于完善城东片区配套的提案收悉，现答复如下。
下一步，由{owner}在2024年底前建成口袋公园{number}处。

{organ}
2024年6月{number}日
"""


def write_reply(folder: Path, number: int, owner: str, organ: str = "云溪市城市管理局") -> Path:
    path = folder / f"答复{number}.txt"
    path.write_text(REPLY.format(number=number, owner=owner, organ=organ), "utf-8")
    return path


@pytest.fixture
def joined(run: Run, folder: Path) -> Run:
    """A ledger with one organ that is printed in two ways, and one beside it."""
    for number, owner in enumerate(("云溪市发展和改革委员会", "市发改委", "市财政局"), 10):
        path = write_reply(folder, number, owner)
        assert run("add", str(path)).code == 0
    return run


def units(run: Run) -> dict[str, list[str]]:
    lines = run("unit", "list").lines
    assert lines[0].split("\t") == ["单位", "事项", "其中待核", "未办结", "原文名称", "可能相同"]
    return {name: rest for name, *rest in (line.split("\t") for line in lines[1:])}


def test_adding_says_once_which_units_may_be_the_same(run: Run, folder: Path) -> None:
    assert run("add", str(write_reply(folder, 10, "云溪市发展和改革委员会"))).err == ""
    ran = run("add", str(write_reply(folder, 11, "市发改委")))
    assert ran.err.startswith("单位名称可能相同：云溪市发展和改革委员会、市发改委（")
    assert "`tracker unit merge 云溪市发展和改革委员会 市发改委`" in ran.err
    assert ran.err.count("\n") == 1
    assert run("add", str(write_reply(folder, 12, "市发改委"))).err == ""


def test_of_many_suggestions_a_few_are_named_and_the_rest_counted(run: Run, folder: Path) -> None:
    names = (
        "发展和改革委员会",
        "发改委",
        "住房和城乡建设局",
        "住建局",
        "卫生健康委员会",
        "卫健委",
        "文化和旅游局",
        "文旅局",
    )
    for number, name in enumerate(names, 10):
        write_reply(folder, number, f"市{name}")
    err = run("add", "答复").err
    assert "等 4 组，`tracker unit list` 查看" in err
    assert err.count("；市") == 2


def test_units_are_listed_with_their_printed_names_and_likenesses(joined: Run, terminal: Run) -> None:
    assert units(joined) == {
        "云溪市发展和改革委员会": ["1", "1", "1", "云溪市发展和改革委员会（云溪市）", "市发改委"],
        "市发改委": ["1", "1", "1", "市发改委（云溪市）", "云溪市发展和改革委员会"],
        "市财政局": ["1", "1", "1", "市财政局（云溪市）", "—"],
    }
    shown = terminal("unit", "list", "发改")
    assert "共 1 个单位。" in shown.out
    assert "财政" not in shown.out
    assert "没有这样的单位。" in terminal("unit", "list", "无此名").out


def test_an_empty_ledger_has_no_units(filled: Run, terminal: Run) -> None:
    filled("undo", "-y")
    assert "台账里没有责任单位。" in terminal("unit", "list").out or "共" in terminal("unit", "list").out


def test_merged_units_are_one_row_and_the_owner_stays_as_printed(joined: Run) -> None:
    ran = joined("unit", "merge", "云溪市发展和改革委员会", "市发改委")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "云溪市发展和改革委员会、市发改委 合并为单位“云溪市发展和改革委员会”：市发改委（云溪市）；"
    )
    assert units(joined)["云溪市发展和改革委员会"][:1] == ["2"]
    items = [json.loads(line) for line in joined("list", "单位:云溪市发展和改革委员会", "--format", "jsonl").lines]
    assert sorted(item["owner"] for item in items) == ["云溪市发展和改革委员会", "市发改委"]
    assert joined("undo", "-y").code == 0
    assert "市发改委" in units(joined)


def test_names_are_given_in_other_ways(joined: Run) -> None:
    assert joined("unit", "merge", "云溪市发展和改革委员会", "市发改委", "--as", "发改委").code == 0
    assert joined("unit", "rename", "发改委", "市发展改革委", "--place", "云溪市").code == 0
    assert joined("unit", "alias", "发展改革局", "市发展改革委").code == 0
    again = joined("unit", "alias", "发展改革局", "市发展改革委")
    assert again.out == "没有变化，“市发展改革委”本来就是这样。\n"
    assert units(joined)["市发展改革委"][3].endswith("发展改革局（云溪市）")


def test_an_unknown_unit_exits_three_and_leaves_stdout_empty(joined: Run) -> None:
    ran = joined("unit", "merge", "云溪市发展和改革委员会", "市发该委")
    assert (ran.code, ran.out) == (3, "")
    assert "是不是 市发改委" in ran.err


def test_the_same_short_name_of_two_cities_stays_two_units(joined: Run, folder: Path) -> None:
    joined("add", str(write_reply(folder, 20, "市发改委", "临江市城市管理局")))
    assert {"市发改委", "市发改委（临江市）"} <= units(joined).keys()


def test_a_unit_whose_names_are_of_several_places_is_worth_a_look(joined: Run, folder: Path) -> None:
    joined("add", str(write_reply(folder, 20, "市发改委", "临江市城市管理局")))
    ran = joined("unit", "merge", "云溪市发展和改革委员会", "市发改委（临江市）")
    assert ran.code == 0
    assert ran.err == (
        "注意：单位“云溪市发展和改革委员会”的原文名称来自 2 个地区（临江市、云溪市），请确认是同一单位。\n"
    )
