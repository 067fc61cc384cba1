"""The verdict on a piece: which stretches of it are commitments, and what the rest is.

A sentence is read clause by clause.  A commitment grows from a clause that promises (in a next-step
passage or a list of measures also from a tenseless measure), takes in the conditions before it and the
aims after it, and is cut by past, courtesy and request, by another actor and by another time limit.
"""

from __future__ import annotations

import re
from datetime import date
from dataclasses import dataclass, field

from tracker.extraction.clauses import Clause, Sense, find_clauses, is_strong
from tracker.extraction.deadlines import find_mentions
from tracker.extraction.organs import Actor, find_actor, find_speaker, find_subject, is_self
from tracker.extraction.pieces import Piece
from tracker.model import DeadlineKind, Verdict


@dataclass(frozen=True, slots=True)
class Setting:
    """What the judgement must know of a piece's surroundings."""

    next_step: bool
    """It stands in a next-step passage."""
    measures: bool
    """It stands in a list of measures that answers the proposal."""
    promising: bool = False
    """An item of its list promised already."""
    follows: bool = False
    """The sentence before it, in the same line, ended in a promise."""
    day: date | None = None
    """The day of the reply."""


@dataclass(slots=True)
class Finding:
    """A stretch with its verdict, while it grows."""

    start: int
    end: int
    verdict: Verdict
    rule: str
    next_step: bool = False
    actor: Actor | None = None
    """Who is named in it."""
    own: bool = False
    """It speaks of 我局, 我市 …"""
    future: bool = False
    """A clause in it promises by itself."""
    topic: Actor | None = None
    """Who the sentences around it speak of, where it names nobody itself."""
    clauses: list[Clause] = field(default_factory=list)
    """Its clauses."""


_BREAKS = frozenset({Sense.COURTESY, Sense.REQUEST, Sense.REFUSAL, Sense.SALUTATION})
_REST = (
    (Sense.COURTESY, Verdict.COURTESY),
    (Sense.REQUEST, Verdict.REQUEST),
    (Sense.REFUSAL, Verdict.REFUSAL),
    (Sense.DONE, Verdict.DONE),
)
_CAN_PROMISE = frozenset({Sense.ACTION, Sense.NEUTRAL, Sense.CONDITION})
_DEEDS = re.compile(r"(?:全面|正式|基本|全部|组织|开始)?(?:启动|完成|开工|实施|建成|开展|投入|竣工|实现|出台|印发|开通|安装|验收|交付|动工)")
_SHORTEST = 5
_LONG_CLAUSE = 14
_LEAD = re.compile(
    r"(?:(?:与此同时|同时也?|此外|另外|因此|为此|所以|但是?|而且|并且|并|且|然后|其中|最后|再次|一方面|另一方面|接着|首先|其次|不过|再)，?(?!持|购)"
    r"|(?:目前|现在|届时|近期|当前|对此)，"
    r"|(?:在)?下一?(?:步|阶段)(?:的?工作)?(?:中|里|计划|打算|安排)?，?"
    r"|(?:在)?(?:今后|以后|后续|接下来|后期|未来)(?:的?工作)?(?:中|里)?，?(?!有))"
)
_SUPPOSES = re.compile(r"如(?!何|期)|若")
_STRIVES = re.compile(r"(?:并|且)?(?:力争|争取|确保|务必)")
_PLANS = re.compile(r"(?:计划|拟|预计)")
_GENERIC_END = re.compile(r"^(?:预计|计划|力争|争取|确保|预期|将|可|全部|于|在|\s)*(?:$|(?:完成|完工|竣工|建成|通车|通水|投入|投用|交付|到位|实施|施工|使用|全部|落成|启用|开通|开放|验收|即可|，|[的]|全面|基本|前){1,4}.{0,6}$)")
_WE_WILL = tuple(f"我{word}将" for word in "局委部办镇乡们")
_BARE = re.compile(r"(?:正在?|将|拟|即将|准备|计划){1,2}[^，。；]{2,6}$")
_OWN_CONDITION = re.compile(
    r"^(?:并|且|同时|再)?(?:待|俟)|^(?:并|且|同时|再)?(?:在)?.{0,24}(?:审议|审批|批准|批复|通过|同意|到位|下达|完成|完工|建成|竣工|成熟|确定|落实|验收|评审)(?:之|以)?后(?!续|期|，?[^，]{0,4}可|，?能)"
)
_JOINS = re.compile(r"并(?!非|不)|同时|另外|此外|还|也")
_WAIT = re.compile(r"(?:待|俟)(?!遇)")
_DAY = re.compile(r"(?<!\d)(?<!至)(?<!到)(?<![计期于]划)(?P<year>20\d\d年|今年|同年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>\d{1,2}日)?(?!底|份?前|上旬|中旬|下旬|末|\d|前|之前|以前)")
_PAST_YEAR = re.compile(r"(?:^|(?<=[，。；于在]))(20\d\d)年(?:度|底|初|末|上半年|下半年)?(?=，|$|我|全|完|新|共|通|组|开|由|启|经)")
_SINCE = re.compile(r"近年来?|近几年来?|多年来|长期以来|一直以来|过去|[^，]{1,12}以来")
_YEAR_RULES = frozenset({"year", "within-year", "years"})
_VOW = re.compile(r"做好(?:本职|各项)?工作|办好人民满意|努力工作|更好地?服务|认真研究落实")


