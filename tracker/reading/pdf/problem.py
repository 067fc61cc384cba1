"""The limits that both readers keep, and the clauses that say why a PDF file is not read."""

from __future__ import annotations

from tracker.reading.refusal import UnreadableError

MOST_PAGES = 500
"""A reply has a hundredth of it."""
MOST_GLYPHS = 1_000_000
"""Characters in one file."""

MOST_CONTENT = 16 * 1024 * 1024
"""Bytes of operators in one page or form, unpacked."""
MOST_OPERATORS = 1_000_000
"""Operators that are followed in one file: forms may show forms that show forms."""

ENCRYPTED = "PDF 已加密，需要密码才能打开，请在 PDF 阅读器中输入密码后另存为不加密的 PDF，或打印为 PDF"
DAMAGED = "PDF 已损坏，打不开，请重新下载，或用 WPS 打开后另存为 .docx"
NEEDS_NATIVE = (
    "PDF 设有权限密码（AES 加密），请运行 pip install pypdfium2 后再读入，或在 PDF 阅读器中打印为不加密的 PDF"
)
TOO_LARGE = f"PDF 过大或过于复杂（超过 {MOST_PAGES} 页、{MOST_GLYPHS // 10_000} 万字），不像一份答复，请拆分后再读入"


class UnsuitableError(UnreadableError):
    """The pure Python reader cannot read the file, another one may."""
