"""The fields of the reply that a promise stands in; they are asked of the table of documents."""

from __future__ import annotations

from tracker.ledger.query.field import Field, Kind
from tracker.model import Labelled, ReplyKind, Satisfaction


class Letter(Labelled):
    """The letters of 办理结果."""

    A = "A", "A类"
    B = "B", "B类"
    C = "C", "C类"
    D = "D", "D类"


_IN_DOCUMENT = "document_id IN (SELECT id FROM documents WHERE {})"
_DOCUMENT = (
    "CASE WHEN {words} IN (SELECT CAST(id AS TEXT) FROM documents) THEN CAST(id AS TEXT) = {words}"
    " ELSE same_number(number, {words}) OR {words} GLOB '*[^0-9]*' AND ("
    + " OR ".join(f"instr(folded(coalesce({column}, '')), {{words}}) > 0" for column in ("title", "subject", "path"))
    + ") END"
)
"""A bare number is an id, also of a document that was withdrawn, else a case number: never the digits in some title."""

ANSWERED: tuple[Field, ...] = (
    Field(
        "document",
        ("文件", "来源文件"),
        Kind.DOCUMENT,
        ("id",),
        within=_IN_DOCUMENT,
        test=_DOCUMENT,
        label="来源文件的编号、案号，或标题、案由、路径里的字；单写一个数，是编号，没有这个编号才是案号",
        meaning="the reply, by its id, case number, or words of title or path; a bare number is an id, else a case number",
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
"""Fields of a document."""
