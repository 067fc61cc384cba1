"""From a reply to its segments and commitments; pure and deterministic."""

from __future__ import annotations

import re

from tracker.chinese import fold
from tracker.extraction.attribution import Attribution
from tracker.extraction.cutting import find_doer, without_lead
from tracker.extraction.findings import Finding
from tracker.extraction.organs import is_self
from tracker.extraction.outline import Place
from tracker.extraction.tables import TASK_TABLE, find_tables
from tracker.extraction.walk import Walk
from tracker.model import BY_HAND, Commitment, Extraction, Reply, Section, Segment, Verdict


def extract(reply: Reply) -> Extraction:
    """All segments and commitments of a reply.  Raises nothing; the same reply gives the same result."""
    text = fold(reply.document.text)
    headers, rows = find_tables(text, reply.body_start, reply.body_end)
    walk = Walk(reply, text, without=[*headers, *(row.line for row in rows)])
    judged = list(walk.judged())
    attribution = Attribution(reply, text)
    commitments = [
        attribution.commitment(finding, place.theme)
        for finding, place in judged
        if finding.verdict is Verdict.COMMITMENT
    ]
    findings = [finding for finding, _ in judged]
    findings += [Finding(*span, Verdict.HEADING, TASK_TABLE) for span in headers]
    for row in rows:
        if row.done:
            findings.append(Finding(*row.line, Verdict.DONE, TASK_TABLE))
        else:
            findings.append(Finding(*row.quote, Verdict.COMMITMENT, TASK_TABLE))
            commitments.append(attribution.row(row, Section.BODY))
    return Extraction(reply, _segments(reply, findings), tuple(sorted(commitments, key=lambda one: one.start)))


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
