"""The fields that a query can ask about: one table, for the parser, for Python, for SQL and for the documentation.

``read`` gives the values of an item in Python, empty values left out; fields of documents have none, since what is
asked of a document is asked of the ledger.  ``columns`` are the same values in SQL, and ``within`` is the condition
that surrounds a condition on them: a list in a column, or another table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.ledger.records import find_haystack
from tracker.ledger.units import find_lead
from tracker.model import DeadlineKind, Grade, Item, Labelled, ReplyKind, Review, Satisfaction, Section, Status
from tracker.profile import Light, find_start

Value = str | int | date | None
"""What a field holds."""
Read = Callable[[Item], tuple[Value, ...]]
"""How the values of a field are read from an item."""


class Kind(Enum):
    """What stands behind the colon."""

    IDS = "编号，如 3-7,12", "ids, as in 3-7,12"
    CHOICE = "几种之一", "one of the choices"
    WORDS = "文字", "words"
    ORGAN = "名称里的字，简称全称都行", "words of a name, short or in full"
    DAYS = "日期或范围", "a day or a range"
    YEARS = "年份或范围", "a year or a range"
    NUMBERS = "数或范围", "a number or a range"
    DOCUMENT = "编号、案号或文字", "an id, a case number or words"

    def __init__(self, label: str, meaning: str) -> None:
        self.label = label
        """In Chinese."""
        self.meaning = meaning
        """In English."""


class Letter(Labelled):
    """The letters of 办理结果."""

    A = "A", "A类"
    B = "B", "B类"
    C = "C", "C类"
    D = "D", "D类"


@dataclass(frozen=True, slots=True)
class Field:
    """One field."""

    key: str
    """English."""
    names: tuple[str, ...]
    """Chinese, the usual one first."""
    kind: Kind
    """What stands behind the colon."""
    columns: tuple[str, ...]
    """Expressions in SQL, any of which may meet a condition."""
    read: Read | None = None
    """The same from an item; ``None`` for a field of documents."""
    within: str = "{}"
    """The condition around a condition on the columns."""
    test: str | None = None
    """The condition of ``Words`` where it is another one than that a text has them."""
    choices: type[Labelled] | None = None
    """The members of a ``Kind.CHOICE``."""
    keys: tuple[str, ...] = ()
    """More English keys."""
    meaning: str = ""
    """What it is, in English."""
    label: str = ""
    """What it is, in Chinese."""
    example: str = ""
    """A value, for the documentation."""


def _reading(path: str, column: str) -> str:
    """What the reading in force says, else the first one."""
    return f"CASE WHEN reading IS NULL THEN {column} ELSE json_extract(reading, '$.{path}') END"


_IN_DOCUMENT = "document_id IN (SELECT id FROM documents WHERE {})"
_IN_UNIT = (
    "(lead, place) IN (SELECT lead, place FROM (SELECT lead, place, (SELECT unit FROM names WHERE"
    " names.place = leads.place AND printed = lead) AS unit FROM (SELECT DISTINCT lead, place FROM items) AS leads)"
    " WHERE {})"
)
_IN_PARTNERS = (
    "EXISTS (SELECT 1 FROM (SELECT value FROM json_each("
    + _reading("partners", "partners")
    + ") UNION ALL SELECT replace(owner, lead, '')) WHERE {})"
)
_IN_EVIDENCE = "EXISTS (SELECT 1 FROM json_each(evidence) WHERE {})"
_DOCUMENT = (
    "CASE WHEN {words} IN (SELECT CAST(id AS TEXT) FROM documents WHERE NOT withdrawn)"
    " THEN CAST(id AS TEXT) = {words}"
    " ELSE same_number(number, {words}) OR "
    + " OR ".join(f"instr(folded(coalesce({column}, '')), {{words}}) > 0" for column in ("title", "subject", "path"))
    + " END"
)


def _partners(item: Item) -> tuple[Value, ...]:
    """Named as such, and the other ones of joint owners."""
    lead = find_lead(item.owner)
    return (*item.commitment.partners, item.owner.replace(lead, "") if item.owner and lead else None)


def _deadline(item: Item) -> tuple[Value, ...]:
    return (item.commitment.deadline.date,) if item.commitment.deadline else ()


def _deadline_kind(item: Item) -> tuple[Value, ...]:
    return (item.commitment.deadline.kind,) if item.commitment.deadline else ()


def _one(read: Callable[[Item], Value]) -> Read:
    return lambda item: (read(item),)


FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        ("编号",),
        Kind.IDS,
        ("id",),
        _one(lambda item: item.id),
        label="事项的编号，单写数字即可",
        meaning="the item itself",
        example="3-7,12",
    ),
    Field(
        "text",
        ("文字",),
        Kind.WORDS,
        ("haystack",),
        _one(find_haystack),
        test="instr({column}, {words}) > 0",
        label="承诺原文、主题、备注、存在问题、下步措施、案由、标题里的字；不带冒号的词就是它",
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
        _one(lambda item: item.owner),
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
        "status",
        ("状态",),
        Kind.CHOICE,
        ("status",),
        _one(lambda item: item.status.value),
        choices=Status,
        label="状态；在办、逾期、临期、滞后、久未报按当天推算",
        meaning="how far it is, or how it stands today",
        example="推进中,未启动",
    ),
    Field(
        "due",
        ("时限",),
        Kind.DAYS,
        ("limit_on",),
        _one(lambda item: item.limit),
        keys=("limit",),
        label="计时用的时限：督办时限，没有就用承诺时限",
        meaning="the time limit that counts",
        example="..2024-12-31",
    ),
    Field(
        "set_due",
        ("督办时限", "督办"),
        Kind.DAYS,
        ("due",),
        _one(lambda item: item.due),
        label="人定的时限",
        meaning="the time limit set by a person",
        example="有",
    ),
    Field(
        "deadline",
        ("承诺时限",),
        Kind.DAYS,
        (_reading("deadline.date", "deadline_date"),),
        _deadline,
        label="答复里承诺的日期",
        meaning="the day that the reply promises",
        example="2024",
    ),
    Field(
        "deadline_kind",
        ("时限类型",),
        Kind.CHOICE,
        (_reading("deadline.kind", "deadline_kind"),),
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
        (_reading("grade", "grade"),),
        _one(lambda item: item.commitment.grade.value),
        choices=Grade,
        label="可核查的程度",
        meaning="how well it can be checked",
        example="软",
    ),
    Field(
        "review",
        ("核定",),
        Kind.CHOICE,
        ("review",),
        _one(lambda item: item.review.value),
        choices=Review,
        label="人的核定；不写这一条件就不含已剔除的",
        meaning="a person's judgement; without this, rejected items are left out",
        example="待核",
    ),
    Field(
        "light",
        ("亮灯", "灯"),
        Kind.CHOICE,
        (),
        choices=Light,
        label="按地区规则亮的灯",
        meaning="the light by the rules of the place",
        example="红,黄",
    ),
    Field(
        "progress",
        ("进度",),
        Kind.NUMBERS,
        ("progress",),
        _one(lambda item: item.progress),
        label="报来的进度（%）",
        meaning="percent that were reported",
        example="..50",
    ),
    Field(
        "evidence",
        ("佐证",),
        Kind.WORDS,
        ("json_extract(value, '$.location')",),
        lambda item: tuple(piece.location for piece in item.evidence),
        within=_IN_EVIDENCE,
        label="佐证的网址或路径里的字",
        meaning="evidence, by its address or path",
        example="无",
    ),
    Field(
        "section",
        ("位置",),
        Kind.CHOICE,
        (_reading("section", "section"),),
        _one(lambda item: item.commitment.section.value),
        choices=Section,
        label="在答复的哪一部分",
        meaning="where in the reply it stands",
        example="正文",
    ),
    Field(
        "theme",
        ("主题", "事项主题"),
        Kind.WORDS,
        (_reading("theme", "theme"),),
        _one(lambda item: item.commitment.theme),
        label="上面的小标题",
        meaning="the heading above it",
        example="无",
    ),
    Field(
        "note",
        ("备注",),
        Kind.WORDS,
        ("note",),
        _one(lambda item: item.note),
        label="最近一次备注",
        meaning="the latest note",
        example="有",
    ),
    Field(
        "problem",
        ("存在问题", "问题"),
        Kind.WORDS,
        ("problem",),
        _one(lambda item: item.problem),
        label="存在问题",
        meaning="what stands in the way",
        example="资金",
    ),
    Field(
        "measures",
        ("下步措施", "措施"),
        Kind.WORDS,
        ("measures",),
        _one(lambda item: item.measures),
        label="下步措施",
        meaning="what will be done next",
        example="无",
    ),
    Field(
        "confirmed_by",
        ("确认人", "销号确认人"),
        Kind.WORDS,
        ("confirmed_by",),
        _one(lambda item: item.confirmed_by),
        label="销号时的确认人",
        meaning="who confirmed the closing",
        example="督查室",
    ),
    Field(
        "reported",
        ("报送", "最近报送"),
        Kind.DAYS,
        ("reported_on",),
        _one(lambda item: item.reported_on),
        label="最近一次报送进展的日期",
        meaning="day of the latest report",
        example="..-30d",
    ),
    Field(
        "changed",
        ("变更", "最近变更"),
        Kind.DAYS,
        ("changed_on",),
        _one(lambda item: item.changed_on),
        label="最近一次变更的生效日期",
        meaning="effective day of the latest change",
        example="本周",
    ),
    Field(
        "since",
        ("状态起",),
        Kind.DAYS,
        ("status_since",),
        _one(lambda item: item.status_since),
        label="现在这一状态的起始日期",
        meaning="day since which the status is the same",
        example="..-3月",
    ),
    Field(
        "dated",
        ("答复日期",),
        Kind.DAYS,
        ("dated_on",),
        _one(find_start),
        label="答复日期，没有就是录入日期",
        meaning="day of the reply, else that of the addition",
        example="2024-06..2024-09",
    ),
    Field(
        "moves",
        ("延期", "延期次数"),
        Kind.NUMBERS,
        ("due_moves",),
        _one(lambda item: item.due_moves),
        label="督办时限改过几次",
        meaning="how often a due was moved",
        example="2..",
    ),
    Field(
        "reopened",
        ("重新打开",),
        Kind.NUMBERS,
        ("reopened",),
        _one(lambda item: item.reopened),
        label="办结后又重新打开过几次",
        meaning="how often it was finished and then open again",
        example="1..",
    ),
    Field(
        "place",
        ("地区",),
        Kind.WORDS,
        ("place",),
        _one(lambda item: item.place),
        label="答复单位所在的地区",
        meaning="the jurisdiction of the reply",
        example="云溪市",
    ),
    Field(
        "document",
        ("文件", "来源文件"),
        Kind.DOCUMENT,
        ("id",),
        within=_IN_DOCUMENT,
        test=_DOCUMENT,
        label="来源文件的编号、案号，或标题、案由、路径里的字",
        meaning="the reply, by its id, case number, or words of title or path",
        example="3",
    ),
    Field(
        "number",
        ("案号",),
        Kind.WORDS,
        ("number",),
        within=_IN_DOCUMENT,
        test="same_number({column}, {words})",
        label="提案或建议的编号",
        meaning="case number",
        example="19",
    ),
    Field(
        "session",
        ("届次",),
        Kind.WORDS,
        ("session",),
        within=_IN_DOCUMENT,
        test="in_session({column}, {words})",
        label="届次，怎么写都行",
        meaning="session, in whatever wording",
        example="十四届三次",
    ),
    Field(
        "year",
        ("年份", "年度"),
        Kind.YEARS,
        ("CAST(substr(dated, 1, 4) AS INTEGER)",),
        within=_IN_DOCUMENT,
        label="答复的年份",
        meaning="year of the reply",
        example="2023..2024",
    ),
    Field(
        "kind",
        ("类别",),
        Kind.CHOICE,
        ("kind",),
        within=_IN_DOCUMENT,
        choices=ReplyKind,
        label="答复的是提案还是建议",
        meaning="what is answered",
        example="提案",
    ),
    Field(
        "category",
        ("办理结果", "办复类别"),
        Kind.CHOICE,
        ("coalesce(category_now, category)",),
        within=_IN_DOCUMENT,
        choices=Letter,
        label="现在的办理结果类别",
        meaning="the letter of the result class, as it is now",
        example="B",
    ),
    Field(
        "satisfaction",
        ("反馈意见", "满意度"),
        Kind.CHOICE,
        ("satisfaction",),
        within=_IN_DOCUMENT,
        choices=Satisfaction,
        label="提出人对答复的意见",
        meaning="what the proposer says of the reply",
        example="不满意",
    ),
    Field(
        "issuer",
        ("答复单位",),
        Kind.ORGAN,
        ("issuer",),
        within=_IN_DOCUMENT,
        label="答复单位",
        meaning="the organ that replied",
        example="水利局",
    ),
    Field(
        "proposer",
        ("提出人", "领衔人"),
        Kind.WORDS,
        ("nullif(addressees, '[]')",),
        within=_IN_DOCUMENT,
        label="提案人、代表",
        meaning="to whom the reply is addressed",
        example="陆知微",
    ),
)
"""All fields, in the order of the documentation."""

BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}
"""The fields by their English key, as terms name them."""
BY_WORD: Mapping[str, Field] = {word: field for field in FIELDS for word in (field.key, *field.keys, *field.names)}
"""The fields by every word that may stand before a colon."""
