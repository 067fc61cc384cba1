"""The numbered changes of the ledger's schema, applied with sqlite-utils when a ledger is opened for writing.

A migration imports nothing of this project and is never edited once it was released: a change of the schema is
a new function at the end.  The comment behind each column (``-- 中文 | English``) is stored in the file with the table,
so a person who opens the ledger in another program finds it there; ``tracker.ledger.schema`` reads it, too.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("tracker.ledger")
"""All migrations, in order; ``PRAGMA user_version`` of a ledger is the number of those applied."""

_META = """
CREATE TABLE meta ( -- 台账自身的信息 | what the ledger says of itself
    key TEXT PRIMARY KEY NOT NULL, -- 名称 | ledger_id, created_at
    value TEXT NOT NULL -- 值 | its value
) STRICT, WITHOUT ROWID
"""

_DOCUMENTS = """
CREATE TABLE documents ( -- 来源文件 | the replies as they were read
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- 编号 | permanent, never reused
    path TEXT NOT NULL, -- 路径 | where it was read from
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64), -- 文件校验值 | SHA-256 of the bytes
    content_key TEXT NOT NULL UNIQUE, -- 内容校验值 | SHA-256 of the folded letter: its identity
    case_key TEXT, -- 案号键 | folded issuer, session and number; empty where one of them is missing
    format TEXT NOT NULL, -- 格式 | text, html, docx, doc, rtf, odt, pdf, ofd, mht or works
    genre TEXT NOT NULL CHECK (genre IN ('reply', 'letter', 'none')), -- 文种 | reply, letter, or neither (forced)
    text TEXT NOT NULL, -- 全文 | as it was read; all offsets count in it
    letter_start INTEGER NOT NULL CHECK (letter_start >= 0), -- 信函起点 | offset of the salutation
    body_start INTEGER NOT NULL CHECK (body_start >= 0), -- 正文起点 | offset where the answer begins
    body_end INTEGER NOT NULL CHECK (body_end >= 0), -- 正文终点 | offset where the answer ends
    metadata TEXT NOT NULL CHECK (json_valid(metadata)), -- 页面信息 | what the page says of itself, a JSON object
    reader_version TEXT NOT NULL, -- 读取程序版本 | version that read it
    rules_version TEXT NOT NULL, -- 识别规则版本 | version of the rules that found its items
    title TEXT, -- 标题 | title of the letter or page
    kind TEXT NOT NULL CHECK (kind IN ('proposal', 'suggestion', 'other')), -- 类型 | what is answered
    number TEXT, -- 案号 | case number as printed
    session TEXT, -- 届次 | session as printed
    subject TEXT, -- 案由 | title of the proposal or suggestion
    addressees TEXT NOT NULL CHECK (json_valid(addressees)), -- 提出人 | a JSON list of names
    issuer TEXT, -- 答复单位 | the replying organ
    document_number TEXT, -- 文号 | as printed
    dated TEXT CHECK (dated GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'), -- 答复日期 | YYYY-MM-DD or YYYY-MM
    category TEXT CHECK (category IN ('A', 'B', 'C', 'D')), -- 办理结果 | the letter of the result class
    contact_unit TEXT, -- 联系单位 | as printed
    contact_person TEXT, -- 联系人 | as printed
    contact_phone TEXT, -- 联系电话 | the first number as printed
    added_at TEXT NOT NULL, -- 录入时刻 | when it was added, UTC
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)) -- 已撤回 | 1 once its addition was undone
) STRICT
"""

_ITEMS = """
CREATE TABLE items ( -- 承诺事项 | the promises: as extracted, and their state now
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- 编号 | permanent, never reused
    document_id INTEGER NOT NULL REFERENCES documents (id), -- 来源文件 | the document it stands in
    quote TEXT NOT NULL, -- 承诺原文 | the exact quote
    quote_start INTEGER NOT NULL CHECK (quote_start >= 0), -- 起点 | first character in documents.text
    quote_end INTEGER NOT NULL CHECK (quote_end >= quote_start), -- 终点 | one past the last character
    section TEXT NOT NULL CHECK (section IN ('next_step', 'body')), -- 所在部分 | where in the letter it stands
    theme TEXT, -- 事项主题 | the topic heading above it
    printed_owner TEXT, -- 原文责任单位 | owner as extracted, never changed
    owner_basis TEXT NOT NULL CHECK (owner_basis IN ('named', 'issuer', 'unspecified')), -- 责任依据 | how it is known
    partners TEXT NOT NULL CHECK (json_valid(partners)), -- 配合单位 | a JSON list of names
    deadline_text TEXT, -- 承诺时限原文 | the words of the time limit, never changed
    deadline_date TEXT CHECK (deadline_date IS date(deadline_date, '+0 days')), -- 承诺时限 | its last day, if known
    deadline_kind TEXT CHECK (deadline_kind IN ('date', 'recurring', 'event')), -- 时限类型 | what sort it is
    deadline_basis TEXT
        CHECK (deadline_basis IN ('explicit', 'relative', 'period', 'recurring', 'event')), -- 时限依据 | how it came
    targets TEXT NOT NULL CHECK (json_valid(targets)), -- 目标值 | a JSON list of {text, value, unit}
    grade TEXT NOT NULL CHECK (grade IN ('hard', 'medium', 'soft')), -- 可核查度 | how well it can be checked
    rule TEXT NOT NULL, -- 识别规则 | name of the rule that found it
    owner TEXT, -- 责任单位 | owner now
    status TEXT NOT NULL CHECK (status IN (
        'unreported', 'not_started', 'in_progress', 'done', 'closed', 'ongoing', 'dropped')), -- 状态 | how far it is
    review TEXT NOT NULL CHECK (review IN ('unreviewed', 'accepted', 'rejected')), -- 核定 | a person's judgement now
    progress INTEGER CHECK (progress BETWEEN 0 AND 100), -- 进度 | percent now
    due TEXT CHECK (due IS date(due, '+0 days')), -- 督办时限 | time limit set by a person, now
    note TEXT, -- 备注 | the latest note
    added_on TEXT NOT NULL CHECK (added_on IS date(added_on, '+0 days')), -- 纳入日期 | effective day of the addition
    changed_on TEXT NOT NULL CHECK (changed_on IS date(changed_on, '+0 days')), -- 变更日期 | day of the latest event
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)) -- 已撤回 | 1 once its addition was undone
) STRICT
"""

_COMMANDS = """
CREATE TABLE commands ( -- 操作 | what people did; append-only
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- 编号 | ascending
    recorded_at TEXT NOT NULL, -- 时刻 | when, UTC
    person TEXT NOT NULL CHECK (length(person) > 0), -- 操作人 | who
    name TEXT NOT NULL CHECK (length(name) > 0), -- 命令 | add, update, undo and so on
    summary TEXT NOT NULL, -- 摘要 | one line for people
    undoes INTEGER REFERENCES commands (id) -- 撤销的操作 | the command that this one took back
) STRICT
"""

_EVENTS = """
CREATE TABLE events ( -- 变更记录 | every change of every field; append-only
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- 编号 | ascending
    command_id INTEGER NOT NULL REFERENCES commands (id), -- 操作 | the command that made it
    recorded_at TEXT NOT NULL, -- 记录时刻 | when it was typed, UTC
    effective_on TEXT NOT NULL CHECK (effective_on IS date(effective_on, '+0 days')), -- 生效日期 | when it is true
    person TEXT NOT NULL CHECK (length(person) > 0), -- 操作人 | who typed it
    document_id INTEGER REFERENCES documents (id), -- 来源文件 | the document it is about
    item_id INTEGER REFERENCES items (id), -- 承诺事项 | the item; empty for an event of a document
    field TEXT NOT NULL CHECK (length(field) > 0), -- 字段 | added, withdrawn, or the item's field that changed
    old TEXT, -- 原值 | value on the effective day before the change
    new TEXT, -- 新值 | value after
    reason TEXT, -- 理由 | why, where a rule asks for it
    reverses INTEGER REFERENCES events (id) -- 抵销的记录 | the event that this one takes back
) STRICT
"""

_REPORTS = """
CREATE TABLE reports ( -- 通报 | issued monthly reports, so that each can be printed again as it was
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- 编号 | permanent, never reused
    number INTEGER NOT NULL UNIQUE CHECK (number > 0), -- 期号 | 第N期
    period_from TEXT NOT NULL CHECK (period_from IS date(period_from, '+0 days')), -- 期间起 | first day
    period_to TEXT NOT NULL
        CHECK (period_to IS date(period_to, '+0 days') AND period_to >= period_from), -- 期间止 | last day
    cutoff_on TEXT NOT NULL CHECK (cutoff_on IS date(cutoff_on, '+0 days')), -- 截止日 | state as of this day
    profile TEXT NOT NULL, -- 地区规则 | name of the profile it was made with
    last_event_id INTEGER NOT NULL CHECK (last_event_id >= 0), -- 末条记录 | only events up to this one are in it
    issued_at TEXT NOT NULL, -- 印发时刻 | when, UTC
    person TEXT NOT NULL CHECK (length(person) > 0) -- 操作人 | who issued it
) STRICT
"""

_INDEXES = (
    "CREATE INDEX documents_by_case ON documents (case_key) WHERE case_key IS NOT NULL",
    "CREATE INDEX items_by_document ON items (document_id)",
    "CREATE INDEX events_by_item ON events (item_id)",
    "CREATE INDEX events_by_command ON events (command_id)",
    "CREATE INDEX events_by_day ON events (effective_on)",
    "CREATE INDEX events_by_reversal ON events (reverses) WHERE reverses IS NOT NULL",
    "CREATE INDEX commands_by_undoes ON commands (undoes) WHERE undoes IS NOT NULL",
)


def _guards(table: str) -> tuple[str, ...]:
    """Triggers that make a table append-only.

    INSERT OR REPLACE removes a row without firing a DELETE trigger, hence the third one.
    """
    refusal = f"SELECT RAISE(ABORT, '{table} is append-only')"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refusal}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refusal}; END",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN {refusal}; END",
    )


def _keepers(table: str, column: str) -> tuple[str, ...]:
    """Triggers that keep rows of a table, and its source text, for good."""
    return (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are withdrawn, never deleted'); END",
        f"CREATE TRIGGER {table}_keep_{column} BEFORE UPDATE OF id, {column} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}.{column} is kept as it was read'); END",
    )


@MIGRATIONS(name="0001_begin")
def _begin(db: Database) -> None:
    """The first schema: sources, promises, commands and events, with room for issued reports."""
    tables = (_META, _DOCUMENTS, _ITEMS, _COMMANDS, _EVENTS, _REPORTS)
    triggers = (*_guards("events"), *_guards("commands"), *_keepers("documents", "text"), *_keepers("items", "quote"))
    for statement in (*tables, *_INDEXES, *triggers):
        db.execute(statement.strip())
    rows = (("ledger_id", str(uuid.uuid4())), ("created_at", datetime.now(UTC).isoformat(timespec="seconds")))
    for key, value in rows:
        db.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))


_ADDED_COLUMNS = {
    "reports": (
        "words -- 范围 | the choice of rows as typed, a JSON list\n"
        "    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(words))",
        "settings -- 口径 | what else the wording depends on, a JSON object\n"
        "    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings))",
    ),
    "events": ("subject -- 对象 | what an event of no document is about: a printed name, a unit\n    TEXT",),
    "documents": (
        "category_now -- 现办复类别 | the class as changed later, empty while it is that of the reply\n"
        "    TEXT CHECK (category_now IN ('A', 'B', 'C', 'D'))",
        "satisfaction -- 提出人意见 | what the proposer says of the reply\n"
        "    TEXT CHECK (satisfaction IN ('satisfied', 'fairly_satisfied', 'understanding', 'dissatisfied'))",
    ),
    "items": (
        "problem -- 存在问题 | what stands in the way, the latest\n    TEXT",
        "measures -- 下步措施 | what will be done next, the latest\n    TEXT",
        "remark -- 备注 | whatever else is to be said, the latest\n    TEXT",
        "evidence -- 佐证 | a JSON list of {location, sha256, kept}\n"
        "    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence))",
        "confirmed_by -- 销号确认人 | who confirmed the closing\n    TEXT",
        "status_since -- 状态起始日 | effective day since which the status is the same\n"
        "    TEXT CHECK (status_since IS date(status_since, '+0 days'))",
        "reported_on -- 最近报送日 | effective day of the latest report, empty before any\n"
        "    TEXT CHECK (reported_on IS date(reported_on, '+0 days'))",
        "due_moves -- 延期次数 | how often an existing due was moved\n"
        "    INTEGER NOT NULL DEFAULT 0 CHECK (due_moves >= 0)",
        "reopened -- 重新打开次数 | how often it was finished and then open again\n"
        "    INTEGER NOT NULL DEFAULT 0 CHECK (reopened >= 0)",
        "reading -- 现行截取 | JSON of the reading in force, empty while it is the first\n"
        "    TEXT CHECK (reading IS NULL OR json_valid(reading))",
        "standing -- 类别 | 0 open, 1 standing (ongoing), 2 finished or dropped, 3 rejected: the order of lists\n"
        "    INTEGER NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 3)",
        "limit_on -- 时限 | the limit that counts: due, else the day of the deadline\n"
        "    TEXT CHECK (limit_on IS date(limit_on, '+0 days'))",
        "dated_on -- 起算日 | day of the reply, else of the addition\n"
        "    TEXT CHECK (dated_on IS date(dated_on, '+0 days'))",
        "lead -- 牵头单位 | the first-named owner as printed\n    TEXT",
        "place -- 地区 | the jurisdiction in which short names are understood, empty where it is not known\n"
        "    TEXT NOT NULL DEFAULT ''",
        "haystack -- 检索文字 | folded quote, theme, notes and subject, for searching\n    TEXT NOT NULL DEFAULT ''",
    ),
}

_NAMES = """
CREATE TABLE names ( -- 单位名称 | which unit a printed name stands for
    place TEXT NOT NULL, -- 地区 | the jurisdiction, empty where it is not known
    printed TEXT NOT NULL CHECK (length(printed) > 0), -- 原文名称 | as printed
    unit TEXT NOT NULL CHECK (length(unit) > 0), -- 单位 | the unit it stands for
    PRIMARY KEY (place, printed)
) STRICT, WITHOUT ROWID
"""

_MORE_INDEXES = (
    # In the order of lists, with all that they are mostly chosen by: the rows with their long texts need not be read.
    "CREATE INDEX items_by_attention ON items (withdrawn, standing, coalesce(limit_on, '9999-12-31'), dated_on, id,"
    " review, status, limit_on, due, progress, reported_on, lead, place, document_id, haystack)",
    "CREATE INDEX items_by_lead ON items (lead, place)",
    # Holds all that an overview counts, so that the rows with their long texts need not be read.
    "CREATE INDEX items_by_desk ON items (withdrawn, place, lead, standing, status, review, grade, limit_on,"
    " reported_on, dated_on, reopened)",
    "CREATE INDEX items_by_review ON items (withdrawn, standing, review)",
    "CREATE INDEX events_by_document ON events (document_id, item_id)",
    "CREATE INDEX events_by_subject ON events (subject) WHERE subject IS NOT NULL",
)


@MIGRATIONS(name="0002_desk")
def _add_desk(db: Database) -> None:
    """What a desk works with: evidence, counted delays, units, and columns to choose and order rows by.

    The new columns of items are filled by replaying the events, which is not done here.
    """
    for table, columns in _ADDED_COLUMNS.items():
        for column in columns:
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for statement in (_NAMES, *_MORE_INDEXES):
        db.execute(statement.strip())
