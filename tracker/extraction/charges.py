"""Plan paragraphs that end in who is charged with them: （责任单位：…；完成时限：…）, 〔牵头单位：…〕, or a line of such labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.tasks import TASK_CHARGE, Span, Task, find_members

_OWNER = r"(?:牵头|责任|主办|主责|实施|落实|负责|整改)(?:责任|落实|实施)?(?:单位|部门|主体|处室|科室)"
_PARTNERS = r"(?:配合|协办|协同|参与|参加|协助|协作|会办)(?:责任|落实|实施)?(?:单位|部门|处室|科室)"
_DEADLINE = (
    r"(?:(?:计划|整改|任务|工作|预计)*(?:完成|办结|整改|落实|实施|推进|竣工|建成)(?:时间|日期)"
    r"|(?:[^\s，。；：（）]{2,4})?(?:时限|期限|时间节点))(?:要求)?"
)
_PERSON = r"(?:责任|负责|联系|牵头|分管|包保)(?:人|领导)"
_LABEL = re.compile(
    rf"(?<![^\s（〔【，；。、：])(?:(?P<owner>{_OWNER})|(?P<partners>{_PARTNERS})|(?P<deadline>{_DEADLINE})|(?P<person>{_PERSON}))：\s*"
)
_BRACKETS = re.compile(r"（(?:[^（）\n]|（[^（）\n]*）)*）|〔[^〔〕\n]*〕|【[^【】\n]*】|\[[^\[\]\n]*\]")
_UNLABELLED = re.compile(
    r".(?P<owner>[^（），；。：]{2,60}?)(?:等?(?:按(?:照)?职责分工|分别|具体)?负责|牵头(?:负责)?)"
    r"(?:[，；](?P<partners>[^（）。：]{2,120}?)(?:等?(?:按(?:照)?职责分工)?负责|配合|参与|参加|协助|协同))?."
)
_ITEM = re.compile(
    r"(?P<l2>（[一二三四五六七八九十]{1,3}）)、?|(?:(?<=[。；：！？）〕】\n])|^|(?<=[\s\u3000]))\s*(?:(?P<l1>第?[一二三四五六七八九十]{1,3}、)"
    r"|(?P<l3>\d{1,2}(?:、|[.．](?!\d)|[.．](?=20\d\d[年-])))|(?P<l4>（\d{1,2}）|[①-⑳]))\s*"
)
_HEADING = re.compile(r"[^。；，：\n]{2,30}[。：](?=[^。]{4,})")
_TRIM = " \u3000\n，；。、"
_LONGEST = 1500
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class _Charge:
    """The words that charge somebody: a bracket, or labelled lines."""

    span: Span
    owner: Span | None
    partners: tuple[Span, ...]
    deadline: Span | None
    bracket: bool


def find_charges(text: str, start: int, end: int) -> list[Task]:
    """The tasks of folded ``text[start:end]`` that end in a charge, in order."""
    tasks = []
    before = start
    for charge in _charges(text, start, end):
        found = _find_deed(text, before, charge)
        before = charge.span[1]
        if found is None:
            continue
        theme, deed = found
        quote_end = charge.span[1]
        tasks.append(
            Task(
                whole=(deed[0], quote_end),
                quote=(deed[0], quote_end),
                deed=deed,
                rule=TASK_CHARGE,
                owner=charge.owner,
                partners=charge.partners,
                deadline=charge.deadline,
                theme=theme,
            )
        )
    return tasks


def _charges(text: str, start: int, end: int) -> Iterator[_Charge]:
    """Brackets with labels, and runs of labels that begin a line or follow a sentence; in order."""
    found = [
        charge
        for one in _BRACKETS.finditer(text, start, end)
        if (charge := _read_bracket(text, one.span())) is not None
    ]
    taken = [charge.span for charge in found]
    found += [charge for charge in _labelled_lines(text, start, end) if not _inside(charge.span, taken)]
    return iter(sorted(found, key=lambda charge: charge.span))


def _inside(span: Span, taken: list[Span]) -> bool:
    return any(span[0] < right and left < span[1] for left, right in taken)


def _read_bracket(text: str, span: Span) -> _Charge | None:
    labelled = _read_labels(text, span[0], span[1] - 1, span, bracket=True)
    if labelled is not None:
        return labelled
    if text[span[0]] not in "（〔":
        return None
    found = _UNLABELLED.fullmatch(text, *span)
    if found is None:
        return None
    partners = find_members(text, found.span("partners")) if found["partners"] else ()
    return _Charge(span, found.span("owner"), partners, None, bracket=True)


def _read_labels(text: str, start: int, end: int, span: Span, *, bracket: bool) -> _Charge | None:
    """What the labels in a stretch name; a second owner's label (牵头单位, 责任单位) names those who help."""
    values: dict[str, Span] = {}
    partners: list[Span] = []
    labels = list(_LABEL.finditer(text, start, end))
    for index, label in enumerate(labels):
        limit = labels[index + 1].start() if index + 1 < len(labels) else end
        value = _trimmed(text, label.end(), limit)
        if value[0] >= value[1]:
            continue
        name = label.lastgroup or ""
        if name == "partners" or (name == "owner" and "owner" in values):
            partners += find_members(text, value)
        else:
            values.setdefault(name, value)
    if "owner" not in values and not (bracket and "deadline" in values):
        return None
    return _Charge(span, values.get("owner"), tuple(partners), values.get("deadline"), bracket)


