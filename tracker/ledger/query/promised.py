"""The fields of what was promised: by whom, until when, where it stands and how well it can be checked."""

from __future__ import annotations

from tracker.ledger.query.field import Field, Kind, Value, from_reading, one
from tracker.ledger.rows import find_haystack
from tracker.ledger.units import find_lead
from tracker.model import DeadlineKind, Grade, Item, Section
from tracker.profile import find_start

_IN_UNIT = (
    "(lead, place) IN (SELECT lead, place FROM (SELECT lead, place, (SELECT unit FROM names WHERE"
    " names.place = leads.place AND printed = lead) AS unit FROM (SELECT DISTINCT lead, place FROM items) AS leads)"
    " WHERE {})"
)
_IN_PARTNERS = (
    "EXISTS (SELECT 1 FROM (SELECT value FROM json_each("
    + from_reading("partners", "partners")
    + ") UNION ALL SELECT replace(owner, lead, '')) WHERE {})"
)


def _partners(item: Item) -> tuple[Value, ...]:
    """Named as such, and the other ones of joint owners."""
    lead = find_lead(item.owner)
    return (*item.commitment.partners, item.owner.replace(lead, "") if item.owner and lead else None)


def _deadline(item: Item) -> tuple[Value, ...]:
    return (item.commitment.deadline.date,) if item.commitment.deadline else ()


def _deadline_kind(item: Item) -> tuple[Value, ...]:
    return (item.commitment.deadline.kind,) if item.commitment.deadline else ()


PROMISED: tuple[Field, ...] = (
    Field(
        "id",
        ("编号",),
        Kind.IDS,
        ("id",),
        one(lambda item: item.id),
        label="事项的编号，单写数字即可",
        meaning="the item itself",
        example="3-7,12",
    ),
    Field(
        "text",
        ("文字",),
        Kind.WORDS,
        ("haystack",),
        one(find_haystack),
        test="instr({column}, {words}) > 0",
        label="承诺原文、主题、进展情况、备注、存在问题、下步措施、案由、标题里的字；不带冒号的词就是它",
        meaning="quote, theme, notes and the subject of the reply; what a word without a colon asks for",
        example="路灯",
    ),
    Field(
        "unit",
        ("单位", "牵头单位"),
        Kind.ORGAN,
        ("unit", "lead"),
        lambda item: (item.unit, find_lead(item.owner)),
        within=_IN_UNIT,
        label="牵头单位：归并后的单位名称，或原文里的写法",
        meaning="the organ that leads, by the name of its unit or as printed",
        example="住建",
    ),
    Field(
        "owner",
        ("责任单位",),
        Kind.ORGAN,
        ("owner",),
        one(lambda item: item.owner),
        label="原文写的责任单位，含联合的各家",
        meaning="the owner as printed, with joint ones",
        example="住房和城乡建设局",
    ),
    Field(
        "partner",
        ("配合单位", "配合"),
        Kind.ORGAN,
        ("value",),
        _partners,
        within=_IN_PARTNERS,
        keys=("partners",),
        label="配合单位，含联合责任单位中牵头以外的各家",
        meaning="organs that help",
        example="财政局",
    ),
    Field(
        "deadline",
        ("承诺时限",),
        Kind.DAYS,
        (from_reading("deadline.date", "deadline_date"),),
        _deadline,
        label="答复里承诺的日期",
        meaning="the day that the reply promises",
        example="2024",
    ),
    Field(
        "deadline_kind",
        ("时限类型",),
        Kind.CHOICE,
        (from_reading("deadline.kind", "deadline_kind"),),
        _deadline_kind,
        choices=DeadlineKind,
        label="答复里写的时限是哪一种",
        meaning="what sort of time limit the reply names",
        example="周期",
    ),
    Field(
        "grade",
        ("可核查度",),
        Kind.CHOICE,
        (from_reading("grade", "grade"),),
        one(lambda item: item.commitment.grade.value),
        choices=Grade,
        label="可核查的程度",
        meaning="how well it can be checked",
        example="软",
    ),
    Field(
        "section",
        ("位置",),
        Kind.CHOICE,
        (from_reading("section", "section"),),
        one(lambda item: item.commitment.section.value),
        choices=Section,
        label="在答复的哪一部分",
        meaning="where in the reply it stands",
        example="正文",
    ),
    Field(
        "theme",
        ("主题", "事项主题"),
        Kind.WORDS,
        (from_reading("theme", "theme"),),
        one(lambda item: item.commitment.theme),
        label="上面的小标题",
        meaning="the heading above it",
        example="无",
    ),
    Field(
        "dated",
        ("答复日期",),
        Kind.DAYS,
        ("dated_on",),
        one(find_start),
        label="答复日期，没有就是录入日期",
        meaning="day of the reply, else that of the addition",
        example="2024-06..2024-09",
    ),
    Field(
        "place",
        ("地区",),
        Kind.WORDS,
        ("place",),
        one(lambda item: item.place),
        label="答复单位所在的地区",
        meaning="the jurisdiction of the reply",
        example="云溪市",
    ),
)
"""Fields of an item that its reading and its owner decide."""
