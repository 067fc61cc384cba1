"""A ledger as JSON and back: the same rows under the same ids, whatever the layout, and never half."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.invented import NOW, TODAY, add, make_extraction, update
from tracker.errors import InputError
from tracker.exchange.json_stream import JsonStream, MalformedError
from tracker.exchange.ledger_json import LedgerFile, write_ledger
from tracker.ledger import Issue, Ledger, Occasion, Rules
from tracker.ledger.doctor import examine
from tracker.model import Evidence, Satisfaction, Status

EVENTFUL = date(2024, 9, 1)


def make_eventful(path: Path) -> Path:
    """A ledger in which something of every kind happened, undone things and control characters, too."""
    with Ledger.open(path, mode="write") as ledger:
        add(ledger, make_extraction("12"), make_extraction("13", "将在西岭县新建公厕3座", path="名\u2028称.txt"))
        update(ledger, 1, status=Status.IN_PROGRESS, progress=40, note="已进场\x07施工\n第二行", on=EVENTFUL)
        update(ledger, 1, 2, due=date(2024, 12, 1), person="李四")
        update(ledger, 2, due=date(2025, 1, 1), reason="雨季")
        update(ledger, 2, evidence=(Evidence("https://www.yunxi.gov.cn/1"), Evidence("单.pdf", "0" * 64, "佐证/0.pdf")))
        update(ledger, 2, status=Status.CLOSED, confirmed_by="王五")
        update(ledger, 3, note="写错了")
        ledger.undo(person="张三", now=NOW, today=TODAY)
        ledger.update_document(1, category="A", satisfaction=Satisfaction.SATISFIED, person="张三", on=TODAY, now=NOW)
        ledger.withdraw(2, "重复", person="张三", on=TODAY, now=NOW)
        ledger.units.alias("市住建局", "云溪市住房和城乡建设局", None, Occasion("张三", TODAY, NOW))
        ledger.outgoing.ask({"云溪市住房和城乡建设局": [1, 2]}, Occasion("张三", TODAY, NOW), lambda _: None)
        wanted = Issue(EVENTFUL, TODAY, TODAY, "default", ("单位:住建",), {"版": "一", "限": [1, 2.5]})
        ledger.issue(wanted, person="张三", now=NOW)
        ledger.set_rules(Rules("云溪.toml", "名称 = 1\n", "2024-10-15T02:30:00+00:00", "张三"))
    return path


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The eventful ledger as JSON."""
    return render(make_eventful(tmp_path_factory.mktemp("out") / "a.db"))


def render(path: Path) -> bytes:
    with Ledger.open(path, mode="read") as ledger:
        return b"".join(write_ledger(ledger.transfer))


def load(data: bytes, path: Path) -> None:
    with Ledger.open(path, mode="write") as ledger:
        LedgerFile("台账.json", io.BytesIO(data)).fill(ledger.transfer)


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """All tables, those made anew as well."""
    with Ledger.open(path, mode="read") as ledger:
        tables = ("documents", "commands", "events", "reports", "meta", "names")
        kept = {name: [dict(row) for row in ledger._store.rows(f"SELECT * FROM {name}")] for name in tables}
        return kept | {"items": [dict(row) for row in ledger._store.rows("SELECT * FROM items WHERE NOT withdrawn")]}


def test_an_empty_ledger_becomes_the_one_that_was_exported(tmp_path: Path) -> None:
    first = make_eventful(tmp_path / "a.db")
    load(render(first), tmp_path / "b.db")
    assert rows(first) == rows(tmp_path / "b.db")
    assert render(first) == render(tmp_path / "b.db")
    assert examine(tmp_path / "b.db").faults == examine(first).faults


def test_what_comes_next_gets_the_id_that_it_would_have_had(tmp_path: Path) -> None:
    first = make_eventful(tmp_path / "a.db")
    load(render(first), tmp_path / "b.db")
    for path in (first, tmp_path / "b.db"):
        with Ledger.open(path, mode="write") as ledger:
            add(ledger, make_extraction("14", "将安装路灯9盏"))
    assert rows(first) == rows(tmp_path / "b.db")


def test_an_export_is_json_and_says_how_much_there_is(exported: bytes) -> None:
    value = json.loads(exported)
    assert value["format"] == "tracker-ledger"
    assert value["counts"] == {
        name: len(value[name]) for name in ("documents", "items", "commands", "events", "reports")
    }
    assert value["documents"][0]["addressees"] == ["甲委员", "乙委员"]
    assert "haystack" not in value["items"][0]


@pytest.mark.parametrize(
    "lay_out",
    [
        lambda value: json.dumps(value, indent=4).encode(),
        lambda value: json.dumps(value, sort_keys=True).encode("utf-8-sig"),
        lambda value: json.dumps(dict(reversed(value.items())), ensure_ascii=False).encode() + b"\n\n",
    ],
    ids=["indented", "sorted, with a BOM", "backwards"],
)
def test_another_layout_of_the_same_values_is_the_same_ledger(
    exported: bytes, tmp_path: Path, lay_out: Callable[[dict[str, Any]], bytes]
) -> None:
    load(lay_out(json.loads(exported)), tmp_path / "b.db")
    assert json.loads(render(tmp_path / "b.db")) == json.loads(exported)


def test_an_empty_ledger_can_be_exported(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "a.db", mode="write").close()
    load(render(tmp_path / "a.db"), tmp_path / "b.db")
    assert rows(tmp_path / "a.db") == rows(tmp_path / "b.db")


