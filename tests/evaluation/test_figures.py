"""The figures, on replies and annotations of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli import main
from tracker.errors import InputError, RefusedError
from tracker.evaluation import compare, corpus_key, evaluate, load_annotated, load_floors, pin
from tracker.evaluation.matching import Span, fold_quote, pair, place
from tracker.extraction import extract
from tracker.reading import parse_reply

TEXT = (
    "云溪市城市管理局\n关于市政协五届三次会议第8号提案的答复\n王小云委员：\n您提出的《关于增设路灯的提案》收悉，现答复如下：\n"
    "下一步，我局将会同市供电公司于2024年底前增设路灯二十盏。同时，我局将加强日常巡查维护。\n"
    "云溪市城市管理局\n2024年5月6日\n联系电话：3344556\n"
)
FIRST = {
    "text": "我局将会同市供电公司于2024年底前增设路灯二十盏",
    "section": "next_step",
    "theme": None,
    "owner": "云溪市城市管理局",
    "partners": ["市供电公司"],
    "deadline": {"text": "2024年底前", "date": "2024-12-31", "kind": "date"},
    "targets": ["二十盏"],
}
SECOND = {
    "text": "我局将加强日常巡查维护",
    "section": "next_step",
    "theme": None,
    "owner": "云溪市城市管理局",
    "partners": [],
    "deadline": None,
    "targets": [],
}
REPLY = {
    "kind": "proposal",
    "number": "8",
    "addressees": ["王小云"],
    "issuer": "云溪市城市管理局",
    "dated": "2024-05-06",
    "contact_phone": "0300-3344556",
    "category": None,
}


def annotate(folder: Path, *commitments: dict, reply: dict = REPLY, text: str = TEXT, name: str = "a") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    gold = json.dumps({"reply": reply, "commitments": commitments}, ensure_ascii=False)
    (folder / f"{name}.gold.json").write_text(gold, "utf-8")
    return folder


def run(folder: Path):
    annotated = load_annotated(folder)
    return evaluate([(one, extract(parse_reply(one.document))) for one in annotated]), corpus_key(annotated)


def test_an_extraction_that_agrees_in_everything_has_full_marks(tmp_path):
    result, _ = run(annotate(tmp_path, FIRST, SECOND))
    figures = result.figures
    assert (figures["gold"], figures["found"], figures["f1"], figures["char_f1"]) == (2, 2, 1.0, 1.0)
    assert figures["header"] == figures["header_stated"] == 1.0
    assert (figures["owner_other"], figures["theme"], figures["header.session"]) == (None, None, None)
    assert figures["partners_named"] == figures["targets"] == figures["deadline_date"] == 1.0
    assert result.remarks == []


def test_what_is_missed_and_what_is_too_much_is_named(tmp_path):
    missed = {**SECOND, "text": "增设路灯的提案》收悉"}
    result, _ = run(annotate(tmp_path, FIRST, missed))
    assert (result.figures["precision"], result.figures["recall"]) == (0.5, 0.5)
    assert any("漏 增设路灯的提案" in line for line in result.remarks)
    assert any("多 我局将加强日常巡查维护" in line for line in result.remarks)


def test_an_optional_commitment_counts_neither_for_nor_against(tmp_path):
    result, _ = run(annotate(tmp_path, FIRST, {**SECOND, "optional": True}))
    assert (result.figures["gold"], result.figures["found"], result.figures["f1"]) == (1, 1, 1.0)
    left_out = {**SECOND, "text": "现答复如下", "optional": True}
    assert run(annotate(tmp_path / "b", FIRST, SECOND, left_out))[0].figures["f1"] == 1.0


def test_every_wrong_field_is_counted(tmp_path):
    wrong = {
        **FIRST,
        "section": "body",
        "theme": "增设路灯",
        "owner": "市供电公司",
        "owner_alt": ["供电公司"],
        "partners": [],
        "targets": ["三十盏"],
        "deadline": {"text": "年底前", "date": "2025-12-31", "kind": "event"},
    }
    bare = {**SECOND, "deadline": {"text": "日常", "date": None, "kind": "recurring"}}
    reply = {**REPLY, "number": "9", "addressees": ["王大云"], "contact_phone": None, "issuer_alt": ["市城管局"]}
    figures = run(annotate(tmp_path, wrong, bare, reply=reply))[0].figures
    assert figures["section"] == figures["owner"] == figures["deadline_found"] == 0.5
    assert figures["owner_other"] == figures["theme"] == figures["targets"] == 0.0
    assert figures["deadline_text"] == figures["deadline_kind"] == figures["deadline_date"] == 0.0
    assert (figures["header.number"], figures["header.addressees"], figures["header.contact_phone"]) == (0, 0, 0)
    assert figures["header.issuer"] == 1.0


def test_a_folder_without_annotations_and_one_that_is_none_are_named(tmp_path):
    with pytest.raises(InputError, match="没有标注文件"):
        load_annotated(tmp_path)
    (tmp_path / "a.gold.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match="不是标注文件"):
        load_annotated(tmp_path)
    (tmp_path / "a.gold.json").write_text('{"reply": {}, "commitments": [{"text": ""}]}', "utf-8")
    with pytest.raises(InputError, match="不是标注文件"):
        load_annotated(tmp_path)
    (tmp_path / "a.gold.json").write_text('{"reply": {}, "commitments": []}', "utf-8")
    with pytest.raises(InputError, match=r"a\.txt"):
        load_annotated(tmp_path)


def test_quotes_are_placed_in_order_then_anywhere_and_never_twice():
    spans, lost = place(["路 灯", "路灯", "桥", "路灯", ""], "路灯，路灯。")
    assert [(span.start, span.index) for span in spans] == [(0, 0), (3, 1)]
    assert lost == [2, 3, 4]
    assert fold_quote("“ＡＢ”　") == '"AB"'


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=8))
def test_pairing_is_one_to_one_and_a_list_pairs_with_itself(rows):
    spans = [Span(start, start + length, index) for index, (start, length) in enumerate(rows)]
    pairs = pair(spans, spans)
    assert len({one.index for one, _ in pairs}) == len({other.index for _, other in pairs}) == len(spans)


def test_floors_tell_what_was_gained_and_lost_and_refuse_to_fall(tmp_path):
    better, corpus = run(annotate(tmp_path / "corpus", FIRST, SECOND))
    floors = tmp_path / "floors.json"
    assert load_floors(floors) is None
    pin(floors, better, corpus)
    assert TEXT[60:70] not in floors.read_text("utf-8")
    pinned = load_floors(floors)
    same = compare(better, corpus, pinned)
    assert (same.fallen, same.risen, same.gained, same.lost, same.added) == ((), (), (), (), ())

    annotated = load_annotated(tmp_path / "corpus")
    poor = extract(parse_reply(annotated[0].document))
    worse = evaluate([(annotated[0], type(poor)(poor.reply, poor.segments, poor.commitments[:1]))])
    fall = compare(worse, corpus, pinned)
    assert "recall" in fall.fallen
    assert fall.lost == (("a.txt", SECOND["text"]),)
    with pytest.raises(RefusedError, match="recall"):
        pin(floors, worse, corpus)
    pin(floors, worse, corpus, reason="试验")
    lowered = load_floors(floors)
    assert lowered.reason == "试验"
    rise = compare(better, corpus, lowered)
    assert rise.gained == (("a.txt", SECOND["text"]),)
    assert "f1" in rise.risen
    assert not compare(better, "another", lowered).same_corpus


def test_a_file_that_holds_no_floors_is_named(tmp_path):
    (tmp_path / "floors.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="不是评测基线文件"):
        load_floors(tmp_path / "floors.json")


def test_the_command_prints_pins_compares_and_fails_below_the_floors(tmp_path, capsys):
    corpus, floors = annotate(tmp_path / "corpus", FIRST), tmp_path / "floors.json"
    assert main(["evaluate", str(corpus), "--floors", str(floors), "--pin"]) == 0
    assert "已定为基线" in capsys.readouterr().out
    assert main(["evaluate", str(corpus), "--floors", str(floors)]) == 0
    assert "与基线相同" in capsys.readouterr().out
    pinned = json.loads(floors.read_text("utf-8"))
    pinned["figures"]["f1"] = 1.0
    pinned["figures"]["precision"] = 0.1
    pinned["extra"] = []
    floors.write_text(json.dumps(pinned), "utf-8")
    assert main(["evaluate", str(corpus), "--floors", str(floors), "--errors", "3"]) == 6
    out = capsys.readouterr().out
    assert "低于基线：f1" in out
    assert "高于基线：precision" in out
    assert "新多出" in out
    annotate(corpus, FIRST, SECOND)
    assert main(["evaluate", str(corpus), "--floors", str(floors)]) == 0
    assert "另一份语料" in capsys.readouterr().out
    assert main(["evaluate", str(corpus), "--floors", str(floors), "--pin"]) == 0
    assert "已定为基线" in capsys.readouterr().out
    assert main(["evaluate", str(corpus), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["f1"] == 1.0
    assert main(["evaluate", str(corpus), "--pin"]) == 2
    assert main(["evaluate", str(tmp_path / "nothing")]) == 4
