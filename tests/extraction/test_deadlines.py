"""Time limits: words and the last day that they name, for a reply of 20 August 2024."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.chinese import fold
from tracker.extraction.deadlines import as_deadline, find_deadline, find_mentions
from tracker.model import DeadlineBasis, DeadlineKind

REPLY = date(2024, 8, 20)

DATES = [
    # explicit
    ("2024年底前完成", "2024年底前", "2024-12-31"),
    ("将于2025年12月31日前建成", "2025年12月31日前", "2025-12-31"),
    ("力争到2027年建成", "到2027年", "2027-12-31"),
    ("2025年我局将改造三条道路", "2025年", "2025-12-31"),
    ("二〇二五年六月底前开通", "二〇二五年六月底前", "2025-06-30"),
    ("2025年6月上旬投用", "2025年6月上旬", "2025-06-10"),
    ("2025年初启动", "2025年初", "2025-03-31"),
    ("2025年中完成", "2025年中", "2025-06-30"),
    ("2025.6.30前报送", "2025.6.30前", "2025-06-30"),
    ("2026年前全部更换", "2026年前", "2025-12-31"),
    ("2025年至2027年期间实施", "2025年至2027年期间", "2027-12-31"),
    ("2025年、2026年分别改造两条", "2025年、2026年", "2026-12-31"),
    ("2025年二季度开工", "2025年二季度", "2025-06-30"),
    ("2025年秋季学期招生", "2025年秋季学期", "2025-11-30"),
    # relative
    ("年内要完成二十个小区", "年内", "2024-12-31"),
    ("争取年底前实现", "年底前", "2024-12-31"),
    ("明年上半年开通", "明年上半年", "2025-06-30"),
    ("今年下半年验收", "今年下半年", "2024-12-31"),
    ("明年一季度提出方案", "明年一季度", "2025-03-31"),
    ("第四季度公布", "第四季度", "2024-12-31"),
    ("9月30日前修复", "9月30日前", "2024-09-30"),
    ("预计11月中旬完成", "11月中旬", "2024-11-20"),
    ("12月初启动", "12月初", "2024-12-10"),
    ("十月底前完成", "十月底前", "2024-10-31"),
    ("本月底前完成", "本月底前", "2024-08-31"),
    ("下个月底前完成", "下个月底前", "2024-09-30"),
    ("六个月内办结", "六个月内", "2025-02-20"),
    ("3个月内拿出方案", "3个月内", "2024-11-20"),
    ("两年内搬迁", "两年内", "2026-08-20"),
    ("30日内答复", "30日内", "2024-09-19"),
    ("两周内完成", "两周内", "2024-09-03"),
    ("半年之内完成", "半年之内", "2025-02-20"),
    # periods of plans
    ("在“十五五”期间建成", "“十五五”期间", "2030-12-31"),
    ("到十四五末完成", "十四五末", "2025-12-31"),
    # of several the last
    ("计划9月开工，12月完工", "12月", "2024-12-31"),
]
WITHOUT_DAY = [
    # a month that has passed keeps its words
    ("计划7月开展招投标", "7月", DeadlineKind.DATE),
    # a day that no calendar has keeps its words
    ("2025年2月30日前完成", "2025年2月30日前", DeadlineKind.DATE),
    ("待资金到位后实施", "待资金到位后", DeadlineKind.EVENT),
    ("资金到位后3个月内开工", "资金到位后3个月内", DeadlineKind.EVENT),
    ("项目建成后移交社区", "项目建成后", DeadlineKind.EVENT),
    ("如条件允许，将增设站点", "如条件允许", DeadlineKind.EVENT),
    ("水厂一建成，即铺设管网", "水厂一建成", DeadlineKind.EVENT),
    ("有专项资金时，优先安排", "有专项资金时", DeadlineKind.EVENT),
    ("明年汛期前配备到位", "明年汛期前", DeadlineKind.EVENT),
    ("20个工作日内反馈", "20个工作日内", DeadlineKind.EVENT),
    ("本届政府任期内解决", "本届政府任期内", DeadlineKind.EVENT),
    ("每季度通报一次", "每季度", DeadlineKind.RECURRING),
    ("定期开展巡查", "定期", DeadlineKind.RECURRING),
    ("按年度拨付经费", "按年度", DeadlineKind.RECURRING),
]
NONE = [
    "尽快组织实施",
    "逐步解决出行问题",
    "2023年完成改造",
    "纳入2026年项目库",
    "2024年度确定的项目正在实施",
    "自9月1日起执行",
    "根据《云溪市2025年工作要点》推进",
    "2025年3月已列支",
    "后续跟进",
    "项目建成后可新增泊位",
]


@pytest.mark.parametrize(("clause", "words", "day"), DATES, ids=[row[0] for row in DATES])
def test_a_date_has_its_exact_words_and_the_last_day_that_they_name(clause, words, day):
    mention = find_deadline(fold(clause), REPLY)
    assert mention is not None
    assert (clause[mention.start : mention.end], str(mention.date)) == (words, day)


@pytest.mark.parametrize(("clause", "words", "kind"), WITHOUT_DAY, ids=[row[0] for row in WITHOUT_DAY])
def test_what_no_calendar_can_tell_has_words_and_no_day(clause, words, kind):
    mention = find_deadline(fold(clause), REPLY)
    assert mention is not None
    assert (clause[mention.start : mention.end], mention.date, mention.rule.kind) == (words, None, kind)


@pytest.mark.parametrize("clause", NONE)
def test_past_days_vague_words_and_years_in_names_are_no_time_limit(clause):
    assert find_deadline(fold(clause), REPLY) is None


@pytest.mark.parametrize(
    "clause",
    [
        "年内完成",
        "明年完成",
        "3个月内完成",
        "本月底前完成",
        "下月底前完成",
        "半年内完成",
        "9月底前完成",
        "明年二季度完成",
        "明年秋季招生",
        "明年底前完成",
    ],
)
def test_relative_words_in_an_undated_reply_have_no_day(clause):
    mention = find_deadline(clause, None)
    assert mention is not None
    assert mention.date is None
    assert mention.rule.kind is DeadlineKind.DATE


@pytest.mark.parametrize(
    ("clause", "basis"),
    [
        ("2025年底前", DeadlineBasis.EXPLICIT),
        ("2025年6月30日", DeadlineBasis.EXPLICIT),
        ("2025年", DeadlineBasis.PERIOD),
        ("2025年11月", DeadlineBasis.PERIOD),
        ("明年底前", DeadlineBasis.RELATIVE),
        ("“十五五”期间", DeadlineBasis.PERIOD),
        ("每年", DeadlineBasis.RECURRING),
        ("待验收后", DeadlineBasis.EVENT),
    ],
)
def test_the_basis_tells_how_the_day_was_reached(clause, basis):
    mention = find_deadline(clause, REPLY)
    assert mention is not None
    assert as_deadline(mention, clause[mention.start : mention.end]).basis is basis


WORDS = st.lists(
    st.sampled_from(
        [
            "2024年",
            "2025年",
            "明年",
            "年底前",
            "2月30日",
            "13月",
            "99日内",
            "十",
            "三季度",
            "上旬",
            "“十四五”",
            "期间",
            "待",
            "后",
            "每",
            "内",
            "，",
            "至",
            "9999年内",
            "建成",
            "千",
        ]
    ),
    max_size=10,
).map("".join)


@given(WORDS | st.text(max_size=40), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_no_words_raise_and_no_date_lies_before_the_reply(text, day):
    for mention in find_mentions(fold(text), day):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.date is None or mention.date >= day
