"""The verdict on a piece: which stretches of it are commitments, and what the rest is.

A sentence is read clause by clause.  A commitment grows from a clause that promises (in a next-step
passage or a list of measures also from a tenseless measure), takes in the conditions before it and the
aims after it, and is cut by past, courtesy and request, by another actor and by another time limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, Sense, find_clauses, is_strong
from tracker.extraction.cutting import find_doer, is_other_deed, without_lead
from tracker.extraction.findings import Finding, Setting
from tracker.extraction.organs import Actor, find_charged, find_speaker, find_subject, is_self
from tracker.extraction.pieces import Piece
from tracker.extraction.tense import is_dated, is_dated_ahead, is_past, names_day_ahead, sets_past
from tracker.model import Verdict

_BREAKS = frozenset({Sense.COURTESY, Sense.REQUEST, Sense.REFUSAL, Sense.SALUTATION})
_NO_MEASURES = frozenset({Sense.DONE, Sense.BACKGROUND, Sense.REFUSAL, Sense.REQUEST})
_CAN_PROMISE = frozenset({Sense.ACTION, Sense.NEUTRAL, Sense.CONDITION})
_REST = (
    (Sense.COURTESY, Verdict.COURTESY),
    (Sense.REQUEST, Verdict.REQUEST),
    (Sense.REFUSAL, Verdict.REFUSAL),
    (Sense.DONE, Verdict.DONE),
)
_SHORTEST = 4
_SHORT_CLAUSE = 10
_BARE = re.compile(
    r"(?:正在?|将|拟|即将|准备|计划){1,2}[^，。；]{2,6}$|正(?:在)?进行[^，。；]{2,10}$|(?:将|拟|计划|预计)(?:于[^，]{2,8}?)?(?:进场)?(?:开工|动工|施工|启动|清零|投用|拆除|完工)(?:建设)?$"
)
_GOES_ON = re.compile(r"并(?!非|不)|同时|另外|此外|还|也|每(?:半?年|季度|月|周)")
_IF = re.compile(r"如(?!何|期|下|果?您|有问题|有意见)|若(?!您)|一旦|条件(?:成熟|具备|允许)")
_THEN = re.compile(r"即(?!将)|立即|则|同步|将|再|优先|启动|安排|予以|组织")
_TOLD = ("指出", "强调", "要求", "明确")
_WAIT = re.compile(r"(?:待|俟)(?!遇)")
_VOW = re.compile(r"做好(?:本职|各项)?工作|办好人民满意|努力工作|更好地?服务|认真研究落实")


def judge(text: str, piece: Piece, setting: Setting) -> list[Finding]:
    """The findings of a piece (folded ``text``), in order; at least one."""
    clauses = find_clauses(text, piece.start, piece.end)
    found = _Sentence(text, clauses, setting).read()
    if not found:
        verdict, rule = rest_of(clauses)
        return [Finding(piece.start, piece.end, verdict, rule, clauses=clauses)]
    return sorted([*found, *_around(clauses, found)], key=lambda finding: finding.start)


def _around(clauses: list[Clause], found: list[Finding]) -> Iterator[Finding]:
    """What stands in the sentence beside its commitments, each run of clauses with its own verdict."""
    run: list[Clause] = []
    for clause in [*clauses, None]:
        if clause is not None and not any(one.start < clause.end and clause.start < one.end for one in found):
            run.append(clause)
            continue
        if any(one.sense is not Sense.LINK for one in run):
            verdict, rule = rest_of(run)
            yield Finding(run[0].start, run[-1].end, verdict, rule, clauses=run)
        run = []


def rest_of(clauses: list[Clause]) -> tuple[Verdict, str]:
    """The verdict on a sentence that promises nothing, and its rule."""
    for sense, verdict in _REST:
        for clause in clauses:
            if clause.sense is sense:
                return verdict, clause.rule
    return Verdict.BACKGROUND, next((clause.rule for clause in clauses if clause.sense is not Sense.LINK), "neutral")


class _Sentence:
    """Reads one sentence from left to right."""

    def __init__(self, text: str, clauses: list[Clause], setting: Setting) -> None:
        self.text = text
        self.clauses = clauses
        self.setting = setting
        self.findings: list[Finding] = []
        self.growing: Finding | None = None
        self.held: list[Clause] = []
        """Conditions and topics that wait for the deed they belong to."""
        self.past_actor: Actor | None = None
        """Whom the past clause of the sentence speaks of."""
        self.past: Clause | None = None
        """The past clause right before."""
        self.next_step = setting.next_step
        self.charged = bool(clauses) and find_charged(text, clauses[0].start, clauses[-1].end) is not None
        """Brackets charge somebody with it."""
        self.tenseless = self._takes_tenseless()
        self.settled = False
        """A past clause stands before: only a strong cue promises now."""
        self.polite = False
        """A courtesy or a request stands before: only somebody's own word promises now."""
        self.believes = False
        """The courtesy says what is hoped for (相信…)."""
        self.broken = False
        """Some clause is no part of any promise."""
        self.speaker: Actor | None = None
        """Whose words are told."""

    def read(self) -> list[Finding]:
        for clause in self.clauses:
            self.next_step = self.next_step or clause.opens
            self._read_clause(clause)
        if self.growing is not None and self.held:
            self._extend(self.growing, self.held.pop())
        elif self.next_step and not self.findings and not self.broken and self._holds_a_deed():
            self._take(self.held.pop())
        self._close()
        return [finding for finding in self.findings if self._says_something(finding)]

    def _holds_a_deed(self) -> bool:
        if not self.held:
            return False
        last = self.held[-1]
        return last.end - last.start >= _SHORT_CLAUSE and not self.text.startswith(("关于", "针对"), last.start)

    def _says_something(self, finding: Finding) -> bool:
        words = self.text[finding.start : finding.end]
        return len(words) >= _SHORTEST and not _VOW.fullmatch(words)

    def _takes_tenseless(self) -> bool:
        """True where a measure without tense is a promise here."""
        if not self.clauses:
            return False
        first = self.clauses[0]
        if self.charged:
            return True
        if self.setting.promising and first.sense in (Sense.ACTION, Sense.CONDITION):
            return True
        senses = {clause.sense for clause in self.clauses}
        if senses & _NO_MEASURES:
            return False
        if self.setting.directed or (self.setting.measures and Sense.ACTION in senses):
            return True
        if self.setting.follows and _GOES_ON.match(self.text, first.start, first.end):
            return True
        words = self.text[first.start : self.clauses[-1].end]
        return Sense.ACTION in senses and names_day_ahead(words, self.setting.day)

    def _read_clause(self, clause: Clause) -> None:
        if clause.opens:
            self.settled = False
        if clause.sense in _BREAKS:
            self._break(clause)
        elif clause.sense is Sense.LINK:
            if self.growing is None or clause.opens:
                self._close()
        elif clause.sense in (Sense.DONE, Sense.BACKGROUND) or is_past(self.text, clause, self.setting.day):
            self._close()
            self.broken = True
            self.settled = self.settled or clause.sense is not Sense.BACKGROUND or sets_past(self.text, clause)
            self.past = clause
            self.past_actor = find_subject(self.text, clause.start, clause.end) or self.past_actor
        elif self._starts(clause):
            self._take(clause)
        elif self.growing is None or clause.sense is Sense.CONDITION:
            self.held.append(clause)
        elif clause.sense is Sense.AIM:
            self._extend(self.growing, clause)
        elif clause.sense is Sense.NEUTRAL and self.growing.clauses[-1].rule == "listed" and not self.next_step:
            self._close()
        else:
            self._take(clause)

    def _break(self, clause: Clause) -> None:
        self._close()
        self.broken = True
        self.speaker = find_speaker(self.text, clause.start, clause.end) or self.speaker
        self.polite = self.polite or clause.sense in (Sense.COURTESY, Sense.REQUEST)
        self.believes = self.believes or clause.rule == "belief"
        self.settled = self.settled or self.text.endswith(_TOLD, clause.start, clause.end)

    def _starts(self, clause: Clause) -> bool:
        """True where a commitment can begin, or go on by its own force, in this clause."""
        if clause.sense is Sense.FUTURE:
            if self.polite:
                return is_strong(clause) and self._is_own_word(clause)
            return is_strong(clause) or not self.settled
        if self.growing is not None:
            return is_dated_ahead(self.text, clause, self.setting.day)
        if clause.sense in _CAN_PROMISE and self._is_promised_here(clause):
            return True
        if self.polite or self.settled:
            return False
        if self.next_step:
            return clause.sense in (Sense.ACTION, Sense.NEUTRAL)
        if self.charged or self.setting.directed:
            return self.tenseless and clause.sense in (Sense.ACTION, Sense.NEUTRAL)
        return self.tenseless and clause.sense is Sense.ACTION

    def _is_promised_here(self, clause: Clause) -> bool:
        return self._waits() or self._follows_if(clause) or is_dated_ahead(self.text, clause, self.setting.day)

    def _is_own_word(self, clause: Clause) -> bool:
        """感谢…, 我们将会同有关部门… promises; 相信…, 工作一定会取得成效 does not."""
        words = self.text[clause.start : clause.end]
        held = "".join(self.text[one.start : one.end] for one in self.held)
        if self.believes:
            return is_dated(held + words)
        subject = find_subject(self.text, without_lead(self.text, clause.start, clause.end), clause.end)
        return is_self(words[:6]) or subject is not None or is_dated(held + words)

    def _waits(self) -> bool:
        """A condition stands before: what follows 待…后 is promised, after 如… what says so (即, 则)."""
        return any(_WAIT.match(self.text, held.start, held.end) for held in self.held)

    def _follows_if(self, clause: Clause) -> bool:
        if not _THEN.match(self.text, clause.start, clause.end):
            return False
        return any(_IF.match(self.text, held.start, held.end) for held in self.held)

    def _take(self, clause: Clause) -> None:
        """Lets the growing commitment take in a clause, or begins a new one with it."""
        if self.growing is not None and not is_other_deed(self.text, self.growing, self.held, clause):
            self._extend(self.growing, clause)
            return
        held = self.held
        if self.growing is not None:
            self._close()
            self.held = held
        first = self._first_of(clause)
        start = without_lead(self.text, first.start, clause.end)
        self.growing = Finding(start, clause.end, Verdict.COMMITMENT, clause.rule, self.next_step, clauses=[clause])
        self._note(self.growing, clause)
        self.held = []
        self.past = None

    def _extend(self, growing: Finding, clause: Clause) -> None:
        growing.end = clause.end
        growing.next_step = growing.next_step or self.next_step
        growing.clauses += [*self.held, clause]
        self._note(growing, clause)
        self.held = []

    def _note(self, growing: Finding, clause: Clause) -> None:
        """Keeps who acts and whether the clause promises by itself."""
        growing.future = growing.future or clause.sense is Sense.FUTURE
        begin = without_lead(self.text, clause.start, clause.end)
        doer = find_doer(self.text, begin, clause.end)
        if (doer and growing.actor is None) or (doer and doer.how == "by" and begin == doer.start - 1):
            growing.actor = doer
        growing.actor = growing.actor or self.speaker or self.past_actor
        growing.own = growing.own or is_self(self.text[begin : clause.end])

    def _close(self) -> None:
        if self.growing is not None:
            self.findings.append(self.growing)
        self.growing = None
        self.held = []
        self.past = None

    def _first_of(self, clause: Clause) -> Clause:
        """The clause where the commitment of ``clause`` begins."""
        if self.past is not None and not self.held and _BARE.match(self.text, clause.start, clause.end):
            return self.past
        if not self.held:
            return clause
        begin = without_lead(self.text, clause.start, clause.end)
        if clause.opens and begin > clause.start and not self.settled:
            return self.held[0] if self.text.startswith(("针对", "对于"), self.held[0].start) else clause
        own = is_self(self.text[begin : begin + 4]) or find_subject(self.text, begin, clause.end) is not None
        if self.settled or own:
            return next((held for held in self.held if held.sense is Sense.CONDITION), clause)
        return self.held[0]
