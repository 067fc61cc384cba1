"""``extract`` and ``explain`` read replies without a ledger."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.replies import LAMPS, NOTICE


def test_jsonl_has_one_object_a_file_in_the_order_given(run: Run, folder: Path) -> None:
    ran = run("extract", "答复/2泵站.txt", "答复/1路灯.txt", "--format", "jsonl")
    values = [json.loads(line) for line in ran.lines]
    assert ran.code == 0
    assert ran.err == ""
    assert [value["path"] for value in values] == ["答复/2泵站.txt", "答复/1路灯.txt"]
    assert values[1]["reply"]["number"] == "0019"
    for commitment in values[1]["commitments"]:
        assert LAMPS[commitment["start"] : commitment["end"]] == commitment["text"]


def test_json_is_one_array_even_of_one_file(run: Run, folder: Path) -> None:
    values = json.loads(run("extract", "答复/1路灯.txt", "--format", "json").out)
    assert [commitment["section"] for commitment in values[0]["commitments"]] == ["body", *["next_step"] * 3]


def test_extracting_needs_no_ledger_and_makes_none(run: Run, folder: Path) -> None:
    run("extract", "答复")
    run("explain", "答复/1路灯.txt")
    assert sorted(path.name for path in folder.parent.iterdir()) == ["答复"]


def test_a_text_that_is_no_reply_still_has_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, "utf-8")
    (line,) = run("extract", str(path), "--format", "jsonl").lines
    assert json.loads(line)["reply"]["kind"] == "other"


def test_an_unreadable_file_is_named_on_stderr_and_the_rest_is_done(run: Run, folder: Path) -> None:
    (folder / "坏.txt").write_bytes(b"")
    ran = run("extract", "没有.txt", "答复/坏.txt", "答复/1路灯.txt", "--format", "jsonl")
    assert ran.code == 4
    assert len(ran.lines) == 1
    assert ran.err.startswith("错误：2 个来源没有读成：\n  没有.txt：")
    assert "坏.txt" in ran.err


def test_nothing_readable_still_gives_an_empty_array(run: Run) -> None:
    ran = run("extract", "没有.txt", "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (4, [])


def test_a_pipe_gets_a_line_a_promise_with_its_file(run: Run, folder: Path) -> None:
    lines = run("extract", "答复").lines
    assert lines[0].split("\t") == ["文件", "承诺事项", "责任单位", "时限", "可核查度", "位置"]
    assert lines[1].startswith("答复/1路灯.txt\t我局将于2024年9月底前更换湖滨路路灯120盏\t")
    assert len(lines) == 7


def test_a_terminal_gets_a_table_a_file(terminal: Run, folder: Path) -> None:
    out = terminal("extract", "答复").out
    assert out.startswith("答复/1路灯.txt：《云溪市城市管理局关于市政协五届三次会议第0019号提案的答复》")
    assert out.count("承诺事项  ") == 2
    assert "共 6 项承诺" in out


def test_a_reply_without_promises_shows_no_empty_table(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "无.txt"
    path.write_text(
        "陆知微委员：\n您的提案收悉。现答复如下：\n2023年已更换路灯300盏。\n云溪市城市管理局\n2024年6月18日\n", "utf-8"
    )
    ran = run("extract", str(path), "--format", "table")
    assert "承诺 0 项" in ran.out
    assert "责任单位" not in ran.out


def test_standard_input_is_a_dash(run: Run) -> None:
    value = json.loads(run("extract", "-", "--format", "jsonl", typed=LAMPS).out)
    assert value["path"] == "-"
    assert len(value["commitments"]) == 4


def test_explaining_shows_verdict_and_rule_of_everything_and_marks_promises(run: Run, folder: Path) -> None:
    ran = run("explain", "答复/1路灯.txt")
    promises = [line for line in ran.lines if line.startswith("● 承诺")]
    assert ran.code == 0
    assert len(promises) == 4
    assert any(line.startswith("  已办    2023年，我局已更换路灯300盏") for line in ran.lines)
    assert all(line.endswith("]") for line in ran.lines[2:] if "→" not in line)


def test_explaining_in_a_terminal_keeps_to_its_width(terminal: Run, folder: Path) -> None:
    from tracker.rendering.width import cell_width

    assert all(cell_width(line) <= 80 for line in terminal("explain", "答复/1路灯.txt").lines)


def test_explaining_what_cannot_be_read_exits_four(run: Run) -> None:
    ran = run("explain", "没有.txt")
    assert (ran.code, ran.out) == (4, "")


def test_an_unknown_format_names_those_that_there_are(run: Run, folder: Path) -> None:
    ran = run("extract", "答复", "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "错误：没有“xml”这种格式，可用的有：table、json、jsonl\n"
