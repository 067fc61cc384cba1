"""The parts of a text as a letter: head, salutation, body, tail; every field of the header reads one ``Anatomy``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.chinese import fold
from tracker.model import BlockKind, Document
from tracker.reading.header.ending import find_ending
from tracker.reading.header.labels import Label, find_labels, first_value
from tracker.reading.header.salutation import CITIZEN, Salutation, find_salutation, skip_blank
from tracker.reading.header.vocabulary import HANZI, is_organ, tidy

_OPENING_END = re.compile(r"收悉|(?:答复|回复|函复|复函)(?:意见)?(?:告知)?(?:您|你)?(?:如下|：)")
"""The verb of the sentence that opens an answer, for letters without a salutation."""
_OPENING_ABOUT = re.compile(r"提案|建议|议案|来信|来函|留言|诉求|反映|咨询")
_LINE = re.compile(r"^[ |]*", re.MULTILINE)
_ADDRESSED = re.compile(r"您|你|贵|来信|来函|来电|网友|代表|委员")
_OPENING_REACH = 320
_PAGE_HEAD = 800
"""Labels of a page that is no letter stand within this distance of its beginning."""
_SPEAKER = re.compile(rf"(?:^|(?<=[\n。？！!?]))[ |]*(?P<organ>[{HANZI}（）]{{2,24}})(?:答复|回复|回应)? ?：[ ]*\n?")
_GREETED = re.compile(
    r"(?:您|你|网友).{0,24}?(?:来信|来电|留言|诉求|咨询|反映|邮件|提问|投诉|工单|建议|问题)"
    r"|收悉|(?:答复|回复|函复)如下",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A document cut into the parts of a letter; offsets count in ``document.text``."""

    document: Document
    """The source."""
    folded: str
    """``fold(document.text)``: what patterns are matched against."""
    labels: tuple[Label, ...]
    """Labels of the page and of the mailbox form."""
    salutation: Salutation | None
    """To deputies, members or an organ; a citizen's greeting is none."""
    mailbox: bool
    """True for the form of a citizens' mailbox (question and answer with labels)."""
    greeting: tuple[int, int] | None
    """Where a citizen is greeted at the beginning of an answer."""
    is_letter: bool
    """False where nothing opens like a letter; then all of the text is body."""
    letter_start: int
    """Salutation, or the beginning of the body."""
    body_start: int
    """Beginning of the answer."""
    body_end: int
    """End of the answer."""
    tail_end: int
    """End of the closing lines, beginning of the page's footer."""

    @property
    def head(self) -> str:
        """Folded text before the letter; of a text that is no letter, its first part."""
        return self.folded[: self.letter_start] if self.is_letter else self.folded[:1500]

    @property
    def opening(self) -> str:
        """Folded text of the letter's first sentences."""
        return self.folded[self.letter_start : min(self.body_start + 600, max(self.body_end, self.body_start))]

    @property
    def tail(self) -> str:
        """Folded text from the signature to the page's footer."""
        return self.folded[self.body_end : self.tail_end]

    def label(self, *keys: str) -> str | None:
        """The tidied value of the first of these labels that has one, as printed."""
        for key in keys:
            for at, start, end in ((label.at, label.start, label.end) for label in self.labels if label.key == key):
                inside = self.is_letter and not self.mailbox and self.letter_start <= at < self.tail_end
                if start < end and not inside:
                    return tidy(self.document.text[start:end])
        return None

    @property
    def answers_proposal(self) -> bool:
        """Whether a form names a proposal or suggestion as what is answered."""
        return any(label.key.startswith("propos") and label.start < label.end for label in self.labels)

    def cut(self, start: int, end: int) -> str:
        """A tidied piece of the source."""
        return tidy(self.document.text[start:end])


def read_anatomy(document: Document) -> Anatomy:
    """Cut a document into the parts of a letter."""
    folded = fold(document.text)
    labels = find_labels(folded)
    for attempt in (_mailbox, _deputies, _speaker, _opening, _citizen):
        found = attempt(document, folded, labels)
        if found:
            return found
    return _whole(document, folded, labels)


