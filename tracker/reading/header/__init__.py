"""The header of a reply: a module for each sort of field, all of them reading one ``Anatomy``."""

from __future__ import annotations

import re

from tracker.model import Header, ReplyKind
from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.case import find_number, find_session, judge_kind
from tracker.reading.header.closing import find_category, find_contact, find_dated, find_document_number
from tracker.reading.header.issuer import find_issuer
from tracker.reading.header.subject import find_subject
from tracker.reading.header.title import case_texts, find_title


def parse_header(anatomy: Anatomy, *, answers_case: bool, is_reply: bool) -> Header:
    """All fields of the header.

    ``answers_case`` is false for citizens' letters: they have no session and no kind.  ``is_reply`` is false
    for what is neither reply nor letter: only what describes the document itself is read then.
    """
    title = find_title(anatomy)
    texts = case_texts(anatomy, title)
    document_number = find_document_number(anatomy)
    session = find_session(texts) if answers_case else None
    contact = find_contact(anatomy)
    return Header(
        title=title,
        kind=judge_kind(anatomy, texts, session) if answers_case else ReplyKind.OTHER,
        number=find_number(anatomy, texts, document_number) if is_reply else None,
        session=session,
        subject=find_subject(anatomy, texts),
        addressees=_addressees(anatomy) if is_reply else (),
        issuer=find_issuer(anatomy, title),
        document_number=document_number,
        dated=find_dated(anatomy),
        category=find_category(anatomy),
        contact_unit=contact.unit,
        contact_person=contact.person,
        contact_phone=contact.phone,
    )


def _addressees(anatomy: Anatomy) -> tuple[str, ...]:
    """The names of the salutation, or the citizen's as the form or the greeting gives it."""
    if anatomy.salutation:
        names = (re.sub(r"\s", "", anatomy.document.text[low:high]) for low, high in anatomy.salutation.names)
        return tuple(name for name in names if name)
    asker = anatomy.label("asker")
    if asker:
        return (asker,)
    if anatomy.greeting:
        greeting = anatomy.document.text[slice(*anatomy.greeting)]
        name = re.search(r"[“\"](.+?)[”\"]|(\w{1,3}(?:先生|女士))", greeting)
        if name:
            return (name[1] or name[2],)
    return ()
