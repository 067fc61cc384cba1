"""Where one commitment ends and the next begins, inside of a sentence.

The rules are those of the annotation guide: commas do not cut, except before a different deed with another
explicit actor or with its own time limit or condition.
"""

from __future__ import annotations

import re

from tracker.extraction.clauses import Clause, Sense
from tracker.extraction.deadlines import find_mentions
from tracker.extraction.findings import Finding
from tracker.extraction.organs import Actor, find_actor, find_subject
from tracker.extraction.tense import is_dated
from tracker.model import DeadlineKind

_LEAD = re.compile(
    r"(?:(?:与此同时|同时也?|此外|另外|因此|为此|所以|但是?|而且|并且|并|且|然后|其中|最后|再次|一方面|另一方面|"
    r"接着|首先|其次|不过)，?(?!持|购)"
    r"|(?:目前|现在|届时|近期|当前|对此)，"
    r"|(?:在)?下一?(?:步|阶段)(?:的?工作)?(?:中|里|计划|打算|安排)?，?"
    r"|(?:在)?(?:今后|以后|后续|接下来|后期|未来)(?:的?工作)?(?:中|里)?，?(?!有))"
)
_EVENT = "审议|审批|批准|批复|通过|同意|到位|下达|完成|完工|建成|竣工|成熟|确定|落实|验收|评审"
_OWN_CONDITION = re.compile(
    rf"^(?:并|且|同时|再)?(?:待|俟|一旦)|^(?:并|且|同时|再)?(?:在)?.{{0,24}}(?:{_EVENT})(?:之|以)?后(?!续|期|，?[^，]{{0,4}}可|，?能)"
)
_SUPPOSES = re.compile(r"如(?!何|期)|若")
_STRIVES = re.compile(r"(?:并|且)?(?:力争|争取|确保|务必)")
_PLANS = re.compile(r"(?:计划|拟|预计)")
_SAME_DEED = re.compile(
    r"^(?:预计|计划|力争|争取|确保|预期|承诺|将|可|全部|于|在|\s)*(?:$|(?:完成|完工|竣工|建成|通车|通水|投入|投用|交付|到位|"
    r"实施|施工|使用|全部|落成|启用|开通|开放|验收|并|投运|通行|具备|条件|即可|，|的|全面|基本|前){1,4}.{0,2}$)"
)
_FINISHES = re.compile(r"[^，]{0,4}?(?:完成|实现|建成)(?P<object>[^，]{2})")
_WE = re.compile(r"我[局委部办镇乡们厅中单]")
_WE_WILL = re.compile(r"我[局委部办镇乡们]将")
_RECURS = re.compile(r"并?每(?:半年|季度|学期|年|月|周)(?:向|通报|公布|公示|报告|抽检|调度|召开|组织)")
_NAMES_OWNER = re.compile(r"由[^，]{2,24}?(?:牵头|具体|组织)?(?:负责|承担|实施|落实)(?:建设|实施|落实|办理)?$")
_LONG_CLAUSE = 14


def without_lead(text: str, start: int, end: int) -> int:
    """The offset behind connectives and openers (下一步, 同时, 并) at ``start``."""
    found = _LEAD.match(text, start, end)
    while found and found.end() < end:
        start = found.end()
        found = _LEAD.match(text, start, end)
    return start


def find_doer(text: str, start: int, end: int) -> Actor | None:
    """The organ that a clause without its lead names as acting."""
    return find_subject(text, start, end) or find_actor(text, start, end)


def is_other_deed(text: str, growing: Finding, held: list[Clause], clause: Clause) -> bool:
    """True where ``clause``, with the conditions ``held`` before it, is another deed than the growing one."""
    first = held[0] if held else clause
    begin = without_lead(text, clause.start, clause.end)
    if growing.future and _OWN_CONDITION.match(text[first.start : first.end]):
        return True
    if clause.opens and not growing.next_step:
        return True
    if _has_other_actor(text, growing, begin, clause):
        return True
    if growing.future and _RECURS.match(text, clause.start, clause.end):
        return True
    if growing.future and clause.end - clause.start > _LONG_CLAUSE and text.startswith("目前", clause.start):
        return True
    if held and growing.future and not growing.own and _WE_WILL.match(text, begin):
        return True
    if growing.actor and growing.actor.how != "charged" and _WE.match(text, begin):
        return True
    return _has_own_deadline(text, growing, first, clause)


def _has_other_actor(text: str, growing: Finding, begin: int, clause: Clause) -> bool:
    actor = find_doer(text, begin, clause.end)
    if _NAMES_OWNER.match(text, clause.start, clause.end):
        return False
    if actor is None or actor.how == "charged" or not (clause.sense is Sense.FUTURE or actor.how == "by"):
        return False
    known = growing.actor
    if known and text[known.start : known.end] == text[actor.start : actor.end]:
        return False
    return known is not None or growing.own or growing.future


def _has_own_deadline(text: str, growing: Finding, first: Clause, clause: Clause) -> bool:
    """Another day for another deed; 预计9月中旬完成 only dates the deed before it."""
    words = text[first.start : clause.end]
    if first is not clause and _SUPPOSES.match(words) and any(find_mentions(text[clause.start : clause.end], None)):
        return True
    dated = [m for m in find_mentions(words, None) if m.rule.kind is DeadlineKind.DATE and m.start <= 6]
    if not dated or _STRIVES.match(words):
        return False
    if not is_dated(text[growing.start : growing.end]) and not (growing.future and _PLANS.match(words)):
        return False
    bare = words[: dated[0].start] + words[dated[0].end :]
    done = _FINISHES.match(bare)
    if done and done["object"] in text[growing.start : growing.end]:
        return False
    return not _SAME_DEED.match(bare)