def _mailbox(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy | None:
    """Question and answer with labels; the answer's text alone is the body."""
    answers = [label for label in labels if label.key == "answer"]
    asked = [label.at for label in labels if label.key in _ASKING]
    if not answers or not asked or not any(at < answers[-1].at for at in asked):
        return None
    letter = find_salutation(folded)
    if letter and letter.start < min(asked):
        return None
    answer = next((label for label in answers if label.at > min(asked) and _holds_text(labels, label)), answers[-1])
    closing = (
        label.at
        for label in labels
        if label.at > answer.start and label.key in _CLOSING and not folded[label.at - 1].strip("\n |")
    )
    start = skip_blank(folded, answer.start)
    limit = max(start, min(closing, default=len(folded)))
    salutation = find_salutation(folded[start : min(limit, start + 1200)])
    if salutation:
        salutation = _shift(salutation, start)
    greeting = CITIZEN.match(folded, start)
    body = salutation.end if salutation else greeting.end() if greeting else start
    ending = find_ending(folded, min(body, limit), limit)
    return Anatomy(
        document,
        folded,
        labels,
        salutation,
        mailbox=True,
        greeting=greeting.span() if greeting else None,
        is_letter=True,
        letter_start=salutation.start if salutation else start,
        body_start=min(skip_blank(folded, body), ending.body_end),
        body_end=ending.body_end,
        tail_end=ending.tail_end,
    )


def _holds_text(labels: tuple[Label, ...], answer: Label) -> bool:
    """A label that is the heading of a block of other labels holds no text itself."""
    following = next((label.at for label in labels if label.at > answer.at), None)
    return following is None or answer.start < answer.end


_ASKING = frozenset({"question", "case_title", "asker", "asked", "proposal", "proposal_title", "proposer"})
_CLOSING = frozenset({"answered", "answerer", "case_number", "question", "case_title"})


def _shift(salutation: Salutation, by: int) -> Salutation:
    names = tuple((low + by, high + by) for low, high in salutation.names)
    return Salutation(salutation.start + by, salutation.end + by, names, salutation.title)


def _deputies(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy | None:
    salutation = find_salutation(folded)
    if salutation is None:
        return None
    return _letter(document, folded, labels, salutation, None, salutation.start, salutation.end)


def _speaker(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy | None:
    """网友咨询：… and then the answering organ with a colon."""
    question = first_value(labels, "question")
    if question is None:
        return None
    for match in _SPEAKER.finditer(folded, question[1]):
        if is_organ(match["organ"]):
            return _letter(document, folded, labels, None, None, match.end(), match.end())
    return None


def _opening(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy | None:
    """您提出的…收悉: the sentence that opens an answer, without anybody being greeted before it."""
    for verb in _OPENING_END.finditer(folded):
        low = max(0, verb.start() - _OPENING_REACH)
        start = skip_blank(folded, max(folded.rfind(mark, low, verb.start()) + 1 for mark in "。\n|") or low)
        sentence = folded[start : verb.end()]
        if not _OPENING_ABOUT.search(sentence) or not _ADDRESSED.search(sentence):
            continue
        if sentence.startswith("“") or re.search(r"请示|通知|批复", sentence):
            continue
        greeting = CITIZEN.match(folded, start)
        span = greeting.span() if greeting else None
        return _letter(document, folded, labels, None, span, start, span[1] if span else start)
    return None


def _citizen(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy | None:
    """A greeting at the beginning of a line that opens an answer to somebody."""
    for line in _LINE.finditer(folded):
        greeting = CITIZEN.match(folded, line.end())
        if greeting and _GREETED.search(folded, greeting.end(), greeting.end() + 160):
            return _letter(document, folded, labels, None, greeting.span(), greeting.start(), greeting.end())
    return None


def _letter(
    document: Document, folded: str, labels: tuple[Label, ...], salutation: Salutation | None,
    greeting: tuple[int, int] | None, start: int, body: int,
) -> Anatomy:  # fmt: skip
    footers = (BlockKind.FOOTER, BlockKind.NAVIGATION, BlockKind.ATTACHMENT, BlockKind.FOOTNOTE)
    after = (block.start for block in document.blocks if block.kind in footers and block.start > body)
    limit = min(after, default=len(folded))
    body = min(skip_blank(folded, body), limit)
    ending = find_ending(folded, body, limit)
    return Anatomy(
        document, folded, labels, salutation, mailbox=False, greeting=greeting, is_letter=True,
        letter_start=min(start, body), body_start=body, body_end=max(ending.body_end, body), tail_end=ending.tail_end,
    )  # fmt: skip


def _whole(document: Document, folded: str, labels: tuple[Label, ...]) -> Anatomy:
    page = max((label.end for label in labels if label.at < _PAGE_HEAD), default=0)
    ending = find_ending(folded, page)
    return Anatomy(
        document, folded, labels, None, mailbox=False, greeting=None, is_letter=False, letter_start=0, body_start=0,
        body_end=ending.body_end, tail_end=ending.tail_end,
    )  # fmt: skip
