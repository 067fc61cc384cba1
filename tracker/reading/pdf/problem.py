"""The limits that both readers keep, and the clauses that say why a PDF file is not read."""

from __future__ import annotations

MOST_PAGES = 500
"""A reply has a hundredth of it."""
MOST_GLYPHS = 1_000_000
"""Characters in one file."""


ENCRYPTED = "PDF 已加密，需要密码才能打开，请在 PDF 阅读器中输入密码后另存为不加密的 PDF，或打印为 PDF"
DAMAGED = "PDF 已损坏，打不开，请重新下载，或用 WPS 打开后另存为 .docx"
TOO_LARGE = f"PDF 过大（超过 {MOST_PAGES} 页或 {MOST_GLYPHS // 10_000} 万字），不像一份答复，请拆分后再读入"
