"""Real pages and texts, where the annotated corpus is at hand: read without harm, the same as their twins."""

from __future__ import annotations

from pathlib import Path

from tracker.model import Genre, Reply
from tracker.reading import find_sources, parse_reply, read


def test_every_file_of_the_corpus_is_read(corpus: Path) -> None:
    sources = [source for name in ("dev", "raw", "html") for source in find_sources([str(corpus / name)])]
    assert sources
    for source in sources:
        assert source.error is None
        document = read(source.path)
        assert document.format == ("html" if source.path.endswith(".html") else "text")
        assert document.text.strip()


def test_a_page_and_its_text_twin_give_the_same_letter(corpus: Path) -> None:
    pairs = [(path, path.with_suffix(".txt")) for path in sorted((corpus / "html").glob("*.html"))]
    twins = [(page, text) for page, text in pairs if text.exists()]
    assert twins
    for page, text in twins:
        reply, twin = parse_reply(read(page)), parse_reply(read(text))
        assert reply.header == twin.header
        assert _body_lines(reply) == _body_lines(twin)


def test_notices_and_approvals_are_told_from_replies(corpus: Path) -> None:
    for page in sorted((corpus / "html").glob("*.html")):
        if not page.with_suffix(".txt").exists():
            assert parse_reply(read(page)).genre is Genre.NONE, page.name


def _body_lines(reply: Reply) -> list[str]:
    body = reply.document.text[reply.body_start : reply.body_end]
    return [line.strip() for line in body.split("\n") if line.strip()]
