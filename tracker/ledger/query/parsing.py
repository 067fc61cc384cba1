"""Words of the command line as a query; each error names the word and what it could be.

A word is a plain one, a number or range of ids, or a field and its values: ``状态:推进中,未启动``; commas set apart what
may be there instead.  In front of any of them ``非:`` turns it round.  Punctuation of Chinese input methods equals that
of ASCII.  A word with a colon whose beginning is no field is refused, unless the beginning has a digit (比例1:2) or it
is an address (http://…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.chinese import fold
from tracker.errors import UsageError
from tracker.ledger.query.field import Field, Kind
from tracker.ledger.query.fields import BY_KEY, BY_WORD, FIELDS
from tracker.ledger.query.organs import find_spellings
from tracker.ledger.query.spans import parse_days, parse_numbers, parse_years
from tracker.ledger.query.terms import Alternative, Derived, Ids, Judged, Member, Presence, Query, Span, Term, Words
from tracker.ledger.rows import storable
from tracker.ledger.selection import parse_ids, straighten
from tracker.model import Labelled
from tracker.profile import Light, Profile

PRESENCE = {"有": True, "any": True, "无": False, "none": False}
"""Values that every field knows."""
MOST = 300
"""Values in one query; SQLite takes no more than a thousand."""

_NOT = re.compile(r"(?:非|not)[:：]", re.IGNORECASE)
_IDS = re.compile(r"\d[\d\s，,、；;.。~至到-]*", re.ASCII)
_COLON = re.compile("[:：]")
_WIDE = "\u3000"
_WIDE_SPACE = re.compile(f"{_WIDE}+")
_COMMA = re.compile("[，,、；;]")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", re.ASCII)
_DAY_HINT = "2024-12-31、2024-12、今天、月底、+7d，或 ..2024-12-31 这样的范围"
_HINTS = {
    Kind.DAYS: _DAY_HINT,
    Kind.YEARS: "2024、今年，或 2023..2024 这样的范围",
    Kind.NUMBERS: "50、50..、..50 这样的数或范围",
}


def parse_query(words: Sequence[str], day: date, profile: Profile) -> Query:
    """The query in words; without any it asks for nothing.

    Raises ``UsageError`` for a field or value that there is not.
    """
    terms: list[Term] = []
    ids: tuple[int, ...] = ()
    # The wide space of Chinese input methods parts no words of a shell.
    for word in (part for given in words for part in _WIDE_SPACE.split(given.strip(_WIDE))):
        term = _parse_word(word, day)
        named = [one for one in term.alternatives if isinstance(one, Ids)]
        if named and not term.negated:
            ids += named[0].values
        else:
            terms.append(term)
    if sum(len(term.alternatives) for term in terms) > MOST:
        raise UsageError(f"条件过多（超过 {MOST} 个值），请分几次做")
    if ids:
        terms.insert(0, Term("id", (Ids(tuple(dict.fromkeys(ids))),)))
    return Query(tuple(terms), day, profile)


def make_term(key: str, values: str, day: date) -> Term:
    """A term of a field by its English key, from its values, set apart by commas."""
    return Term(key, _parse_values(BY_KEY[key], values, day, shown=BY_KEY[key].names[0]))


def make_words(text: str) -> Term:
    """A term of plain words, in which a comma or colon means nothing."""
    return Term("text", (Words(_fold(text)),))


def make_document(text: str) -> Term:
    """A term of the documents that a person means, in which a comma or colon means nothing."""
    return Term("document", (_parse_document(text),))


def parse_one_day(text: str, today: date) -> date | None:
    """A single day as in conditions, such as ``月底``; ``None`` where it is none, or a period of several.

    >>> parse_one_day("年底", date(2024, 10, 15)), parse_one_day("12月", date(2024, 10, 15))
    (datetime.date(2024, 12, 31), None)
    """
    span = parse_days(_tidy(text), today)
    return span.first if span is not None and span.first == span.last and isinstance(span.first, date) else None


def _tidy(text: str) -> str:
    return straighten(text).casefold().replace(" ", "")


def _parse_word(word: str, day: date) -> Term:
    rest, negated = word.strip(), False
    while found := _NOT.match(rest):
        rest, negated = rest[found.end() :].strip(), not negated
    if not rest:
        raise UsageError(f"条件“{word}”是空的，请写成 状态:推进中、非:状态:推进中 或 路灯 的样子")
    term = _parse_positive(rest, day)
    return Term(term.field, term.alternatives, negated)


def _parse_positive(word: str, day: date) -> Term:
    if _IDS.fullmatch(straighten(word)):
        if _DATE.search(straighten(word)):
            raise UsageError(f"“{word}”是日期，请说明是什么日期，例如 时限:{word} 或 报送:{word}..")
        return Term("id", (Ids(parse_ids([word])),))
    parts = _COLON.split(word, maxsplit=1)
    if len(parts) == 1:
        return _parse_plain(word)
    key, values = fold(parts[0]).strip().casefold().replace("-", "_"), parts[1].strip()
    field = BY_WORD.get(key)
    if field is None:
        if not key or values.startswith("//") or any(char.isdigit() for char in key):
            return _parse_plain(word)
        raise UsageError(f"没有“{parts[0]}”这种条件（{word}），{_suggest(key)}要找的就是这些文字，请写成 文字:{word}")
    if not values:
        raise UsageError(f"条件“{word}”缺少值，冒号后面请直接写值，例如 {field.names[0]}:{field.example}")
    return Term(field.key, _parse_values(field, values, day, shown=parts[0]))


def _parse_plain(word: str) -> Term:
    pieces = _split(word) or [word]
    return Term("text", tuple(Words(_fold(piece)) for piece in pieces))


def _split(values: str) -> list[str]:
    return [piece.strip() for piece in _COMMA.split(values) if piece.strip()]


def _suggest(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, BY_WORD, cutoff=0.5)
    if close:
        return f"是不是 {'、'.join(close)}？"
    return f"可用的有：{'、'.join(field.names[0] for field in FIELDS)}；"


def _parse_values(field: Field, values: str, day: date, *, shown: str) -> tuple[Alternative, ...]:
    if field.kind is Kind.IDS:
        return (Ids(parse_ids([values])),)
    pieces = _split(values)
    if not pieces:
        raise UsageError(f"条件“{shown}:{values}”缺少值，例如 {shown}:{field.example}")
    return tuple(one for piece in pieces for one in _parse_value(field, piece, day, shown))


def _parse_value(field: Field, text: str, day: date, shown: str) -> tuple[Alternative, ...]:
    """The alternatives that one value stands for: several only for the name of an organ."""
    bare = fold(text).casefold()
    if bare in PRESENCE and field.columns:
        return (Presence(PRESENCE[bare]),)
    if field.kind is Kind.CHOICE:
        return (_parse_choice(field, text),)
    if field.kind is Kind.ORGAN:
        return tuple(Words(_fold(spelling)) for spelling in find_spellings(_fold(text)))
    if field.kind is Kind.WORDS:
        return (Words(_fold(text)),)
    if field.kind is Kind.DOCUMENT:
        return (_parse_document(text),)
    return (_parse_span(field, text, day, shown),)


def _parse_span(field: Field, text: str, day: date, shown: str) -> Span:
    bare = _tidy(text)
    span = parse_numbers(bare) if field.kind is Kind.NUMBERS else _parse_dates(field, bare, day)
    if span is None:
        raise UsageError(f"“{text.strip('.') or text}”不能用作{shown}，请写成 {_HINTS[field.kind]}")
    if span.is_reversed:
        raise UsageError(f"“{shown}:{text}”的范围前大后小，请把两头对调")
    return span


def _parse_dates(field: Field, text: str, day: date) -> Span | None:
    return parse_years(text, day) if field.kind is Kind.YEARS else parse_days(text, day)


def _parse_document(text: str) -> Span | Words:
    """A range of ids; a single number may be a case number as well."""
    bare = straighten(text).strip()
    span = None if bare.isdecimal() else parse_numbers(bare.replace("-", ".."))
    return Words(_fold(text)) if span is None or span.is_reversed else span


def _parse_choice(field: Field, text: str) -> Alternative:
    """A member by its key, its label, or a part of it that no other label has."""
    assert field.choices is not None
    choices: list[Labelled] = [*field.choices, *(Derived if field.key == "status" else ())]
    wanted = fold(text).casefold().replace("-", "_")
    found = [one for one in choices if wanted in (one.value.casefold(), one.label.casefold())]
    found = found or [one for one in choices if one.label.startswith(wanted)]
    found = found or [one for one in choices if wanted in one.label]
    if len(found) != 1:
        from difflib import get_close_matches

        close = get_close_matches(wanted, [word for one in choices for word in (one.label, one.value)], n=1)
        known = "、".join(f"{one.label}（{one.value}）" for one in choices)
        hint = f"是不是 {close[0]}？" if close else ""
        raise UsageError(f"没有“{text}”这种{field.names[0]}，{hint}可用的有：{known}")
    (member,) = found
    return Judged(member) if isinstance(member, Derived | Light) else Member(member.value)


def _fold(text: str) -> str:
    """Words as haystacks are folded."""
    return fold(storable(text.strip())).casefold()
