"""Files that are made to do harm: bombs, entities, references to elsewhere, names that lead out, files without end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.fuzzing import check
from tests.reading.seeds import FORMATS, PACKAGES, members, package, seed
from tracker.errors import InputError
from tracker.reading import document, find_sources, read, read_bytes, saved
from tracker.reading import package as packages

posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
SECRET = "外面的秘密"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def with_part(suffix: str, start: str = "", more: str = "", name: str = "") -> bytes:
    """The seed with a prologue before one of its parts and more at the end inside of it."""
    parts = members(seed(suffix))
    name = name or PACKAGES[suffix]
    text = parts[name].decode()
    begin = text.index("?>") + 2 if text.startswith("<?xml") else 0
    end = text.rindex("</")
    parts[name] = (text[:begin] + start + text[begin:end] + more + text[end:]).encode()
    return package(parts)


@pytest.mark.parametrize("suffix", PACKAGES)
@pytest.mark.parametrize(
    ("start", "more"),
    [
        (f"{LAUGHS}]>", "&i;"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;"),
        ('<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>', ""),
        ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
        ("", "<a>" * 5000 + "</a>" * 5000),
    ],
    ids=["laughs", "file", "parameter", "external", "deep"],
)
def test_entities_and_bottomless_nesting_are_refused(suffix: str, start: str, more: str) -> None:
    with pytest.raises(InputError, match="出于安全不予读取"):
        read_bytes(with_part(suffix, start, more), f"答复.{suffix}")


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_part_that_swells_is_refused(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_PART", 500_000)
    data = with_part(suffix, "", " " * 600_000)
    assert len(data) < 20_000
    with pytest.raises(InputError, match="解压后过大"):
        read_bytes(data, f"答复.{suffix}")


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_length_in_the_directory_that_lies_is_damage(suffix: str) -> None:
    data = with_part(suffix, "", " " * 600_000)
    at = data.rindex(b"PK\1\2", 0, data.rindex(PACKAGES[suffix].encode()))
    with pytest.raises(InputError, match="损坏"):
        read_bytes(data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :], f"答复.{suffix}")
    check(data[: at + 24] + b"\xf0\xff\xff\xff" + data[at + 28 :], suffix)


def test_a_page_of_nothing_but_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST_TAGS", 1000)
    page = "<html><body>" + "<div>" * 1001
    with pytest.raises(InputError, match="过于零碎"):
        read_bytes(page.encode(), "a.html")


def test_a_text_longer_than_all_replies_of_a_year_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LONGEST", 20_000)
    with pytest.raises(InputError, match="文字过多（超过 2 万字）"):
        read_bytes("我局将新建路灯。\n".encode() * 3000, "a.txt")


def test_a_web_archive_of_nothing_but_parts_is_refused() -> None:
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
    with pytest.raises(InputError, match="过于零碎"):
        read_bytes(head + b"--x\nContent-Type: text/html\n\n<p>a</p>\n" * 20_000, "a.mht")


OBSERVER = """
import sys
from pathlib import Path
from tracker.errors import InputError
from tracker.extraction import extract
from tracker.reading import find_sources, parse_reply, read
happened = []
def observe(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if flags & 3 or "秘密" in str(path):
            happened.append(("open", path))
    elif event.startswith(("socket.", "subprocess.", "urllib.", "ftplib.", "http.", "tempfile.", "shutil.", "ctypes.d", "winreg.")):
        happened.append((event, str(arguments)))
    elif event in {"os.system", "os.exec", "os.posix_spawn", "os.remove", "os.mkdir", "os.rename", "os.symlink", "os.link",
                   "os.truncate", "os.chmod", "os.rmdir", "os.fork", "os.utime"}:
        happened.append((event, str(arguments)))
sys.addaudithook(observe)
done = 0
for source in find_sources(sys.argv[1:]):
    try:
        document = read(source.path)
        extract(parse_reply(document))
        assert "外面的秘密" not in document.text, source.path
        done += 1
    except InputError:
        pass
print(done, happened)
"""


def _with_references(folder: Path, secret: Path) -> None:
    """Seeds, and seeds in which something outside is named in every way that their formats know."""
    places = [
        secret.as_uri(),
        f"../{secret.name}",
        str(secret),
        "http://127.0.0.1:9/x",
        f"\\\\127.0.0.1\\x\\{secret.name}",
    ]
    for suffix in FORMATS:
        (folder / f"种子.{suffix}").write_bytes(seed(suffix))
    for number, place in enumerate(places):
        relation = (
            f'<Relationship Id="x{number}" TargetMode="External" Target="{place}" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument"/>'
        )
        for suffix in ("docx", "xlsx"):
            data = with_part(suffix, "", relation, "_rels/.rels")
            (folder / f"{number}.{suffix}").write_bytes(data)
            (folder / f"{number}内.{suffix}").write_bytes(
                with_part(suffix, "", relation.replace(' TargetMode="External"', ""), "_rels/.rels")
            )
        drawn = (
            '<x:a xmlns:x="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:l="http://www.w3.org/1999/xlink" '
            f'l:href="{place}"/>'
        )
        (folder / f"{number}.odt").write_bytes(with_part("odt", "", drawn))
        parts = members(seed("ofd"))
        old = b"Pages/Page_1/Content.xml"
        parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(old, place.encode())
        (folder / f"{number}.ofd").write_bytes(package(parts))
        page = f'<base href="{place}"><img src="{place}"><iframe src="{place}"></iframe><link rel=stylesheet href="{place}">'
        (folder / f"{number}.html").write_text(f"<html><body>{page}<p>我局将新建路灯。</p></body></html>", "utf-8")
        (folder / f"{number}.rtf").write_text(
            f'{{\\rtf1 a{{\\field{{\\*\\fldinst INCLUDETEXT "{place}"}}{{\\fldrslt b}}}}{{\\*\\template {place}}}}}'.replace(
                secret.name, "x"
            ),
            "ascii",
            "ignore",
        )
        action = b"/OpenAction<</S/URI/URI(%s)>>/AA<</O<</S/Launch/F(%s)>>>>" % (place.encode(), place.encode())
        (folder / f"{number}.pdf").write_bytes(seed("pdf").replace(b"/Type/Catalog", b"/Type/Catalog" + action))


def test_no_reader_opens_the_network_or_writes_or_follows_what_a_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "答复"
    folder.mkdir()
    secret = tmp_path / "秘密.txt"
    secret.write_text(SECRET, "utf-8")
    _with_references(folder, secret)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    ran = subprocess.run(
        [sys.executable, "-B", "-c", OBSERVER, str(folder)],
        env=environment | {"PYTHONUTF8": "1"},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stderr == ""
    done, happened = ran.stdout.strip().split(" ", 1)
    assert happened == "[]"
    assert int(done) > len(FORMATS)


MEASURE = """
import resource, sys
from tracker.errors import InputError
from tracker.reading import find_sources, read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for source in find_sources(sys.argv[1:]):
    try:
        if source.error is None:
            read(source.path)
    except InputError:
        continue
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="sparse files and peak memory in KB are those of Linux")
def test_files_of_500_mb_take_no_more_memory_than_the_largest_that_are_read(tmp_path: Path) -> None:
    for suffix in (*FORMATS, "zip", "wps", "bin"):
        with (tmp_path / f"大.{suffix}").open("wb") as file:
            file.truncate(500 << 20)
    command = [sys.executable, "-c", MEASURE, str(tmp_path), "/dev/zero"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent.parent)
    before, after = (int(figure) >> 10 for figure in ran.stdout.split())
    assert after - before < 160


@posix
def test_traps_in_a_folder_are_named_or_passed_over_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "答复"
    (folder / "甲").mkdir(parents=True)
    (folder / "甲" / "好.txt").write_bytes(seed("txt"))
    (folder / "甲" / "回").symlink_to(folder)
    (folder / "断.txt").symlink_to(folder / "没有")
    (folder / "圈.txt").symlink_to(folder / "圈.txt")
    (folder / "零.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "管道.txt")
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "第2号.txt".encode("gbk"))).write_bytes(seed("txt"))
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)
        try:
            server.bind("插座.txt")
        finally:
            os.chdir(here)
    assert [read(source.path).path.removeprefix(f"{folder}/") for source in find_sources([str(folder)])] == [
        "甲/好.txt",
        "第2号.txt",
    ]
    for name, reason in (("管道.txt", "管道"), ("插座.txt", "管道"), ("断.txt", "找不到"), ("圈.txt", "圈")):
        problems = []
        for source in find_sources([str(folder / name)]):
            with pytest.raises(InputError, match=reason) as caught:
                raise source.error or read(source.path)  # type: ignore[misc]
            problems.append(caught.value)
        assert len(problems) == 1
