"""The walk over a letter: its sentences judged in order, each with what stands before it in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.extraction.cues import find_cue
from tracker.extraction.findings import Finding, Setting
from tracker.extraction.judgement import judge
from tracker.extraction.organs import Actor, find_lead, find_subject, is_self
from tracker.extraction.outline import Outline, Place
from tracker.extraction.pieces import Piece, find_pieces
from tracker.model import Reply, Verdict

_IN_MID_CLAUSE = "promised-later"
_TURNS_BACK = re.compile(r"(?:目前|近年来|近几年|一直以来|截至|截止|现在|今年以来|据统计)")


@dataclass(slots=True)
class _Scope:
    """A next-step passage that is open."""

    depth: int
    """Number of items around its opener; an item at this depth or above ends it."""
    line: int
    """The line of its opener."""


class Walk:
    """Judges the pieces of the letter's body in order."""

    def __init__(self, reply: Reply, text: str, without: Sequence[tuple[int, int]] = ()) -> None:
        """``without`` are spans that are read otherwise, such as the lines of a task table."""
        self.text = text
        pieces = find_pieces(text, reply.body_start, reply.body_end)
        self.pieces = [piece for piece in pieces if not any(a <= piece.start < b for a, b in without)]
        self.outline = Outline(text, self.pieces)
        self.scope: _Scope | None = None
        self.day = reply.header.day
        self.promising: dict[tuple[int, ...], bool] = {}
        self.before: Finding | None = None
        self.topic: Actor | None = None
        self.topic_line = -1
        self.openers = [_opener_of(text[piece.start : piece.end]) for piece in self.pieces]
        self.last_opener = max((index for index, name in enumerate(self.openers) if name), default=-1)

    def judged(self) -> Iterator[tuple[Finding, Place]]:
        """Every finding of the letter with its place, in order; to be called once."""
        for index, piece in enumerate(self.pieces):
            place = self.outline.place(index)
            self._leave_scope(piece, place)
            self._update_topic(index, piece)
            findings = self._judge(index, piece, place)
            self._update_scope(index, piece, place)
            for finding in findings:
                if finding.verdict is not Verdict.COMMITMENT:
                    finding.next_step = self.scope is not None
                finding.topic = self.topic
                self.topic = finding.actor if finding.actor and finding.actor.how == "subject" else self.topic
            self._remember(piece, place, findings)
            yield from ((finding, place) for finding in findings)

    def _update_scope(self, index: int, piece: Piece, place: Place) -> None:
        """Opens a next-step passage behind an opener; ``_leave_scope`` has ended the one before."""
        if self.openers[index] not in (None, _IN_MID_CLAUSE):
            self.scope = _Scope(len(place.item), piece.line)

    def _leave_scope(self, piece: Piece, place: Place) -> None:
        if self.scope and piece.level is not None and len(place.item) <= self.scope.depth:
            self.scope = None

    def _judge(self, index: int, piece: Piece, place: Place) -> list[Finding]:
        if place.heading:
            return [Finding(piece.start, piece.end, Verdict.HEADING, "heading")]
        setting = self._setting(index, piece, place)
        findings = judge(self.text, piece, setting)
        if self.scope and not self.openers[index] and self._ends_scope(piece, findings):
            self.scope = None
            findings = judge(self.text, piece, replace(setting, next_step=False))
        return findings

    def _update_topic(self, index: int, piece: Piece) -> None:
        """Keeps the organ that the sentences of a line speak of; 我局 or another line ends it."""
        words = self.text[piece.start : piece.end]
        if piece.line != self.topic_line or is_self(words):
            self.topic = None
        self.topic_line = piece.line
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        lead = following is not None and piece.ender == "" and following.level is not None
        found = (
            find_lead(self.text, piece.start, piece.end) if lead else find_subject(self.text, piece.start, piece.end)
        )
        self.topic = found or self.topic

    def _setting(self, index: int, piece: Piece, place: Place) -> Setting:
        promising = piece.level is not None and self.promising.get(place.item[:-1], False)
        measures = place.measures and (index > self.last_opener or promising or place.directed)
        follows = self.before is not None and "\n" not in self.text[self.before.end : piece.start]
        return Setting(
            next_step=self.scope is not None,
            measures=measures,
            directed=place.directed,
            promising=promising,
            follows=follows,
            day=self.day,
        )

    def _remember(self, piece: Piece, place: Place, findings: list[Finding]) -> None:
        """Whether a list has an item that promises, and whether the sentence before did."""
        promised = any(finding.verdict is Verdict.COMMITMENT and finding.future for finding in findings)
        if piece.level is not None and promised:
            self.promising[place.item[:-1]] = True
        last = findings[-1] if findings else None
        self.before = last if last and last.verdict is Verdict.COMMITMENT else None

    def _ends_scope(self, piece: Piece, findings: list[Finding]) -> bool:
        if _TURNS_BACK.match(self.text, piece.start):
            return True
        return all(finding.verdict in (Verdict.COURTESY, Verdict.DONE) for finding in findings)


def _opener_of(words: str) -> str | None:
    """The name of the first opener in the clauses of a sentence; one in mid-clause (承诺以后会) counts last."""
    cues = [cue.name for cue in (find_cue("opener", clause) for clause in words.split("，")) if cue]
    return next((name for name in cues if name != _IN_MID_CLAUSE), cues[0] if cues else None)
