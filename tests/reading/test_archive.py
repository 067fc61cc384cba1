"""Zip archives are folders: members with names of any age, one in another, bombs and tricks told in a sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.wordfile import paragraph, word_file
from tracker.errors import InputError
from tracker.reading import Source, archive, find_sources, read

TEXT = "现答复如下："
WORD = word_file(paragraph(TEXT))


def packed(*members: tuple[str, bytes], encoding: str = "utf-8", marked: bool = True) -> bytes:
    """A zip archive; names in another encoding carry no mark that they are UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two members with one name
        for index, (_, data) in enumerate(members):
            file.writestr(f"{index:08}", data)
    result = buffer.getvalue()
    for index, (name, _) in enumerate(members):
        result = renamed(result, f"{index:08}".encode(), name.encode(encoding), marked)
    return result


def renamed(data: bytes, old: bytes, new: bytes, marked: bool) -> bytes:
    """The archive with a member under another name, put into both of its directories."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos = [(info, file.read(info)) for info in file.infolist()]
    flags = 0x800 if marked else 0
    body, directory = b"", b""
    for info, content in infos:
        stored = new if info.orig_filename.encode("cp437", "replace") == old else _raw(info)
        flag = flags if stored is new else info.flag_bits
        head = struct.pack(
            "<HHHHHIIIHH", 20, flag, 0, 0, 0x21, zipfile.crc32(content), len(content), len(content), len(stored), 0
        )
        directory += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + stored
        body += b"PK\3\4" + head + stored + content
    end = struct.pack("<HHHHIIH", 0, 0, len(infos), len(infos), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def _raw(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def put(folder: Path, data: bytes, name: str = "答复.zip") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def members(path: str) -> list[str]:
    return [source.path.removeprefix(f"{path}/") for source in find_sources([path])]


@pytest.mark.parametrize(("encoding", "marked"), [("utf-8", True), ("utf-8", False), ("gbk", False)])
def test_members_are_sources_under_names_of_any_age(tmp_path: Path, encoding: str, marked: bool) -> None:
    path = put(
        tmp_path, packed(("东湖区/第12号.docx", WORD), ("第2号.txt", TEXT.encode()), encoding=encoding, marked=marked)
    )
    assert members(path) == ["东湖区/第12号.docx", "第2号.txt"]
    for source in find_sources([path]):
        document = read(source.path)
        assert (document.text, document.path) == (TEXT, source.path)
    assert list(find_sources([f"{path}/第2号.txt"])) == [Source(f"{path}/第2号.txt")]


def test_a_name_beside_the_name_is_taken_where_the_packer_put_one() -> None:
    name = "第2号.txt".encode()
    info = zipfile.ZipInfo("x.txt")
    info.extra = struct.pack("<HH", 1, 2) + b"ab" + struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(info, TEXT)
    with zipfile.ZipFile(buffer) as file:
        assert list(archive._name_files(file)) == ["第2号.txt"]


def test_clutter_in_an_archive_is_passed_over_like_in_a_folder(tmp_path: Path) -> None:
    names = [
        "答复.html",
        "答复_files/a.html",
        "建议_files/第1号.txt",
        "__MACOSX/._a.txt",
        "x.png",
        ".隐藏.txt",
        "a/~$b.docx",
        "图/",
    ]
    path = put(tmp_path, packed(*((name, TEXT.encode()) for name in names)))
    assert members(path) == ["建议_files/第1号.txt", "答复.html"]
    empty = put(tmp_path, packed(("x.png", b"")), "空.zip")
    assert "没有可读的文件" in str(next(find_sources([empty])).error)


def test_an_archive_in_an_archive_is_opened_and_one_in_that_is_named(tmp_path: Path) -> None:
    inner = packed(("丙.zip", packed(("丁.txt", TEXT.encode()))), ("乙.txt", TEXT.encode()))
    path = put(tmp_path, packed(("甲.zip", inner), ("坏.zip", b"PK"), ("旧.zip", packed(("a.txt", b"x"))[:-9])))
    sources = {source.path.removeprefix(f"{path}/"): source.error for source in find_sources([str(tmp_path)])}
    assert sources["甲.zip/乙.txt"] is None
    assert read(f"{path}/甲.zip/乙.txt").text == TEXT
    assert "一层套一层" in str(sources["甲.zip/丙.zip"])
    assert "损坏" in str(sources["坏.zip"])
    for name in ("甲.zip/丙.zip/丁.txt", "甲.zip/无.txt", "无.txt"):
        with pytest.raises(InputError, match="找不到"):
            read(f"{path}/{name}")


def test_names_that_lead_elsewhere_stay_in_the_archive(tmp_path: Path) -> None:
    names = ["../../外.txt", "/根.txt", "C:\\盘.txt", "a\x1bb.txt", "..", "同.txt", "同.txt"]
    path = put(tmp_path, packed(*((name, name.encode()) for name in names)))
    found = members(path)
    assert sorted(found) == sorted(["外.txt", "根.txt", "C:/盘.txt", "ab.txt", "无名", "同.txt", "同(2).txt"])
    assert read(f"{path}/外.txt").text == "../../外.txt"
    assert list(tmp_path.iterdir()) == [Path(path)]


def test_bombs_passwords_and_damage_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(("a.txt", b"x" * 5000), ("b.txt", TEXT.encode()))
    locked = put(tmp_path, data.replace(b"\x14\x00\x00\x08", b"\x14\x00\x01\x08"), "密.zip")
    path = put(tmp_path, data)
    damaged = put(tmp_path, data.replace(b"xxxx", b"xxxy", 1), "坏.zip")
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 4000)
    with pytest.raises(InputError, match="解压后过大"):
        read(f"{path}/a.txt")
    assert read(f"{path}/b.txt").text == TEXT
    with pytest.raises(InputError, match="密码"):
        read(f"{locked}/b.txt")
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 6000)
    with pytest.raises(InputError, match="损坏"):
        read(f"{damaged}/a.txt")
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    assert "太多" in str(next(find_sources([put(tmp_path, data, "多.zip")])).error)


def test_archives_in_an_archive_are_limited_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode()))
    data = packed(*((f"{name}.zip", inner) for name in "甲乙丙"))

    def errors(name: str) -> list[str]:
        return [str(source.error or "") for source in find_sources([put(tmp_path, data, name)])]

    monkeypatch.setattr(archive, "MOST_UNPACKED", 2 * len(inner))
    assert [error.count("请先解压外层") for error in errors("大.zip")] == [1, 0, 0, 0, 0]
    monkeypatch.setattr(archive, "MOST_MEMBERS", 5)
    assert [error.count("文件太多") for error in errors("多.zip")] == [0, 1, 0, 0]


@pytest.mark.parametrize("long_form", [False, True])
def test_a_directory_without_end_is_never_loaded(tmp_path: Path, long_form: bool) -> None:
    size = archive.LARGEST_DIRECTORY + 1
    old, far = (archive._IN_LONG_FORM, struct.pack("<IQI", 0, 0, 1)) if long_form else (size, b"")
    begin = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 9, 9, size, 0)
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 9, 9, old, 0, 0)
    path = put(tmp_path, begin + far.join([b"PK\6\7" * long_form, end]))
    (source,) = find_sources([path])
    assert "文件太多" in str(source.error)


def test_an_archive_that_is_replaced_is_opened_anew(tmp_path: Path) -> None:
    path = put(tmp_path, packed(("a.txt", TEXT.encode())))
    assert members(path) == ["a.txt"]
    put(tmp_path, packed(("b.txt", TEXT.encode()), ("c.txt", TEXT.encode())))
    assert members(path) == ["b.txt", "c.txt"]


def test_a_word_file_that_is_called_zip_is_one(tmp_path: Path) -> None:
    path = put(tmp_path, WORD, "答复.zip")
    assert [source.path for source in find_sources([path])] == [path]
    assert read(path).format == "docx"


SEED = packed(("甲.zip", packed(("乙.txt", TEXT.encode()))), ("丙.docx", WORD), encoding="gbk", marked=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.binary(min_size=1, max_size=5)), max_size=4))
def test_any_damage_gives_documents_or_input_errors(tmp_path: Path, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEED)
    for at, noise in changes:
        data[at : at + len(noise)] = noise
    for source in find_sources([put(tmp_path, bytes(data))]):
        if source.error is None:
            with suppress(InputError):
                assert read(source.path).text
