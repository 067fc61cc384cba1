"""Joint owners: which organs a printed name of several holds."""

from __future__ import annotations

import re

_BODY = (
    r"局|厅|委|部|院|处|府|室|站|所|司|集团|银行|中心|大学|学校|中学|小学|幼儿园|镇|街道|部门|单位|公司|移动|电信|联通|办事处"
    r"|(?<!社)会|(?<![主承协督])办|(?<!城)乡|(?:[支大总中]|工作)队"
)
"""How the names of organs end that may be joined by a bare 和."""
_ORGAN = re.compile(rf"(?:{_BODY}|[村县区市省州旗盟队])$")
_BOUNDED = re.compile(rf"(?:{_BODY})$")
_LIST = re.compile(r"[、，,；;/／\s]+")
_WORD = re.compile(r"会同|以及|和(?![平谐])|与|及")
_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位|公司|企业)?$")
_JOINT = re.compile(r"[、，,；;/／\s和与及]|会同")


def split_owners(owner: str) -> tuple[str, ...]:
    """The organs that a printed name holds, the one that leads first; a name of one organ stays whole.

    A name is cut only where organs stand on both sides, so that neither 住房和城乡建设局 nor a list of which only
    the last member says what it is (资规、交通部门) is torn.

    >>> split_owners("市发展和改革委员会、市财政局等部门"), split_owners("市教育局和市住房和城乡建设局")
    (('市发展和改革委员会', '市财政局'), ('市教育局', '市住房和城乡建设局'))
    >>> split_owners("市发展和改革委员会"), split_owners("资规、交通部门")
    (('市发展和改革委员会',), ('资规、交通部门',))
    """
    name = owner.strip()
    if not _JOINT.search(name):
        return (name,) if name else ()
    members = [part for part in _LIST.split(_OTHERS.sub("", name)) if part]
    if len(members) > 1 and not all(map(_ORGAN.search, members)):
        return (name,)
    return tuple(dict.fromkeys(part for member in members for part in _split_words(member))) or (name,)


def _split_words(name: str) -> list[str]:
    """The organs that 和 joins; the word is a part of a name where no organ ends before it."""
    parts, start = [], 0
    for found in _WORD.finditer(name):
        left, right = name[start : found.start()], name[found.end() :]
        if _BOUNDED.search(left) and _ORGAN.search(right):
            parts.append(left)
            start = found.end()
    return [*parts, name[start:]]
