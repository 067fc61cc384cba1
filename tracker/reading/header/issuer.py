"""The replying organ: as it signs, else as the head of the page names it."""

from __future__ import annotations

import re

from tracker.chinese import fold
from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.dates import COMPACT_SHAPE, SHAPE
from tracker.reading.header.vocabulary import HANZI, is_organ, is_organs, tidy

_PREFIX = re.compile(
    rf"(?:^|.*?[号）〕—|\s])?(?P<organ>[{HANZI}（）A-Za-z、 ]{{2,60}}?)(?:关于|对(?!外)|就|答复|印发|转发|《|\d{{4}}年)"
)
_SUFFIX = re.compile(rf"(?:答复|回复|复函|函)（(?P<organ>[{HANZI}]{{2,24}})）\s*$")
_DATE = re.compile(rf"{SHAPE}|{COMPACT_SHAPE}")
_SEAL = re.compile(r"（ ?(?:盖章|公章|章|印章|印) ?）")
_NEIGHBOUR = re.compile(rf"(?:上一[条篇]|下一[条篇]) ?：? *(?P<organ>[{HANZI}（）]{{4,40}}?)(?:关于|对)")
_CONTACT = re.compile(
    rf"(?:联 ?系|承 ?办)单 ?位[^：\n]{{0,8}}：\s{{0,9}}(?P<organ>[{HANZI}（）]{{3,40}}?)(?=\s|联系|电话|$)"
)
_CRUMB = re.compile(r"[^>/\n|»]+")


def find_issuer(anatomy: Anatomy, title: str | None) -> str | None:
    """The organ as printed; several that sign together as printed, with one blank between them."""
    if not anatomy.is_letter:
        found = (_labelled(anatomy, "issuer"), _titled(title), _signed(anatomy))
        return next(filter(None, found), None)
    if anatomy.mailbox:
        found = (_labelled(anatomy, "answerer"), _signed(anatomy), _labelled(anatomy, "issuer"))
        return next(filter(None, found), None)
    return (
        _signed(anatomy)
        or _speaker(anatomy)
        or _titled(title)
        or _titled(_headline(anatomy))
        or _labelled(anatomy, "issuer")
        or _suffixed(title)
        or _metadata(anatomy, "issuer")
        or _labelled(anatomy, "source")
        or _in_head(anatomy)
        or _contact(anatomy)
        or _metadata(anatomy, "source")
        or _crumb(anatomy)
        or _neighbours(anatomy)
    )


def _signed(anatomy: Anatomy) -> str | None:
    """The organs of the signature: lines of organs, or what stands before the date."""
    found: list[str] = []
    for match in re.finditer(r"[^\n|]+", anatomy.tail):
        line = _SEAL.sub("", match[0]).strip()
        date = _DATE.search(line)
        bare = line[: date.start()].strip() if date else line
        last = re.search(rf"(?:^|[ ）】]|(?<=\d))([{HANZI}]{{3,40}}(?:（[{HANZI}]+）)?)$", bare) if date else None
        if bare and not is_organs(bare) and last and not found:
            bare = last[1]
        if bare and is_organs(bare):
            start = anatomy.body_end + match.start() + match[0].index(bare)
            found.append(anatomy.cut(start, start + len(bare)))
        elif found or re.match(r"抄 ?[送报]|主办单位", bare):
            break
    return _close_up(" ".join(dict.fromkeys(found))) or None


def _close_up(text: str) -> str:
    """Letters set apart (县 教 育 局) closed up."""
    return text.replace(" ", "") if re.fullmatch(r"(?:\S )+\S", text) else text


def _speaker(anatomy: Anatomy) -> str | None:
    """市民政局：… as the speaker of an answer below a question."""
    if anatomy.salutation or anatomy.greeting:
        return None
    before = anatomy.folded[max(0, anatomy.body_start - 40) : anatomy.body_start].rstrip()
    name = re.search(rf"([{HANZI}（）]{{2,24}})(?:答复|回复|回应)? ?：$", before)
    return name[1] if name and is_organ(name[1]) else None


def _titled(title: str | None) -> str | None:
    """X关于…的答复, X对…的答复; a title that begins with 关于 names nobody."""
    folded = fold(title or "")
    for at in (folded.find("（") + 1, 0):
        match = _PREFIX.match(folded, at)
        if title and match and is_organs(match["organ"]) and len(match["organ"].strip()) >= 3:
            return tidy(title[match.start("organ") : match.end("organ")])
    return None


def _headline(anatomy: Anatomy) -> str | None:
    for match in re.finditer(r"[^\n]+", anatomy.head):
        line = match[0].strip(" |•-#")
        if re.search(r"答复|复函|回复|函$", line) and re.search(r"提案|建议|议案", line) and ">" not in line:
            found = _titled(line)
            if found:
                return line
    return None


def _suffixed(title: str | None) -> str | None:
    match = _SUFFIX.search(fold(title or ""))
    return match["organ"] if match and is_organ(match["organ"]) else None


def _labelled(anatomy: Anatomy, key: str) -> str | None:
    value = anatomy.label(key)
    if value is None:
        return None
    if key == "answerer":
        return value if 2 <= len(value) <= 60 else None
    first = value if is_organs(fold(value)) else value.split(" ")[0]
    if not is_organs(fold(first)) and _titled(first):
        return _titled(first)
    named = is_organs(fold(first)) or (key == "issuer" and re.fullmatch(rf"[{HANZI}（）()]{{4,30}}", first))
    return first if named else None


def _metadata(anatomy: Anatomy, key: str) -> str | None:
    value = tidy(anatomy.document.metadata.get(key, ""))
    return value if value and is_organs(fold(value)) else None


def _in_head(anatomy: Anatomy) -> str | None:
    """An organ on a line of its own between title and salutation, as on a letterhead; the nearest first."""
    if not anatomy.is_letter:
        return None
    for match in reversed(list(re.finditer(r"[^\n]+", anatomy.head[-600:]))):
        line = match[0].strip(" |•·")
        if is_organ(line) and len(line) >= 5:
            return tidy(line)
    return None


def _contact(anatomy: Anatomy) -> str | None:
    match = _CONTACT.search(anatomy.tail)
    if match and is_organ(match["organ"]):
        start = anatomy.body_end + match.start("organ")
        return anatomy.cut(start, start + len(match["organ"]))
    return None


def _crumb(anatomy: Anatomy) -> str | None:
    """The organ in the path of the page (首页 > 部门信息公开 > 市水务局 > 建议提案)."""
    for line in re.finditer(r"[^\n]*>[^\n]*", anatomy.head[:3000]):
        for crumb in reversed(_CRUMB.findall(line[0])):
            if is_organ(crumb.strip()) and re.search(r"[局委厅办府]$|公司$", crumb.strip()):
                start = line.start() + line[0].index(crumb)
                return anatomy.cut(start, start + len(crumb))
    return None


def _neighbours(anatomy: Anatomy) -> str | None:
    """The organ that both neighbours in the organ's own list of replies name."""
    found = list(_NEIGHBOUR.finditer(anatomy.folded, anatomy.body_end))
    if len(found) < 2 or len({match["organ"] for match in found}) != 1 or not is_organ(found[0]["organ"]):
        return None
    return anatomy.cut(*found[0].span("organ"))