def judge(text: str, piece: Piece, setting: Setting) -> list[Finding]:
    """The findings of a piece (folded ``text``), in order; at least one."""
    clauses = find_clauses(text, piece.start, piece.end)
    found = _Sentence(text, clauses, setting).read()
    if not found:
        verdict, rule = rest_of(clauses)
        return [Finding(piece.start, piece.end, verdict, rule, clauses=clauses)]
    return found


def rest_of(clauses: list[Clause]) -> tuple[Verdict, str]:
    """The verdict on a sentence that promises nothing."""
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
        self.open: Finding | None = None
        self.pending: list[Clause] = []
        self.past: Clause | None = None
        self.next_step = setting.next_step
        self.tenseless = self._takes_tenseless()
        self.settled = False
        """A past clause stands before: only a strong cue promises now."""
        self.polite = False
        """A courtesy or a request stands before: only a strong cue promises now."""
        self.broken = False
        """Some clause is no part of any promise."""
        self.speaker: Actor | None = None
        """Whose words are told."""

    def _takes_tenseless(self) -> bool:
        senses = {clause.sense for clause in self.clauses}
        if self.setting.promising and self.clauses and self.clauses[0].sense in (Sense.ACTION, Sense.CONDITION):
            return True
        if senses & {Sense.DONE, Sense.BACKGROUND, Sense.REFUSAL, Sense.REQUEST}:
            return False
        if self.setting.measures and Sense.ACTION in senses:
            return True
        first = self.text[self.clauses[0].start : self.clauses[0].end] if self.clauses else ""
        if self.setting.follows and _JOINS.match(first):
            return True
        return Sense.ACTION in senses and self._names_a_day_ahead()

    def _names_a_day_ahead(self) -> bool:
        if not self.clauses or self.setting.day is None:
            return False
        words = self.text[self.clauses[0].start : self.clauses[-1].end]
        return any(
            mention.date is not None and mention.date > self.setting.day and mention.rule.name not in _YEAR_RULES
            for mention in find_mentions(words, self.setting.day)
        )

    def read(self) -> list[Finding]:
        for clause in self.clauses:
            self.next_step = self.next_step or clause.opens
            self._read_clause(clause)
        if self.open is not None and self.pending:
            self._extend(self.pending.pop())
        elif self.next_step and not self.findings and self.pending and not self.broken:
            self._take(self.pending.pop())
        self._close()
        return [
            finding
            for finding in self.findings
            if finding.end - finding.start >= _SHORTEST and not _VOW.fullmatch(self.text[finding.start : finding.end])
        ]

    def _read_clause(self, clause: Clause) -> None:
        if clause.opens:
            self.settled = False
        if clause.sense in _BREAKS:
            self._close()
            self.broken = True
            self.speaker = find_speaker(self.text, clause.start, clause.end) or self.speaker
            self.polite = self.polite or clause.sense in (Sense.COURTESY, Sense.REQUEST)
        elif clause.sense is Sense.LINK:
            if self.open is None or clause.opens:
                self._close()
        elif clause.sense in (Sense.DONE, Sense.BACKGROUND) or self._is_past(clause):
            self._close()
            self.broken = True
            self.settled = self.settled or clause.sense is not Sense.BACKGROUND or self._sets_past(clause)
            self.past = clause
        elif self._starts(clause):
            self._take(clause)
        elif self.open is None or clause.sense is Sense.CONDITION:
            self.pending.append(clause)
        elif clause.sense is Sense.NEUTRAL and self.open.clauses[-1].rule == "listed" and not self.next_step:
            self._close()
        else:
            self._take(clause)

    def _sets_past(self, clause: Clause) -> bool:
        return clause.rule == "effect" or _SINCE.match(self.text, clause.start, clause.end) is not None

    def _is_past(self, clause: Clause) -> bool:
        """A day before the reply's, and no word of the future."""
        if clause.sense is Sense.FUTURE and is_strong(clause):
            return False
        year = _PAST_YEAR.search(self.text, clause.start, clause.end)
        if year and self.setting.day and int(year[1]) < self.setting.day.year:
            return True
        found = _DAY.search(self.text, clause.start, clause.end)
        if not found or (self.setting.day is None and not found["day"]):
            return False
        if self.setting.day is None:
            return True
        year_number = int(found["year"][:4]) if found["year"] and found["year"][0] == "2" else self.setting.day.year
        return (year_number, int(found["month"])) < (self.setting.day.year, self.setting.day.month)

    def _starts(self, clause: Clause) -> bool:
        """True where a commitment can begin, or go on by its own force, in this clause."""
        if clause.sense is Sense.FUTURE:
            return is_strong(clause) or not (self.settled or self.polite)
        if self.open is not None:
            return self._is_dated_ahead(clause)
        if (self._waits() or self._is_dated_ahead(clause)) and clause.sense in _CAN_PROMISE:
            return True
        if self.polite or self.settled:
            return False
        if self.next_step:
            return clause.sense in (Sense.ACTION, Sense.NEUTRAL, Sense.AIM)
        return self.tenseless and clause.sense is Sense.ACTION

    def _is_dated_ahead(self, clause: Clause) -> bool:
        """10月中旬启动…: a month or quarter to come in front of a deed."""
        words = self.text[clause.start : clause.end]
        mention = next((m for m in find_mentions(words, self.setting.day) if m.start <= 2), None)
        if mention is None or mention.rule.name not in ("month", "quarter", "year-part", "within-year"):
            return False
        ahead = mention.date is not None and self.setting.day is not None and mention.date > self.setting.day
        return (ahead or self.setting.day is None) and _DEEDS.match(words, mention.end) is not None

    def _waits(self) -> bool:
        return any(_WAIT.match(self.text, held.start, held.end) for held in self.pending)

    def _take(self, clause: Clause) -> None:
        if self.open is not None and not self._splits(self.pending[0] if self.pending else clause, clause):
            self._extend(clause)
            return
        pending = self.pending
        if self.open is not None:
            self._close()
            self.pending = pending
        first = self._first_of(clause)
        self.open = Finding(
            first.start, clause.end, Verdict.COMMITMENT, clause.rule, next_step=self.next_step, clauses=[clause]
        )
        self.open.start = self._without_lead(first.start, clause.end)
        self._note(clause)
        self.pending = []
        self.past = None

    def _extend(self, clause: Clause) -> None:
        if self.open is None:
            return
        self.open.end = clause.end
        self.open.next_step = self.open.next_step or self.next_step
        self.open.clauses += [*self.pending, clause]
        self._note(clause)
        self.pending = []

    def _note(self, clause: Clause) -> None:
        """Keeps who acts and whether the clause promises by itself."""
        if self.open is None:
            return
        self.open.future = self.open.future or clause.sense is Sense.FUTURE
        begin = self._without_lead(clause.start, clause.end)
        actor = self._actor(begin, clause.end) or self.speaker
        if actor and self.open.actor is None:
            self.open.actor = actor
        self.open.own = self.open.own or is_self(self.text[begin : clause.end])

    def _actor(self, start: int, end: int) -> Actor | None:
        return find_subject(self.text, start, end) or find_actor(self.text, start, end)

    def _close(self) -> None:
        if self.open is not None:
            self.findings.append(self.open)
        self.open = None
        self.pending = []
        self.past = None

    def _first_of(self, clause: Clause) -> Clause:
        """The clause where the commitment of ``clause`` begins."""
        if self.past is not None and not self.pending and _BARE.match(self.text, clause.start, clause.end):
            return self.past
        if not self.pending:
            return clause
        if self.settled:
            return next((held for held in self.pending if held.sense is Sense.CONDITION), clause)
        begin = self._without_lead(clause.start, clause.end)
        if clause.opens and begin > clause.start:
            return self.pending[0] if self.text.startswith(("针对", "对于"), self.pending[0].start) else clause
        if is_self(self.text[begin : begin + 4]) or find_subject(self.text, begin, clause.end):
            return next((held for held in self.pending if held.sense is Sense.CONDITION), clause)
        return self.pending[0]

    def _splits(self, first: Clause, clause: Clause) -> bool:
        """True where ``clause`` (with conditions from ``first``) is another deed than the open one."""
        assert self.open is not None
        begin = self._without_lead(clause.start, clause.end)
        if _OWN_CONDITION.match(self.text[first.start : first.end]) and self.open.future:
            return True
        actor = self._actor(begin, clause.end)
        if actor and actor.how != "charged" and (clause.sense is Sense.FUTURE or actor.how == "by"):
            name = self.text[actor.start : actor.end]
            known = self.open.actor and self.text[self.open.actor.start : self.open.actor.end]
            if name != known and (known or self.open.own or self.open.future):
                return True
        if self.open.future and clause.end - clause.start > _LONG_CLAUSE and self.text.startswith("目前", clause.start):
            return True
        if self.pending and not self.open.own and self.open.future and self.text.startswith(_WE_WILL, begin):
            return True
        if self.open.actor and self.open.actor.how != "charged" and re.match(r"我[局委部办镇乡们厅中单]", self.text[begin : begin + 2]):
            return True
        return self._has_own_deadline(first, clause)

    def _has_own_deadline(self, first: Clause, clause: Clause) -> bool:
        """Another day for another deed; 预计9月中旬完成 only dates the deed before it."""
        assert self.open is not None
        words = self.text[first.start : clause.end]
        dated = [m for m in find_mentions(words, None) if m.rule.kind is DeadlineKind.DATE and m.start <= 6]
        if first is not clause and _SUPPOSES.match(words) and any(find_mentions(self.text[clause.start : clause.end], None)):
            return True
        if not dated or not self.open.future or _STRIVES.match(words):
            return False
        if not self._is_dated() and not _PLANS.match(words):
            return False
        return not _GENERIC_END.match(words[: dated[0].start] + words[dated[0].end :])

    def _is_dated(self) -> bool:
        assert self.open is not None
        words = self.text[self.open.start : self.open.end]
        return any(mention.rule.kind is DeadlineKind.DATE for mention in find_mentions(words, None))

    def _without_lead(self, start: int, end: int) -> int:
        found = _LEAD.match(self.text, start, end)
        while found and found.end() < end:
            start = found.end()
            found = _LEAD.match(self.text, start, end)
        return start
