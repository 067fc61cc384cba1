"""PDF files as offices make them, printed by Chromium and LibreOffice: the paragraphs that went in come out."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from tests.reading.browser import printed_by_browser
from tests.reading.office import made_by_office
from tests.reading.test_pdf import LONG, READERS
from tests.reading.wordfile import paragraph, run, word_file
from tracker.reading.pdf import read_pdf

TITLE = "云溪市住房和城乡建设局关于市政协五届三次会议第0057号提案的答复"
LETTER = [
    "贺星野委员：",
    "您提出的《关于加快老旧小区加装电梯的提案》收悉，现答复如下：",
    "一、办理情况。2021年以来，我市共有63部电梯投入使用，惠及居民1700余户，面积约12万㎡，户均补助1.5万元。",
    "二、下一步工作。我局将会同市财政局、东湖区人民政府，于2025年8月底前完成意愿调查；在CBD片区开展e-SIM试点。",
    *LONG,
    "联系人：赵溪  联系电话：0300-2210319",
]
SIGNATURE = ["云溪市住房和城乡建设局", "2024年8月9日"]
EXPECTED = [TITLE, *LETTER, *SIGNATURE]
FONT = "Noto Serif CJK SC"


def html(style: str) -> str:
    lines = [f"<h1>{escape(TITLE)}</h1>", f'<p class="to">{LETTER[0]}</p>']
    lines += [f"<p>{escape(line).replace('  ', '　　')}</p>" for line in LETTER[1:]]
    lines += [f'<p class="end">{line}</p>' for line in SIGNATURE]
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>答复</title><style>'
        f"body{{font:15pt/1.8 '{FONT}'}} h1{{font-size:20pt;text-align:center}} .end{{text-align:right}}{style}</style>"
        f"</head><body>{''.join(lines)}</body></html>"
    )


@pytest.mark.parametrize("portable", READERS)
@pytest.mark.parametrize(
    ("style", "head"),
    [
        ("p{text-indent:2em;margin:0;text-align:justify} .to{text-indent:0}", False),
        ("p{margin:8pt 0}", True),
    ],
)
def test_what_chromium_prints_is_read_as_it_was(tmp_path: Path, portable: bool, style: str, head: bool) -> None:
    data = printed_by_browser(html(style), tmp_path, head=head)
    text, _ = read_pdf(data, portable=portable)
    assert [line.replace("　　", "  ") for line in text.split("\n")] == EXPECTED


def word(text: str, layout: str, size: int = 32) -> str:
    look = f'<w:rFonts w:eastAsia="{FONT}" w:ascii="{FONT}" w:hAnsi="{FONT}"/><w:sz w:val="{size}"/>'
    # Marks that hang into the margin are lost when LibreOffice prints to PDF.
    return f'<w:p><w:pPr><w:overflowPunct w:val="0"/>{layout}</w:pPr>{run(text, look)}</w:p>'


@pytest.mark.parametrize("portable", READERS)
def test_what_libreoffice_prints_is_read_as_it_was(portable: bool) -> None:
    indented = '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'
    data = word_file(
        word(TITLE, '<w:jc w:val="center"/>', 44),
        word(LETTER[0], ""),
        *(word(line, indented) for line in LETTER[1:]),
        *(word(line, '<w:jc w:val="right"/>') for line in SIGNATURE),
        paragraph(""),
    )
    text, _ = read_pdf(made_by_office(data, "pdf"), portable=portable)
    assert text.split("\n") == EXPECTED