def change(value: dict[str, Any], *, sealed: bool = False) -> bytes:
    """The file with other values; ``sealed`` with the digest that belongs to them."""
    if sealed:
        from tracker.exchange.ledger_json import _Digest

        digest = _Digest()
        for table in ("documents", "items", "commands", "events", "reports"):
            for row in value[table]:
                digest.add(table, row)
        value["sha256"] = digest.close(value["ledger"])
    return json.dumps(value).encode()


def _set(table: str, place: int, **fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda value: value[table][place].update(fields)


@pytest.mark.parametrize(
    "spoil",
    [
        _set("events", 0, new="别的"),
        lambda value: value["events"].pop(),
        lambda value: value["ledger"].update(ledger_id="x"),
        lambda value: value.pop("sha256"),
        lambda value: value.pop("items"),
        lambda value: value.update(items=5),
        lambda value: value.update(items=[5]),
        lambda value: value.update(ledger=5),
        lambda value: value.update(ledger={}),
    ],
)
def test_a_changed_file_is_refused_and_nothing_is_imported(
    exported: bytes, tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    value = json.loads(exported)
    spoil(value)
    with pytest.raises(InputError, match="内容不完整或被改动过"):
        load(change(value), tmp_path / "b.db")
    with Ledger.open(tmp_path / "b.db", mode="read") as ledger:
        assert ledger.transfer.is_empty()


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_set("events", 0, effective_on="2024-13-01"), "events 编号 1 的内容不合台账的规则"),
        (_set("events", 0, recorded_at="昨天"), "读不懂"),
        (_set("events", 0, item_id=99), "指向不存在的记录"),
        (_set("events", 0, item_id=1 << 80), "不合台账的规则"),
        (_set("events", 0, person={"a": 1}), "“person”不是文字或整数"),
        (_set("events", 0, person=1.5), "“person”不是文字或整数"),
        (_set("events", 0, person="\ud800"), "不合台账的规则"),
        (_set("events", 0, 名=1), "不认识的“名”"),
        (_set("events", 6, new="{"), "读不懂"),
        (_set("events", 7, field="品"), "读不懂"),
        (_set("documents", 0, dated="2024-99"), "读不懂"),
        (_set("documents", 0, added_at="早"), "读不懂"),
        (_set("documents", 0, metadata=[]), "“metadata”不是文字或整数"),
        (_set("documents", 0, metadata="不是"), "不合台账的规则"),
        (_set("reports", 0, issued_at="早"), "读不懂"),
        (_set("commands", 0, recorded_at="早"), "读不懂"),
        (_set("items", 0, targets=[{"text": float("nan")}]), "不合台账的规则"),
        (_set("items", 0, id=2), "不合台账的规则"),
        (lambda value: value["ledger"].update(profile=5), "“profile”不是文字"),
        (lambda value: value["ledger"].update(profile="\ud800"), "不能用的字符"),
    ],
)
def test_a_file_that_was_forged_with_care_is_refused_by_what_is_wrong(
    exported: bytes, tmp_path: Path, spoil: Callable[[dict[str, Any]], object], problem: str
) -> None:
    value = json.loads(exported)
    spoil(value)
    with pytest.raises(InputError, match=problem):
        load(change(value, sealed=True), tmp_path / "b.db")
    with Ledger.open(tmp_path / "b.db", mode="read") as ledger:
        assert ledger.transfer.is_empty()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"a": 1}',
        b'{"format": "x", "items": [{}]}',
        b"{1: 2}",
        b'{"a" 1}',
        b"\xff\xfe",
        b'{"a":' + b"[" * 10**5,
        b'{"a": 1} {}',
        b'{"format": 1, "format": 2}',
    ],
)
def test_what_is_no_export_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError, match="不是 tracker 导出的台账"):
        load(data, tmp_path / "b.db")


def test_a_file_of_a_later_version_asks_for_a_later_program(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="请先升级"):
        load(b'{"format": "tracker-ledger", "format_version": 2, "x": 1}', tmp_path / "b.db")


@given(st.integers(0, 10**6))
def test_a_file_cut_anywhere_is_no_ledger(exported: bytes, place: int) -> None:
    cut = exported[: place % (len(exported) - 2)]
    with pytest.raises(InputError):
        for _ in LedgerFile("台账.json", io.BytesIO(cut))._rows():
            pass


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), _VALUES), st.integers(4, 40), st.sampled_from([None, 1]))
def test_a_stream_gives_what_json_gives_however_few_bytes_come_at_once(
    value: dict[str, Any], step: int, indent: int | None
) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(step)

    stream = JsonStream(Slow(json.dumps(value, indent=indent, ensure_ascii=True).encode()))
    read: dict[str, Any] = {}
    for key in stream.names():
        read[key] = list(stream.elements()) if isinstance(value[key], list) else stream.value()
    assert read == value


@given(st.binary())
def test_a_stream_raises_only_its_own_error(data: bytes) -> None:
    stream = JsonStream(io.BytesIO(data))
    try:
        for _ in stream.names():
            stream.value()
    except MalformedError:
        pass


def test_a_value_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.exchange.json_stream.MOST_CHARACTERS", 1000)
    with pytest.raises(MalformedError):
        JsonStream(io.BytesIO(b'"' + b"a" * 10**6)).value()
