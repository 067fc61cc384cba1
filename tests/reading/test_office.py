"""What LibreOffice writes of a reply is read like the reply itself, whatever the format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reading.office import made_by_office
from tests.reading.wordfile import level, numbering, paragraph, row, run, table, word_file
from tracker.model import BlockKind
from tracker.reading import office, read_bytes

AUTHOR = 'w:id="1" w:author="赵溪" w:date="2024-08-01T00:00:00Z"'
LETTER = word_file(
    paragraph("关于政协云溪市第三届委员会第三次会议第12号提案的答复"),
    paragraph("张晓云委员："),
    paragraph("您提出的《关于改造老旧小区的提案》收悉，现答复如下："),
    paragraph("办理情况", number=1, level=0),
    paragraph("改造", number=1, level=1),
    paragraph("", number=1, level=1),
    paragraph("物业", number=1, level=1),
    paragraph("车位", number=1, level=2),
    paragraph("绿化", number=1, level=2),
    paragraph("植树", number=1, level=3),
    paragraph("下一步", number=1, level=0),
    paragraph("路灯", number=1, level=1),
    paragraph(
        "力争",
        f"<w:del {AUTHOR}><w:r><w:delText>到2024年底</w:delText></w:r></w:del>",
        f"<w:ins {AUTHOR}>{run('到2025年底')}</w:ins>",
        "，入驻𠮷祥企业100家(含)。",
    ),
    paragraph(run("不要看见", "<w:vanish/>"), run("　　我局将于2025年底前改造20个小区。")),
    paragraph("<w:r><w:t>联系人：赵溪</w:t><w:br/><w:t>电话：0123</w:t><w:tab/><w:t>4567890</w:t></w:r>"),
    table(
        row("序号", "任务", "牵头单位", properties="<w:tblHeader/>"),
        row("1", paragraph("改造小区") + paragraph("20个"), "市住建局"),
        row("2", "新增车位", ""),
        row("3", table(row("东湖区", "5个")) + paragraph("西岭县"), "市城管局"),
    ),
    paragraph("云溪市住房和城乡建设局"),
    paragraph("2024年8月20日"),
    numbering=numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircle", "%4"),
    ),
)


@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_what_libreoffice_writes_is_read_like_its_source(target: str) -> None:
    source = read_bytes(LETTER, "答复.docx")
    made = read_bytes(made_by_office(LETTER, target), f"答复.{target}")
    assert made.format == target
    assert made.text == source.text
    kinds = [block.kind for block in source.blocks]
    if target == "rtf":  # LibreOffice does not say there which rows head a table
        kinds = [BlockKind.TABLE_ROW if kind is BlockKind.TABLE_HEADER else kind for kind in kinds]
    assert [block.kind for block in made.blocks] == kinds


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("script", "result"),
    [
        ("sleep 30", None),
        ("exit 1", None),
        ('for last; do :; done; mkdir made; cp "$last" made/source.docx', b"x"),
    ],
)
def test_a_program_that_hangs_or_makes_nothing_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, result: bytes | None
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(office, "TIMEOUT", 0.3)
    assert office.convert(b"x", ".doc") == result
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"]


def test_a_program_that_cannot_be_started_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_bytes(b"\0 no program")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert office.convert(b"x", ".doc") is None
