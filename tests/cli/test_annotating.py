"""``gold`` writes what people decided in the format of annotated examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run
from tests.cli.replies import LAMPS


def load(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def accept(run: Run, ids: str) -> None:
    assert run("update", ids, "--note", "属实").code == 0


def test_a_document_that_was_decided_becomes_a_text_and_an_annotation(filled: Run, tmp_path: Path) -> None:
    accept(filled, "1-4")
    ran = filled("gold", "样例", "--document", "1")
    assert (ran.code, ran.lines) == (0, ["已导出 1 份答复的标注样例到 样例"])
    assert sorted(path.name for path in (tmp_path / "样例").iterdir()) == ["001-1路灯.gold.json", "001-1路灯.txt"]
    assert (tmp_path / "样例" / "001-1路灯.txt").read_text("utf-8") == LAMPS
    value = load(tmp_path / "样例" / "001-1路灯.gold.json")
    assert value["reply"] == {
        "kind": "proposal",
        "number": "0019",
        "session": "市政协五届三次会议",
        "subject": "关于改造湖滨路路灯的提案",
        "addressees": ["陆知微"],
        "issuer": "云溪市城市管理局",
        "document_number": None,
        "dated": "2024-06-18",
        "category": None,
        "contact_phone": None,
    }
    assert value["commitments"][1] == {
        "text": "2024年底前，完成桂园巷路灯改造，新装路灯25盏",
        "section": "next_step",
        "theme": "加快改造",
        "owner": "云溪市城市管理局",
        "partners": [],
        "deadline": {"text": "2024年底前", "date": "2024-12-31", "kind": "date"},
        "targets": ["25盏"],
        "optional": False,
    }


def test_what_was_decided_is_written_and_the_rest_is_named(filled: Run, tmp_path: Path) -> None:
    accept(filled, "1-4")
    ran = filled("gold", "样例")
    assert ran.code == 0
    assert ran.err == "没有导出：来源文件 2（答复/2泵站.txt）还有 2 项待核\n"
    assert len(list((tmp_path / "样例").iterdir())) == 2


def test_a_document_that_is_not_decided_is_refused_by_name(filled: Run, tmp_path: Path) -> None:
    accept(filled, "1-4")
    ran = filled("gold", "样例", "--document", "1-2")
    assert (ran.code, ran.out) == (6, "")
    assert "来源文件 2（答复/2泵站.txt）还有 2 项待核" in ran.err
    assert not (tmp_path / "样例").exists()


def test_a_long_list_of_undecided_documents_is_cut(filled: Run, folder: Path) -> None:
    for number in range(30, 36):
        text = LAMPS.replace("0019", str(number)).replace("25盏", f"{number}盏")
        (folder / f"{number}.txt").write_text(text, "utf-8")
    filled("add", "答复")
    ran = filled("gold", "样例")
    assert ran.code == 6
    assert "；另有 3 份也是" in ran.err
    assert ran.err.count("来源文件") == 5


def test_what_nobody_decided_is_optional_where_it_is_asked_for(filled: Run, tmp_path: Path) -> None:
    accept(filled, "5")
    assert filled("gold", "样例", "--all").lines == ["已导出 2 份答复的标注样例到 样例"]
    value = load(tmp_path / "样例" / "002-2泵站.gold.json")
    assert [commitment["optional"] for commitment in value["commitments"]] == [False, True]


def test_a_text_without_promises_cannot_have_been_decided(run: Run, folder: Path) -> None:
    text = "陆知微委员：\n您的提案收悉。现答复如下：\n2023年已更换路灯300盏。\n"
    (folder / "无.txt").write_text(text, "utf-8")
    run("add", "答复/无.txt")
    ran = run("gold", "样例")
    assert ran.code == 6
    assert "来源文件 1（答复/无.txt）没有承诺事项，无从核定" in ran.err


def test_an_empty_ledger_has_nothing_to_export(filled: Run) -> None:
    filled("undo", "-y")
    ran = filled("gold", "样例")
    assert (ran.code, ran.out) == (6, "")
    assert "没有来源文件" in ran.err


def test_exporting_again_renews_the_files_of_the_same_text(filled: Run, tmp_path: Path) -> None:
    accept(filled, "1-6")
    filled("gold", "样例")
    filled("update", "2", "--owner", "市城市照明管理处")
    assert filled("gold", "样例").code == 0
    assert load(tmp_path / "样例" / "001-1路灯.gold.json")["commitments"][1]["owner"] == "市城市照明管理处"


def test_a_file_of_another_text_is_never_overwritten(filled: Run, tmp_path: Path) -> None:
    accept(filled, "1-6")
    (tmp_path / "样例").mkdir()
    (tmp_path / "样例" / "002-2泵站.txt").write_text("别的答复", "utf-8")
    ran = filled("gold", "样例")
    assert (ran.code, ran.out) == (6, "")
    assert "002-2泵站.txt 已经存在，文字不同" in ran.err
    assert [path.name for path in (tmp_path / "样例").iterdir()] == ["002-2泵站.txt"]


def test_a_folder_that_cannot_be_written_is_one_sentence(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "样例").write_text("是文件", "utf-8")
    ran = filled("gold", "样例", "--all")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "错误：无法写入“样例”（已有同名文件），请换一个位置\n"
