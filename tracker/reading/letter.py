"""A document understood as a letter: genre, header fields and where the letter's body stands."""

from __future__ import annotations

from tracker.model import Document, Genre, Reply
from tracker.reading.header import parse_header
from tracker.reading.header.anatomy import read_anatomy
from tracker.reading.header.genre import judge_genre
from tracker.reading.header.title import find_title


def parse_reply(document: Document) -> Reply:
    """Who answers whom about what, and where the answer stands; raises nothing, whatever the text is.

    In a text that is neither a reply nor a letter (a notice, a plan, news) everything is body.
    """
    anatomy = read_anatomy(document)
    genre, reason = judge_genre(anatomy, find_title(anatomy))
    header = parse_header(anatomy, answers_case=genre is Genre.REPLY, is_reply=genre is not Genre.NONE)
    if genre is Genre.NONE:
        return Reply(document, header, genre, reason, body_start=0, body_end=len(document.text), letter_start=0)
    return Reply(
        document, header, genre, reason,
        body_start=anatomy.body_start, body_end=anatomy.body_end, letter_start=anatomy.letter_start,
    )  # fmt: skip
