"""The web page in a real Chromium: it loads, searches, filters, sorts, opens and prints, and asks nothing of anyone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.reading.browser import need_browser
from tests.rendering.chromium import Browser
from tests.rendering.reports import hostile_report, large_report, small_report
from tracker.rendering.web import render_web
from tracker.reporting.report import Report

pytestmark = pytest.mark.usefixtures("browser")
_ROWS = "[...document.querySelectorAll('#ledger tbody tr:not(.opened)')]"
_TAB, _ENTER, _SPACE = ("Tab", 9), ("Enter", 13), (" ", 32)
# Resolves once the browser has told the page of what was opened or closed, and drawn it.
_SETTLED = "new Promise(done => setTimeout(() => requestAnimationFrame(() => done(true)), 50))"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    need_browser()
    with Browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


def show(browser: Browser, folder: Path, report: Report, **options: bool | int) -> Path:
    page = folder / "通报.html"
    page.write_text(render_web(report), "utf-8")
    browser.open(page, **options)  # type: ignore[arg-type]
    return page


def found(browser: Browser) -> str:
    return str(browser.run("document.getElementById('found').textContent"))


def ids(browser: Browser) -> list[int]:
    return [int(text) for text in browser.run(f"{_ROWS}.map(row => row.cells[0].textContent)")]


def search(browser: Browser, words: str) -> None:
    value = json.dumps(words)
    browser.run(f"query.value = {value}; query.dispatchEvent(new Event('input')); true")


def choose(browser: Browser, title: str, text: str) -> None:
    browser.run(
        f"for (const select of document.querySelectorAll('#controls select'))"
        f" if (select.parentElement.textContent.startsWith({json.dumps(title)}))"
        f" {{ select.value = {json.dumps(text)}; select.dispatchEvent(new Event('change')); }} true"
    )


def sort(browser: Browser, column: int) -> str:
    browser.run(f"document.querySelectorAll('#ledger th button')[{column}].click()")
    return str(browser.run(f"document.querySelectorAll('#ledger th')[{column}].getAttribute('aria-sort')"))


@pytest.mark.parametrize("report", [small_report(), hostile_report()], ids=["small", "hostile"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_loads_from_a_file_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, tmp_path: Path, report: Report, dark: bool
) -> None:
    page = show(browser, tmp_path, report, dark=dark)
    for details in range(browser.run("document.querySelectorAll('#ledger details').length")):
        browser.run(f"document.querySelectorAll('#ledger details')[{details}].open = true")
    browser.run(_SETTLED)
    assert browser.run("document.compatMode") == "CSS1Compat"
    assert found(browser) == f"共{len(report.items)}项"
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('main script, main img, main [onload], main [onerror]').length") == 0


def test_two_characters_find_items_and_several_words_must_all_be_there(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, large_report(500))
    search(browser, "西岭")
    assert found(browser) == "500项中有83项符合条件"
    search(browser, "西岭 管网3公里")
    assert set(ids(browser)) == {number for number in range(1, 501) if number % 6 == 4 and number % 9 == 2}
    search(browser, "１２批")
    assert 12 in ids(browser)
    search(browser, "没有的词")
    assert found(browser) == "500项中有0项符合条件"
    search(browser, "<script")
    assert ids(browser) == []
    browser.run("document.getElementById('reset').click()")
    assert found(browser) == "共500项，显示前100项"


def test_history_and_evidence_are_searched_too(browser: Browser, tmp_path: Path) -> None:
    small = small_report()
    items = (replace(small.items[0], evidence=(("竣工备案表", None),)), *small.items[1:])
    show(browser, tmp_path, replace(small, items=items))
    search(browser, "备案")
    assert ids(browser) == [1]


def test_filters_hold_together(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    choose(browser, "状态", "推进中")
    assert ids(browser) == [2, 7, 12]
    choose(browser, "亮灯", "红灯")
    assert ids(browser) == [2]
    search(browser, "东湖区第7批")
    assert ids(browser) == []


def test_columns_sort_up_down_and_back_with_unknown_ones_last(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    assert sort(browser, 5) == "ascending"
    up = ids(browser)
    assert up[:3] == [1, 13, 2]
    assert sorted(up[-4:]) == [4, 8, 12, 16]
    assert sort(browser, 5) == "descending"
    assert ids(browser)[0] == 11
    assert sorted(ids(browser)[-4:]) == [4, 8, 12, 16]
    assert sort(browser, 5) == "none"
    assert ids(browser) == list(range(1, 17))
    assert sort(browser, 0) == "ascending"
    assert ids(browser) == list(range(1, 17))


def test_an_item_opens_with_its_fields_history_and_evidence_and_closes(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    browser.run("document.querySelectorAll('#ledger summary')[2].click()")
    browser.run(_SETTLED)
    opened = browser.run("document.querySelector('.opened').innerText")
    for text in ("责任单位", "东湖区人民政府", "2024-09-05 状态：未启动→推进中", "周岚", "招标公告", "现场照片一组"):
        assert text in opened
    browser.run("document.querySelectorAll('#ledger summary')[2].click()")
    browser.run(_SETTLED)
    assert browser.run("document.querySelector('.opened')") is None
    assert browser.run("document.querySelectorAll('#ledger details')[2].querySelector('.item') !== null")


def test_everything_is_reached_and_worked_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    browser.press(*_TAB)
    assert browser.run("document.activeElement.textContent") == "跳到正文"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    browser.run("query.focus()")
    browser.press("西", 0, text="西")
    browser.press("岭", 0, text="岭")
    assert found(browser) == "16项中有3项符合条件"
    browser.run("document.querySelectorAll('#ledger th button')[0].focus()")
    browser.press(*_ENTER, text="\r")
    assert browser.run("document.querySelector('#ledger th').getAttribute('aria-sort')") == "ascending"
    browser.run("document.querySelector('#ledger summary').focus()")
    browser.press(*_SPACE, text=" ")
    browser.run(_SETTLED)
    assert browser.run("document.querySelectorAll('.opened').length") == 1
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_reader_that_speaks_finds_landmarks_names_and_states(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    named = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    roles = {role for role, _ in named}
    assert {"banner", "navigation", "main", "search", "complementary", "status", "searchbox"} <= roles
    assert ("searchbox", "搜索") in named
    assert ("button", "编号") in named
    nameless = [role for role, name in named if role in ("button", "link", "combobox", "image", "region") and not name]
    assert nameless == []
    assert sum(role == "image" for role, _ in named) == 3


def test_a_number_of_an_item_elsewhere_opens_it(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, large_report(500))
    search(browser, "没有的词")
    browser.run("location.hash = '#item432'")
    browser.run(_SETTLED)
    assert ids(browser) == [432]
    assert browser.run("document.querySelectorAll('.opened').length") == 1
    browser.run("location.hash = '#item9999'")
    browser.run(_SETTLED)
    assert ids(browser) == [432]
    browser.run("document.getElementById('reset').click()")
    assert len(ids(browser)) == 100


def test_ten_thousand_items_stay_light(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, large_report(10_000))
    assert found(browser) == "共10000项，显示前100项"
    assert browser.run("document.querySelectorAll('*').length") < 5000
    browser.run("document.getElementById('more').click()")
    assert len(ids(browser)) == 300
    assert browser.run(f"{_ROWS}[100].contains(document.activeElement)")
    search(browser, "第9999批")
    assert ids(browser) == [9999]


def test_a_narrow_window_never_scrolls_sideways_as_a_whole(browser: Browser, tmp_path: Path) -> None:
    for report in (small_report(), hostile_report()):
        show(browser, tmp_path, report, width=390)
        assert browser.run("document.documentElement.scrollWidth") <= 390


def _printed(browser: Browser) -> list[tuple[tuple[int, int], str]]:
    document = pypdfium2.PdfDocument(browser.print())
    pages = [
        ((round(page.get_width()), round(page.get_height())), "".join(page.get_textpage().get_text_bounded().split()))
        for page in document
    ]
    document.close()
    return pages


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_it_prints_on_a4_with_every_row_and_repeated_heads(browser: Browser, tmp_path: Path, script: bool) -> None:
    show(browser, tmp_path, large_report(150), script=script)
    pages = _printed(browser)
    assert pages[0][0] == (595, 842)
    annex = [text for size, text in pages if size == (842, 595)]
    assert len(annex) > 3
    assert all("可核查" in text for text in annex)
    assert all(sum(f"第{number}批" in text for text in annex) == 1 for number in (1, 99, 101, 150))
    assert "清除条件" not in "".join(text for _, text in pages)
    if script:
        assert "31.3%" in "".join(text for _, text in pages)
        assert len(ids(browser)) == 100
    browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_a_draft_is_marked_on_every_printed_page(browser: Browser, tmp_path: Path) -> None:
    show(browser, tmp_path, small_report())
    assert all("草" in text and "稿" in text for _, text in _printed(browser))


def test_without_its_script_everything_can_be_read(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "通报.html"
    page.write_text(render_web(small_report()), "utf-8")
    browser.open(page, script=False)
    document = browser.send("DOM.getDocument", depth=-1)["root"]["nodeId"]
    rows = browser.send("DOM.querySelectorAll", nodeId=document, selector="noscript tbody > tr")["nodeIds"]
    assert len(rows) == 16
    browser.send("Emulation.setScriptExecutionDisabled", value=False)
