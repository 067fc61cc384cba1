"""From a reply to its segments and commitments; pure and deterministic."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.chinese import fold
from tracker.extraction.attribution import Attribution
from tracker.extraction.charges import find_charges
from tracker.extraction.cutting import find_doer, without_lead
from tracker.extraction.findings import Finding
from tracker.extraction.organs import is_self
from tracker.extraction.outline import Place
from tracker.extraction.tables import find_tables
from tracker.extraction.tasks import TASK_TABLE, Task
from tracker.extraction.walk import Walk
from tracker.model import BY_HAND, Commitment, Extraction, Genre, OwnerBasis, Reply, Segment, Verdict

_BESIDE = "beside-tasks"
"""The rule of a plan's sentences that charge nobody."""
_OPENS_DONE = re.compile(r"(?:目前|现|截至[^，]{2,15}|今年以来)?，?(?:均|全部|全面)?已")


def extract(reply: Reply) -> Extraction:
    """All segments and commitments of a reply.  Raises nothing; the same reply gives the same result.

    A text that answers nobody may be a plan or a list: where it charges somebody with tasks, these are its
    commitments and what it says besides is none.
    """
    text = fold(reply.document.text)
    headers, tasks = find_tables(text, reply.body_start, reply.body_end)
    rows = [*headers, *(task.whole for task in tasks)]
    charges = find_charges(text, reply.body_start, reply.body_end)
    charges = [task for task in charges if not any(a < task.whole[1] and task.whole[0] < b for a, b in rows)]
    judged = list(Walk(reply, text, without=rows).judged())
    attribution = Attribution(reply, text)
    if reply.genre is Genre.NONE and (tasks or charges):
        tasks = sorted(
            [*tasks, *(_settled(text, task, judged) for task in charges)],
            key=lambda task: (task.quote[0], task.quote[1]),
        )
        findings, commitments = _beside(tasks, judged), []
    else:
        findings = [finding for finding, _ in judged]
        commitments = [
            _charged(reply, attribution.commitment(finding, place.theme), charges)
            for finding, place in judged
            if finding.verdict is Verdict.COMMITMENT
        ]
    findings += [Finding(*span, Verdict.HEADING, TASK_TABLE) for span in headers]
    for task in tasks:
        if task.done:
            findings.append(Finding(*task.whole, Verdict.DONE, task.rule))
        else:
            findings.append(Finding(*task.quote, Verdict.COMMITMENT, task.rule))
            commitments.append(attribution.task(task))
    return Extraction(reply, _segments(reply, findings), tuple(sorted(commitments, key=lambda one: one.start)))


def _settled(text: str, task: Task, judged: list[tuple[Finding, Place]]) -> Task:
    """The task, done where it opens with what is done and nothing in it is promised."""
    inside = [one.verdict for one, _ in judged if task.deed[0] <= one.start < task.deed[1]]
    past = _OPENS_DONE.match(text, *task.deed) is not None
    return replace(task, done=past and Verdict.DONE in inside and Verdict.COMMITMENT not in inside)


def _beside(tasks: list[Task], judged: list[tuple[Finding, Place]]) -> list[Finding]:
    """The findings outside of the tasks of a plan: what it says besides is no commitment of anybody."""
    findings = []
    for finding, _ in judged:
        if any(finding.start < task.whole[1] and task.whole[0] < finding.end for task in tasks):
            continue
        if finding.verdict is Verdict.COMMITMENT:
            finding.verdict, finding.rule = Verdict.BACKGROUND, _BESIDE
        findings.append(finding)
    return findings


def _charged(reply: Reply, commitment: Commitment, charges: list[Task]) -> Commitment:
    """The commitment with the owner that the bracket behind its paragraph charges, where it names none itself."""
    source = reply.document.text
    for task in charges:
        if task.owner and task.whole[0] <= commitment.start and commitment.end <= task.whole[1]:
            if commitment.owner_basis is OwnerBasis.NAMED:
                return commitment
            partners = commitment.partners or tuple(source[slice(*one)] for one in task.partners)
            owner = source[slice(*task.owner)]
            return replace(commitment, owner=owner, owner_basis=OwnerBasis.NAMED, partners=partners)
    return commitment


def read_span(reply: Reply, start: int, end: int) -> Commitment:
    """The commitment that a person cut as ``[start, end)``: its fields as they are read from there.

    The section and the theme are those of the place; the rule is ``BY_HAND``.
    """
    text = fold(reply.document.text)
    around = _around(reply, text, start)
    begin = without_lead(text, start, end)
    finding = Finding(start, end, Verdict.COMMITMENT, BY_HAND)
    finding.actor = find_doer(text, begin, end)
    finding.own = is_self(text[begin:end])
    if around is not None:
        finding.next_step = around[0].next_step
        finding.topic = around[0].topic
    return Attribution(reply, text).commitment(finding, around[1].theme if around else None)


def _around(reply: Reply, text: str, at: int) -> tuple[Finding, Place] | None:
    """The finding at an offset, or the last one before it."""
    found = None
    for finding, place in Walk(reply, text).judged():
        if finding.start > at and found is not None:
            break
        found = (finding, place)
    return found


def _segments(reply: Reply, findings: list[Finding]) -> tuple[Segment, ...]:
    """The findings and what stands around them, so that every visible character is in one segment."""
    text = reply.document.text
    segments: list[Segment] = []
    at = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        segments += _gap(reply, at, finding.start)
        segments.append(
            Segment(finding.start, finding.end, text[finding.start : finding.end], finding.verdict, finding.rule)
        )
        at = max(at, finding.end)
    return (*segments, *_gap(reply, at, len(text)))


def _gap(reply: Reply, start: int, end: int) -> list[Segment]:
    """What no piece covers: enumerators and marks inside of the letter, lines outside of it."""
    text = reply.document.text
    segments = []
    for found in re.finditer(r"\S[^\n]*", text[start:end]):
        left = start + found.start()
        right = left + len(found[0].rstrip())
        inside = reply.body_start <= left < reply.body_end
        rule = "mark" if inside else "outside-letter"
        segments.append(Segment(left, right, text[left:right], Verdict.CLUTTER, rule))
    return segments
