"""Letters as pages: among the menus and scripts of a site, saved as web archive, or plain to be printed."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from html import escape

from conformance.letters import Letter, Role
from conformance.word import FONT

_SITE = "云溪市人民政府门户网站"
_MENU = "首页 政务公开 政务服务 互动交流 走进云溪".split()
_STYLES = (
    "p{text-indent:2em;margin:0;text-align:justify} .flush,.signature,.title{text-indent:0}",
    "p{margin:8pt 0}",
)
"""How paragraphs are told apart in print: moved in, or by the space between them."""


def make_html(letter: Letter, charset: str) -> bytes:
    """The letter on the page of a site; ``charset`` is declared, and characters that it lacks are written by number."""
    menu = "".join(f'<li><a href="/{place}/">{label}</a></li>' for place, label in enumerate(_MENU))
    page = (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}"><title>{escape(_title(letter))}</title>'
        f"<style>p{{text-indent:2em}}</style><script>var site = '云溪市人民政府';</script></head><body>"
        f'<div class="header"><ul class="nav">{menu}</ul></div><div class="article">{_paragraphs(letter)}</div>'
        f'<div style="display:none">将于年底前完成</div><div class="footer"><a href="/map/">网站地图</a>'
        f"<a href='javascript:window.print()'>打印本页</a></div></body></html>"
    )
    return page.encode(charset, "xmlcharrefreplace")


def make_mht(letter: Letter, transfer: str) -> bytes:
    """The page as browsers keep it in one file; ``transfer`` is how its bytes are written."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Subject"] = _title(letter)
    message.set_content(make_html(letter, "utf-8").decode(), subtype="html", cte=transfer)
    message.add_related(b"body { margin: 0 }", "text", "css")
    return message.as_bytes()


def make_print(letter: Letter, *, indented: bool) -> bytes:
    """The letter alone, to be printed."""
    style = f"body{{font:15pt/1.8 '{FONT}'}} .title{{font-size:20pt;text-align:center}} .signature{{text-align:right}}"
    style += _STYLES[0 if indented else 1]
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{escape(_title(letter))}</title>'
        f"<style>{style}</style></head><body>{_paragraphs(letter)}</body></html>"
    ).encode()


def _title(letter: Letter) -> str:
    """That of the letter and the name of the site, which stands alone where the letter has none."""
    return "-".join(filter(None, (letter.expected.reply.header.title, _SITE)))


def _paragraphs(letter: Letter) -> str:
    return "\n".join(
        f"<p>{_text(text)}</p>" if role is Role.BODY else f'<p class="{role.value}">{_text(text)}</p>'
        for role, text in letter.paragraphs
    )


def _text(text: str) -> str:
    """Spaces that are to be seen are written as such, as editors of sites do."""
    return escape(text).replace("  ", "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}")
