"""The Word sample of ``data/``, written part by part: ``python tests/samples.py`` makes it anew.

Numbering and tracked changes live in the markup of a Word file, not in its text, so the sample is
built from markup: numbers such as 一、 and 1. come from ``numbering.xml``, one date was inserted
and another one deleted with 修订 switched on.  The bytes are the same on every run.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "data" / "nursery-33.docx"

HEADING, LISTED = 0, 1
"""Levels of the numbering: 一、 and 1."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REVISION = 'w:author="市教育局办公室" w:date="2024-08-05T09:00:00Z"'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _inserted(text: str) -> str:
    return f'<w:ins w:id="1" {_REVISION}>{_run(text)}</w:ins>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="2" {_REVISION}><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _paragraph(*runs: str, level: int | None = None, align: str | None = None) -> str:
    number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    layout = "" if align is None else f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{number}{layout}</w:pPr>{''.join(runs)}</w:p>"


def _letter() -> list[str]:
    return [
        _paragraph(_run("云溪市教育局"), align="center"),
        _paragraph(_run("关于市政协五届三次会议第33号提案的答复"), align="center"),
        _paragraph(_run("云教提字〔2024〕33号　　　　A类"), align="right"),
        _paragraph(_run("贺星野委员：")),
        _paragraph(_run("您提出的《关于扩大普惠托育服务供给的提案》收悉。经商市卫生健康委，现答复如下：")),
        _paragraph(_run("办理情况"), level=HEADING),
        _paragraph(
            _run("目前，全市有38所公办幼儿园开设托班，提供托位1520个。今年6月，我局与市卫生健康委联合印发了"),
            _run("托幼衔接工作通知，完成托育从业人员培训两期。"),
        ),
        _paragraph(_run("下一步工作"), level=HEADING),
        _paragraph(
            _run("扩大托位供给。在东湖区新建公办幼儿园4所，均同步设置托班，"),
            _deleted("2024年底前"),
            _inserted("2025年8月底前"),
            _run("投入使用，新增托位不少于240个。"),
            level=LISTED,
        ),
        _paragraph(
            _run("降低收费标准。市发展和改革委员会牵头制定普惠托育收费指导价，今年10月31日前公布。"),
            level=LISTED,
        ),
        _paragraph(
            _run("提升保育质量。依托云溪幼儿师范学校，每年培训托育从业人员不少于300人次。"),
            level=LISTED,
        ),
        _paragraph(
            _run("对您提出的延长离园时间的建议，我局将选择6所幼儿园先行试点，秋季学期开学后实施。"),
            level=LISTED,
        ),
        _paragraph(_run("需要说明的情况"), level=HEADING),
        _paragraph(_run("关于由财政全额承担托育费用的建议，超出我市现阶段财力水平，暂时无法实施。")),
        _paragraph(_run("感谢您对教育事业的关心！")),
        _paragraph(_run("云溪市教育局"), align="right"),
        _paragraph(_run("2024年8月6日"), align="right"),
        _paragraph(_run("（联系人：乔岭南　联系电话：0300-2243302）")),
    ]


def _level(index: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _parts() -> dict[str, str]:
    levels = _level(HEADING, "chineseCounting", "%1、") + _level(LISTED, "decimal", "%2.")
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
        ),
        "word/numbering.xml": (
            f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{''.join(_letter())}</w:body></w:document>",
    }


def render_docx() -> bytes:
    """The sample as a .docx file: stored, dated 1980, so that the bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _parts().items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, _HEAD + text)
    return buffer.getvalue()


if __name__ == "__main__":
    SAMPLE.write_bytes(render_docx())
