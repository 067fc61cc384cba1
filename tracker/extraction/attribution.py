"""From a judged stretch to a commitment: owner, partners, time limit, targets, grade."""

from __future__ import annotations

import re
from datetime import date

from tracker.extraction.clauses import STRONG_RULES
from tracker.extraction.deadlines import as_deadline, find_deadline, parse_cell_date
from tracker.extraction.findings import Finding
from tracker.extraction.grading import grade_of
from tracker.extraction.organs import find_charged, find_partners
from tracker.extraction.targets import find_targets
from tracker.extraction.tasks import Task
from tracker.model import (
    Commitment,
    Deadline,
    DeadlineBasis,
    DeadlineKind,
    Genre,
    OwnerBasis,
    Reply,
    Section,
    Target,
)

_VAGUE = re.compile(r"^(?:各?(?:有关|相关)|各)(?:部门|单位|方面)")
_REACH = 3000
_TITLE_REACH = 60
_SHORT = re.compile(r"^(?:该)?(?:公司|中心|集团|学校|医院|研究院|单位|协会|局)$")


class Attribution:
    """Fills the fields of the commitments of one reply, in the order of the text."""

    def __init__(self, reply: Reply, text: str) -> None:
        self.reply = reply
        self.text = text
        self.previous: tuple[Finding, str] | None = None

    def commitment(self, finding: Finding, theme: tuple[int, int] | None) -> Commitment:
        """The commitment of a finding; ``theme`` is the span of its topic heading."""
        source = self.reply.document.text
        start, end = finding.start, finding.end
        owner, basis = self._owner(finding)
        deadline = self._deadline(start, end)
        targets = tuple(
            Target(source[start + a : start + b], value, unit)
            for a, b, value, unit in find_targets(self.text[start:end])
        )
        return Commitment(
            text=source[start:end],
            start=start,
            end=end,
            section=Section.NEXT_STEP if finding.next_step else Section.BODY,
            theme=source[theme[0] : theme[1]] if theme else None,
            owner=owner,
            owner_basis=basis,
            partners=tuple(source[a:b] for a, b in find_partners(self.text, start, end)),
            deadline=deadline,
            targets=targets,
            grade=grade_of(basis, deadline, targets, self.text[start:end]),
            rule=finding.rule,
        )

    def task(self, task: Task) -> Commitment:
        """The commitment of a row of a task table, or of a plan's paragraph with the charge behind it."""
        source = self.reply.document.text
        start, end = task.quote
        issuer = self.reply.header.issuer
        owner = source[slice(*task.owner)] if task.owner else issuer
        basis = OwnerBasis.NAMED if task.owner else OwnerBasis.ISSUER if issuer else OwnerBasis.UNSPECIFIED
        deadline = self._time_limit(*task.deadline) if task.deadline else None
        if deadline is None:
            deadline = self._deadline(*task.deed)
            if deadline and deadline.kind is not DeadlineKind.DATE and "。" in self.text[slice(*task.deed)]:
                # 每年 and 定期 in one sentence of many limit that sentence, not the task.
                deadline = None
        targets = tuple(
            Target(source[task.deed[0] + a : task.deed[0] + b], value, unit)
            for a, b, value, unit in find_targets(self.text[slice(*task.deed)])
        )
        return Commitment(
            text=source[start:end],
            start=start,
            end=end,
            section=Section.BODY,
            theme=source[slice(*task.theme)] if task.theme else None,
            owner=owner,
            owner_basis=basis,
            partners=tuple(source[slice(*partner)] for partner in task.partners),
            deadline=deadline,
            targets=targets,
            grade=grade_of(basis, deadline, targets, self.text[start:end]),
            rule=task.rule,
        )

    def _owner(self, finding: Finding) -> tuple[str | None, OwnerBasis]:
        issuer = self.reply.header.issuer
        own = (issuer, OwnerBasis.ISSUER if issuer else OwnerBasis.UNSPECIFIED)
        charged = find_charged(self.text, finding.start, finding.end)
        if charged:
            return self._full_name(charged.start, charged.end), OwnerBasis.NAMED
        if finding.actor:
            name = self._full_name(finding.actor.start, finding.actor.end)
            self.previous = (finding, name)
            return name, OwnerBasis.UNSPECIFIED if _VAGUE.match(self.text[finding.actor.start :]) else OwnerBasis.NAMED
        if self.previous and not finding.own and self._carries_on(self.previous[0], finding):
            name = self.previous[1]
            self.previous = (finding, name)
            return name, OwnerBasis.NAMED
        self.previous = None
        if finding.topic and not finding.own and self._is_about(finding):
            return self._full_name(finding.topic.start, finding.topic.end), OwnerBasis.NAMED
        return own

    def _is_about(self, finding: Finding) -> bool:
        """A sentence without a subject goes on about the topic: an item of its list, or tenseless, or opened by a day."""
        assert finding.topic is not None
        if finding.topic.how == "lead":
            return True
        between = self.text[finding.topic.end : finding.start]
        if re.search(r"同时[^，]{0,2}$|此外|另外|下一步|今后", between[-12:]) or _enumerated(between):
            return False
        timed = re.match(r"20\d\d年|今年|明年|每年", self.text[finding.start : finding.end])
        return finding.rule not in STRONG_RULES or timed is not None

    def _carries_on(self, before: Finding, finding: Finding) -> bool:
        """An actor reaches over the clauses that follow in its sentence and the tenseless sentences after it."""
        between = self.text[before.end : finding.start]
        if "\n" in between or len(between) > 40:
            return False
        if not re.search(r"[。；！？]", between):
            return True
        return not finding.future and not re.search(r"同时|此外|另外|我们|我局", between) and not _enumerated(between)

    def _full_name(self, start: int, end: int) -> str:
        """The name as printed; 公司 or 该中心 alone stands for the last full name of that sort."""
        source = self.reply.document.text
        name = source[start:end]
        if not _SHORT.match(self.text[start:end]):
            return name
        kind = self.text[start:end].removeprefix("该")
        longer = list(
            re.finditer(
                rf"[^，。；：、“”《》\s的为对向在由和与，该]{{2,20}}?{kind}", self.text[max(0, start - _REACH) : start]
            )
        )
        if not longer:
            return name
        offset = max(0, start - _REACH)
        return source[offset + longer[-1].start() : offset + longer[-1].end()]

    def _time_limit(self, start: int, end: int) -> Deadline | None:
        """What a cell or a label gives as time limit: any of the words for one, a bare date, 长期."""
        found = self._deadline(start, end)
        if found is not None:
            return found
        words, printed = self.text[start:end], self.reply.document.text[start:end]
        day = parse_cell_date(words)
        if day is not None:
            return Deadline(printed, day, DeadlineKind.DATE, DeadlineBasis.EXPLICIT)
        if re.match(r"长期|持续|常态|常年|全程|贯穿", words):
            return Deadline(printed, None, DeadlineKind.RECURRING, DeadlineBasis.RECURRING)
        return None

    def _reference(self) -> date | None:
        """The day that relative words count from: the text's own, else the beginning of the year in its title."""
        if self.reply.header.day is not None or self.reply.genre is not Genre.NONE:
            return self.reply.header.day
        year = re.search(r"(20[1-4]\d)年", self.text[:_TITLE_REACH])
        return date(int(year[1]), 1, 1) if year else None

    def _deadline(self, start: int, end: int) -> Deadline | None:
        mention = find_deadline(self.text[start:end], self._reference())
        if mention is None:
            return None
        return as_deadline(mention, self.reply.document.text[start + mention.start : start + mention.end])


def _enumerated(between: str) -> bool:
    return (
        re.search(r"[一二三四五六七八九十]是|(?:^|[。；：\s])（?[一二三四五六七八九十\d]{1,2}[）、.]", between)
        is not None
    )