def _labelled_lines(text: str, start: int, end: int) -> Iterator[_Charge]:
    """Labels that take the rest of a line, and the lines of labels right below it."""
    run: list[Span] = []
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        label = _LABEL.search(text, *line.span())
        opens = label is not None and not text[line.start() : label.start()].strip(_TRIM)
        if run and not opens:
            yield from _read_run(text, run)
            run = []
        if label is None or "|" in line[0]:
            continue
        if opens or text[label.start() - 1] in "。；  ":
            run.append((label.start(), line.end()))
    yield from _read_run(text, run)


def _read_run(text: str, run: list[Span]) -> Iterator[_Charge]:
    if run:
        span = (run[0][0], _trimmed(text, run[0][0], run[-1][1])[1])
        charge = _read_labels(text, *span, span, bracket=False)
        if charge is not None:
            yield charge


def _find_deed(text: str, before: int, charge: _Charge) -> tuple[Span | None, Span] | None:
    """The topic and the span of what the charge is about: the item of the list that it ends."""
    end = charge.span[0]
    line = text.rfind("\n", before, end) + 1 or before
    if not text[line:end].strip(_TRIM):
        end = before + len(text[before:line].rstrip(_TRIM + "。"))
        line = text.rfind("\n", before, end) + 1 or before
    begin = _item_start(text, max(line, before), end)
    begin, end = _trimmed(text, max(begin, end - _LONGEST), end)
    if end - begin < _SHORTEST or text[end - 1] == "：" or "|" in text[begin:end]:
        return None
    heading = _HEADING.match(text, begin, end)
    if heading is None:
        return None, (begin, end)
    return (begin, heading.end() - 1), (heading.end(), end)


def _item_start(text: str, start: int, end: int) -> int:
    """Where the item begins: behind its enumerator; a charge behind 1. 2. 3. is one of all three."""
    items = [(int(found.lastgroup[1:]), found) for found in _ITEM.finditer(text, start, end) if found.lastgroup]
    if not items:
        return start
    level = items[-1][0]
    if level <= 2:
        return items[-1][1].end()
    first = len(items) - 1
    while first > 0 and items[first - 1][0] >= level:
        first -= 1
    siblings = [found for depth, found in items[first:] if depth == level]
    if len(siblings) == 1:
        return items[-1][1].end()
    return items[first - 1][1].end() if first > 0 else siblings[0].end()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end
