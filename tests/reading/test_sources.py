"""Which files a command means: one bad path never stops the rest, nothing is read twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InputError
from tracker.reading import Source, find_sources, read
from tracker.reading.sources import natural_key


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("现答复如下：", "utf-8")


def found(*paths: Path | str) -> list[str]:
    return [source.path for source in find_sources([str(path) for path in paths])]


def test_a_folder_gives_its_files_in_natural_order_and_its_folders_with_them(tmp_path: Path) -> None:
    put(tmp_path, "10号.txt", "2号.txt", "1号/9号.docx", "1号/答复.HTML", "无后缀")
    expected = ["1号/9号.docx", "1号/答复.HTML", "2号.txt", "10号.txt", "无后缀"]
    assert found(tmp_path) == [str(tmp_path / name) for name in expected]


def test_a_folder_names_formats_that_cannot_be_read_and_passes_over_what_is_no_reply(tmp_path: Path) -> None:
    put(tmp_path, "a.doc", "b.pdf", "c.ofd", "d.wps", "e.xlsx", "f.zip", "g.mht", "h.rtf")
    taken = found(tmp_path)
    put(tmp_path, ".隐藏.txt", "~$a.docx", ".~lock.a.docx#", "Thumbs.db", ".DS_Store", "x.css", "y.png", "z.json")
    put(tmp_path, ".git/config.txt", "__MACOSX/a.txt")
    assert found(tmp_path) == taken
    assert len(taken) == 8


def test_the_parts_of_a_saved_page_are_passed_over_but_other_folders_of_that_name_are_not(tmp_path: Path) -> None:
    put(tmp_path, "答复.html", "答复_files/frame.html", "建议.files/第1号.txt")
    assert found(tmp_path) == [str(tmp_path / "建议.files/第1号.txt"), str(tmp_path / "答复.html")]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path, ".隐藏", "notes.log")
    assert found(tmp_path / ".隐藏", tmp_path / "notes.log") == [str(tmp_path / ".隐藏"), str(tmp_path / "notes.log")]


def test_each_file_comes_once_under_its_first_name(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt", "乙.txt")
    twice = str(tmp_path / "." / "甲.txt")
    assert found(twice, tmp_path, tmp_path / "甲.txt", "-", "-") == [twice, str(tmp_path / "乙.txt"), "-"]


def test_a_missing_path_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "甲.txt")
    missing = str(tmp_path / "无")
    sources = list(find_sources([missing, "a\0b", "长" * 5000, str(tmp_path / "甲.txt")]))
    assert [source.error is None for source in sources] == [False, False, False, True]
    assert str(sources[0].error).startswith(f"{missing}：找不到")


def test_a_folder_without_replies_says_so(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    put(tmp_path, "图/a.png")
    errors = [str(source.error) for source in find_sources([str(tmp_path / "空"), str(tmp_path / "图")])]
    assert all("没有可读的文件" in error for error in errors)


def test_a_pattern_that_the_shell_left_alone_is_resolved(tmp_path: Path) -> None:
    put(tmp_path, "10.txt", "9.txt", "a.docx")
    assert found(tmp_path / "*.txt") == [str(tmp_path / "9.txt"), str(tmp_path / "10.txt")]
    assert "找不到" in str(next(find_sources([str(tmp_path / "*.html")])).error)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "甲/a.txt")
    (tmp_path / "甲" / "回").symlink_to(tmp_path)
    (tmp_path / "甲" / "自己").symlink_to(tmp_path / "甲" / "自己")
    (tmp_path / "甲" / "b.txt").symlink_to(tmp_path / "甲" / "a.txt")
    assert found(tmp_path, tmp_path / "甲" / "自己") == [str(tmp_path / "甲" / "a.txt"), str(tmp_path / "甲" / "自己")]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX ones")
def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    put(tmp_path, "甲/a.txt", "乙.txt")
    (tmp_path / "甲").chmod(0)
    try:
        sources = list(find_sources([str(tmp_path)]))
    finally:
        (tmp_path / "甲").chmod(0o700)
    assert sources[0] == Source(str(tmp_path / "乙.txt"))
    if os.geteuid():
        assert "权限" in str(sources[1].error)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users are a matter of POSIX")
def test_a_file_in_a_folder_that_may_not_be_entered_is_no_missing_file(tmp_path: Path) -> None:
    put(tmp_path, "甲/a.txt")
    (tmp_path / "甲").chmod(0)
    user = os.geteuid()
    os.seteuid(user or 65534)
    try:
        (source,) = find_sources([str(tmp_path / "甲" / "a.txt")])
        with pytest.raises(InputError, match="没有读取权限"):
            read(source.path)
    finally:
        os.seteuid(user)
        (tmp_path / "甲").chmod(0o700)


@given(st.lists(st.text(max_size=20)))
def test_any_paths_give_sources(paths: list[str]) -> None:
    natural = sorted(paths, key=natural_key)
    assert sorted(natural) == sorted(paths)
    for source in find_sources([f"/不存在/{path}" for path in paths]):
        assert source.error


def test_an_empty_path_is_named_and_never_means_the_folder_one_is_in():
    (found,) = find_sources([""])
    assert found.error is not None
    assert "空" in str(found.error)
