"""Organs behind printed names: the jurisdiction of a reply, the first-named owner, and the unit that it stands for.

A short name (市发改委, 住建局) is understood in the jurisdiction of the reply that prints it.  In another one it is
another organ: there the ledger calls it by its place as well, 市发改委（临江市）, from the first time it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tracker.chinese import fold
from tracker.model import Header
from tracker.model.owners import split_owners

Naming = Mapping[tuple[str, str], str]
"""(place, printed name) → the unit it stands for; the place is empty where it is not known."""

_NOT_FIRST = r"(?![省市州盟区县旗各该我辖]|[本全][省市州盟区县旗国]|城市|社区|园区|景区|地区|小区|城区|老区|片区|中国|中央|中华|国家|国务院|国网)"
_NEVER = r"省市盟县旗局厅委院\s、，"
"""What stands in the name of no place; 州 and 区 stand in some, as 达州市 and 秦州区."""
_PROVINCE = rf"[^{_NEVER}州区]{{2,8}}?(?:省(?!级|直)|自治区)"
_CITY = rf"[^{_NEVER}区]{{1,8}}?(?:市(?!场|管理|政(?!协|务|府|法))|自治州|州(?![市区县])|盟)"
_COUNTY = (
    rf"[^{_NEVER}]{{1,10}}?(?:自治县|县(?![级域])|旗|(?<!保护|风景|名胜)区(?![域划块级])"
    r"|市(?!场|管理|政(?!协|务|府|法)|级|直))"
)
_PLACE = re.compile(
    rf"(?P<province>{_NOT_FIRST}{_PROVINCE})?(?P<city>{_NOT_FIRST}{_CITY})?(?P<county>{_NOT_FIRST}{_COUNTY})?"
)
_CALLED = re.compile(r"(?=政协|人大|人民代表|[政党]|第?[一二三四五六七八九十\d]+届)")
_SIGNED = re.compile(r"[^，。、的]{0,14}?(?:[局委办府厅院镇乡会处](?:关于|对)|对)")
_NATIONAL = re.compile(
    r"中国|中央|中华|中共中央|全国|国家|国务院|国办|国网|最高人民|.*(?<!宣传)(?<!组织)(?<!统战)(?<!武装)(?<!工作)(?<!项目)(?<!工程)(?<!指挥)部$"
)
_LEVELS = (
    re.compile(r"省(?!级|直属)|自治区"),
    re.compile(r"市(?!场|政(?!协|务|府|法))|州|盟"),
    re.compile(r"[县旗]|区(?![域块])"),
)


class Place(NamedTuple):
    """A jurisdiction in parts; what is not said is empty."""

    province: str = ""
    """江南省"""
    city: str = ""
    """云溪市: also a county that calls itself a city, where no other is said."""
    county: str = ""
    """东湖区, 西岭县"""

    @property
    def rank(self) -> int:
        """How many levels down the last part stands, 0 for nowhere."""
        return max((level for level, part in enumerate(self, 1) if part), default=0)

    def is_other(self, place: Place) -> bool:
        """Whether the two are certainly different: in a part that both say, or in how far down they are."""
        return self.rank != place.rank or any(
            mine and theirs and mine != theirs for mine, theirs in zip(self, place, strict=True)
        )


@lru_cache(maxsize=4096)
def parse_place(text: str) -> Place:
    """The place that a name begins with, in simplified characters.

    >>> parse_place("江南省云溪市东湖区教育局"), parse_place("市教育局").rank
    (Place(province='江南省', city='云溪市', county='东湖区'), 0)
    """
    found = _PLACE.match(fold(text).removeprefix("中共"))
    return Place(*(part or "" for part in found.groups())) if found else Place()


def find_place(header: Header) -> str | None:
    """The jurisdiction of the organ that replies: as its name, the session or the title of the letter begins.

    >>> find_place(Header(issuer="云溪市住房和城乡建设局")), find_place(Header(issuer="市财政局"))
    ('云溪市', None)
    >>> find_place(Header(issuer="县水利局", session="政协西岭县第十届委员会第二次会议"))
    '西岭县'
    """
    return _find_place(header.issuer or "", header.session or "", header.title or "") or None


@lru_cache(maxsize=4096)
def _find_place(issuer: str, session: str, title: str) -> str:
    meeting = fold(session).removeprefix("政协").removeprefix("中国人民政治协商会议")
    for text, behind in ((issuer, None), (meeting, _CALLED), (title, _SIGNED)):
        name = "".join(parse_place(text))
        if name and (behind is None or behind.match(fold(text).removeprefix("中共"), len(name))):
            return name
    return ""


@lru_cache(maxsize=4096)
def find_lead(owner: str | None) -> str | None:
    """The first of joint owners, which leads; the others are 配合单位.

    >>> find_lead("市发改委、市财政局")
    '市发改委'
    """
    members = split_owners(owner or "")
    return members[0] if members else None


def name_unit(place: str | None, lead: str | None, naming: Naming) -> str | None:
    """The unit that a printed name stands for: what a person said, else the name itself."""
    return None if lead is None else naming.get((place or "", lead), lead)


def find_scope(place: str, printed: str) -> Place | None:
    """The jurisdiction of the organ that a printed name means in a place; ``None`` where the name says it all itself,
    or where the place is not known as far as that.

    >>> find_scope("江南省云溪市东湖区", "市发改委")
    Place(province='江南省', city='云溪市', county='')
    >>> find_scope("东湖区", "市发改委"), find_scope("云溪市", "临江市发改委"), find_scope("云溪市", "国家税务总局")
    (None, None, None)
    """
    name, here = fold(printed), parse_place(place)
    own = parse_place(name)
    if _NATIONAL.match(name) or own.province or own.city:
        return None
    if own.county:
        return own._replace(province=here.province, city=here.city) if here.city else None
    for level, prefix in enumerate(_LEVELS, 1):
        if prefix.match(name):
            scope = Place(*here[:level])
            # A county that calls itself a city is 市 and 县 at once.
            return scope if scope.rank == level else None
    return here if here.rank else None


def find_namesake(place: str, printed: str, others: Iterable[str]) -> str | None:
    """What to call an organ whose printed name is that of another one in one of the other places.

    >>> find_namesake("临江市", "市发改委", ["云溪市", ""]), find_namesake("云溪市东湖区", "市发改委", ["云溪市"])
    ('市发改委（临江市）', None)
    """
    scope = find_scope(place, printed)
    if scope is None:
        return None
    elsewhere = (find_scope(other, printed) for other in others)
    if not any(other is not None and scope.is_other(other) for other in elsewhere):
        return None
    return f"{printed}（{''.join(scope)}）"


def strip_level(printed: str) -> tuple[str, str]:
    """The level that a short name begins with, and the rest; both as they stand.

    >>> strip_level("市发改委"), strip_level("住建局"), strip_level("市场监管局")
    (('市', '发改委'), ('', '住建局'), ('', '市场监管局'))
    """
    found = next((found for prefix in _LEVELS if (found := prefix.match(printed))), None)
    return (found[0], printed[found.end() :]) if found else ("", printed)
