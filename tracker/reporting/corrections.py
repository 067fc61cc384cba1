"""What a person corrects in the reading of a promise: its cut, where it falls in two, its time limit; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tracker.chinese import fold
from tracker.errors import UsageError
from tracker.extraction import read_span
from tracker.extraction.deadlines import as_deadline, find_deadline
from tracker.extraction.grading import grade_of
from tracker.model import BY_HAND, Commitment, Deadline, DeadlineBasis, DeadlineKind, Reply
from tracker.reporting.quotes import find_breaks, find_cut, find_places, find_quotes, trim


def recut(reply: Reply, commitment: Commitment, wanted: str) -> Commitment:
    """The promise with another cut, its fields read anew; a time limit that a person set stays where it fits.

    ``wanted`` is the whole quote, or its first and last words with ``…`` between them.  Raises ``UsageError`` where
    the text does not hold it near the present cut.
    """
    text = reply.document.text
    cut = find_cut(text, wanted, (commitment.start, commitment.end))
    if cut is None:
        if find_places(text, wanted):
            raise UsageError(
                f"“{wanted}”与现在的引文不相连，没有改；如果是漏掉的另一项承诺，请用 `tracker add-promise` 补入"
            )
        raise UsageError(f"原文里没有“{wanted}”，没有改；请照原文输入整句，或“开头几个字…末尾几个字”")
    return _keep_limit(commitment, read_span(reply, *cut))


def divide(reply: Reply, commitment: Commitment, words: str) -> tuple[Commitment, Commitment]:
    """The promise in two, the second of which begins with some words; ``UsageError`` where that is not clear."""
    text = reply.document.text
    start, end = commitment.start, commitment.end
    breaks = find_breaks(text, (start, end), words)
    if len(breaks) != 1:
        problem = f"在引文里有 {len(breaks)} 处，请多输入几个字" if breaks else "不在引文里，或者就在开头"
        raise UsageError(f"“{words}”{problem}；请输入后一项开头的几个字")
    parts = (trim(text, (start, breaks[0])), trim(text, (breaks[0], end)))
    first, second = (_keep_limit(commitment, read_span(reply, *part)) for part in parts)
    return first, second


def join(reply: Reply, first: Commitment, second: Commitment) -> Commitment:
    """Two promises as one, from the first start to the last end."""
    joined = read_span(reply, min(first.start, second.start), max(first.end, second.end))
    return _keep_limit(second, _keep_limit(first, joined))


def _keep_limit(before: Commitment, reading: Commitment) -> Commitment:
    """The reading with the time limit that a person gave it before, where its words still stand in the quote."""
    if before.rule != BY_HAND or before.deadline is None or before.deadline.text not in reading.text:
        return reading
    return _with_deadline(reading, before.deadline)


def set_limit(commitment: Commitment, words: str, day: date | None, reference: date | None) -> Commitment:
    """The promise with the time limit that stands in some words of its quote.

    Without a ``day`` the words are read as the program reads them in a reply of the day ``reference``.  Raises
    ``UsageError`` where the quote does not hold the words.
    """
    places = find_quotes(commitment.text, words)
    if not places:
        raise UsageError(f"引文里没有“{words}”，没有改；承诺时限须是引文里的原话，另定日期请只输入日期")
    start, end = places[0]
    return _with_deadline(commitment, _read_limit(commitment.text[start:end], day, reference))


def drop_limit(commitment: Commitment) -> Commitment:
    """The promise without a time limit."""
    return _with_deadline(commitment, None)


def _read_limit(words: str, day: date | None, reference: date | None) -> Deadline:
    mention = find_deadline(fold(words), reference)
    read = as_deadline(mention, words) if mention is not None else None
    if day is None:
        return read or Deadline(words, None, DeadlineKind.EVENT, DeadlineBasis.EVENT)
    if read is not None and read.date == day:
        return read
    explicit = str(day.year) in re.findall(r"\d+", fold(words))
    return Deadline(words, day, DeadlineKind.DATE, DeadlineBasis.EXPLICIT if explicit else DeadlineBasis.RELATIVE)


def _with_deadline(commitment: Commitment, deadline: Deadline | None) -> Commitment:
    grade = grade_of(commitment.owner_basis, deadline, commitment.targets, fold(commitment.text))
    return replace(commitment, deadline=deadline, grade=grade, rule=BY_HAND)
