"""Rules of a place as fields for people, and how two of them differ."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.profile import Light, Profile
from tracker.reporting.table import Column, Table

_COLUMNS = (
    Column("key", "名称"),
    Column("name", "地区"),
    Column("categories", "办理结果", long=True),
    Column("current", "当前"),
)
_UNSET = "—"


def build_profiles(profiles: Sequence[tuple[str, Profile]], current: str) -> Table:
    """The rules there are, by key; the ones that a run goes by are marked."""
    rows = [
        (
            key,
            profile.name,
            "；".join(class_text(profile, letter) for letter in profile.categories),
            _mark(key, current),
        )
        for key, profile in profiles
    ]
    return Table(_COLUMNS, tuple(rows))


def _mark(key: str, current: str) -> str:
    return "√" if key == current else ""


def class_text(profile: Profile, letter: str | None) -> str:
    """A class of 办理结果 as the place calls and means it, only its letter where the place has no such class."""
    if letter is None or letter not in profile.categories:
        return letter or ""
    return f"{profile.category_names[letter]}：{profile.categories[letter]}"


def describe_profile(profile: Profile) -> list[tuple[str, str]]:
    """Chinese labels and values of everything that the rules say."""
    names = {light: profile.light_names[light.value] for light in Light}
    classes = [(f"办理结果 {letter}", class_text(profile, letter)) for letter in profile.categories]
    return [
        ("地区", profile.name),
        ("依据", profile.source or _UNSET),
        *classes,
        (names[Light.BLUE], "已完成、已销号"),
        (names[Light.GREEN], f"低于序时进度不足{profile.yellow_points}个百分点"),
        (names[Light.YELLOW], f"低于序时进度{profile.yellow_points}至{profile.red_points}个百分点"),
        (names[Light.RED], f"低于序时进度超过{profile.red_points}个百分点，或已逾期"),
        ("临期", f"时限前{profile.due_soon_days}天起"),
        ("久未报", f"{profile.silent_months}个月没有新进展"),
        ("默认时限", f"自答复之日起{profile.due_months}个月"),
        ("答复期限", f"{profile.answer_months}个月，复杂的最迟{profile.complex_answer_months}个月"),
        ("通报标题", profile.report_title),
        ("发文机关", profile.issuer or _UNSET),
        ("红头", profile.red_header or _UNSET),
        ("报送日", f"每月{profile.report_day}日前" if profile.report_day else _UNSET),
        ("参加排名", f"{profile.ranking_least}项以上的单位"),
        ("最多点名", f"{profile.named_most}项"),
    ]


def find_differences(profile: Profile, other: Profile) -> list[tuple[str, str]]:
    """What the rules say otherwise than others do; what only the others have is empty."""
    theirs = describe_profile(other)
    ours = describe_profile(profile)
    gone = [(label, _UNSET) for label, _ in theirs if label not in dict(ours) and label.startswith("办理结果")]
    return [pair for pair in ours if pair not in theirs] + gone
