"""What stands around the letter: its date, document number, category and contacts."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.chinese import fold
from tracker.reading.header.anatomy import Anatomy
from tracker.reading.header.dates import COMPACT, SHAPE, find_dates, parse_date
from tracker.reading.header.vocabulary import HANZI, is_organ, is_organs

_DOCUMENT_NUMBER = re.compile(
    rf"[{HANZI}]{{1,30}}(?:[A-Z]{{1,3}})? ?[〔【（] ?(?:19|20)\d{{2}} ?[〕】）] ?(?:第 ?)?[闭大会平]?\d{{1,5}} ?号"
    rf"|[{HANZI}]{{2,12}}[函字发办] ?第 ?\d{{1,5}} ?号"
)
_GLUED = re.compile(
    r".*(?:的函|答复|复函|回复|通知|意见|方案|批复|会议|文号|字号|人大建议|政协提案|建议提案|类)(?=.{2,}?[〔【（])"
)
_ISSUED = re.compile(rf"[。！\n] *(?P<organ>[{HANZI}（）][{HANZI}（） ]{{3,60}}?) *(?={SHAPE})")
_GOES_ON = re.compile(r"[，。、；印发召]")
_CATEGORY = (
    re.compile(
        r"(?:类 {0,4}别|结果|类型|程度|分类|等级|情况)(?:标注|代码)? {0,3}[：（|] {0,3}[“（]? ?(?P<letter>[ABCD])(?![A-Za-z])"
    ),
    re.compile(r"[〔【（] ?(?P<letter>[ABCD])\d? ?类? ?[〕】）]"),
    re.compile(rf"(?:^|[\s|号，；])(?P<letter>[ABCD])\d? ?类(?![{HANZI}])"),
    re.compile(r"(?:^|\n) *(?P<letter>[ABCD])\d? *(?=\n|$)"),
)
_NUMBER_END = r"(?:(?!\d)|(?=20\d\d ?年))"
_PHONE = re.compile(
    r"(?<![\d-])(?:(?:（ ?0\d{2,3} ?）|0\d{2,3}) ?[-—–－―]{0,2} ?)?"
    rf"[2-9]\d{{6,7}}{_NUMBER_END}|(?<!\d)1[3-9]\d{{9}}{_NUMBER_END}|(?<!\d)400-?\d{{3}}-?\d{{4}}(?!\d)"
)
_CALL = re.compile(r"(?:拨打|拔打|联系|咨询|致电|来电)[^\d。\n]{0,16}?(?=[\d（])|电话(?:号码)?(?:为|是|：)?(?=[\d（])")
_CONTACT_LABEL = re.compile(
    r"(?:联 ?系|[承经主] ?办|咨 ?询|办 ?公|联 ?络) ?"
    r"(?P<what>单 ?位|部 ?门|股 ?室|科 ?室|处 ?室|人(?: ?员)?|负责人|电 ?话|方 ?式|员)"
    rf"(?P<more>(?:及|和|、|与|/)?[{HANZI}]{{0,6}}) ?[：；] ?|电 ?话 ?[：；] ?"
)
_VALUE = re.compile(
    r"(?:（[^（）\n]{0,30}）|[^\n；|，）]){0,60}?"
    r"(?=\n|[；|，）]|联 ?系|[承经] ?办|电 ?话|抄 ?[送报]|附 ?件|手机|传真|邮编|主办|(?:19|20)\d\d ?年|\Z)"
)
_UNIT_PERSON = re.compile(rf"(.{{1,40}}(?:局|委|股|科|室|处|办|中心|站|队))\s*([{HANZI}]{{2,3}})")


class Contact(NamedTuple):
    """Whom to ask, as printed."""

    unit: str | None
    """联系单位."""
    person: str | None
    """联系人."""
    phone: str | None
    """The first number."""


def find_dated(anatomy: Anatomy) -> str | None:
    """The date of the document: signature, 成文日期, answer, and only then publication."""
    metadata = {key: fold(anatomy.document.metadata.get(key, "")) for key in ("dated", "published")}
    published = _labelled_date(anatomy, "published") or parse_date(metadata["published"])
    dated = _labelled_date(anatomy, "dated") or parse_date(metadata["dated"])
    signed = _signed_date(anatomy, published)
    own = (signed or dated) if anatomy.is_letter else (_issued_date(anatomy) or dated or signed)
    return own or _labelled_date(anatomy, "answered") or published or _head_date(anatomy)


def _signed_date(anatomy: Anatomy, published: str | None) -> str | None:
    tail = anatomy.tail
    for found in find_dates(tail):
        line_start = tail.rfind("\n", 0, found.start) + 1
        before = tail[line_start : found.start]
        if not tail.startswith("印发", found.end) and not re.search(r"(?:时间|日期|公开|发布) ?(?:：|\|) ?$", before):
            return found.iso
    for line in re.finditer(r"[^\n|]+", tail):
        if COMPACT.fullmatch(line[0].strip()):
            return parse_date(line[0], published)
    return None


def _issued_date(anatomy: Anatomy) -> str | None:
    """The date behind the organ's name in a notice whose text goes on after the signature."""
    if anatomy.is_letter:
        return None
    for match in _ISSUED.finditer(anatomy.folded, 0, 3000):
        date = next(find_dates(anatomy.folded, match.end(), match.end() + 16), None)
        whole = date is not None and len(date.iso) == 10 and not _GOES_ON.match(anatomy.folded, date.end)
        if date and whole and is_organs(match["organ"]):
            return date.iso
    return None


def _labelled_date(anatomy: Anatomy, key: str) -> str | None:
    """The first label of a key whose value is a date, outside of the letter."""
    for label in anatomy.labels:
        inside = anatomy.is_letter and not anatomy.mailbox and anatomy.letter_start <= label.at < anatomy.body_end
        if label.key == key and not inside and label.start < label.end:
            iso = parse_date(anatomy.folded[label.start : min(label.end + 6, label.start + 24)])
            if iso:
                return iso
    return None


def _head_date(anatomy: Anatomy) -> str | None:
    """A date in the head without a label (来源：某某办 2022-08-11), the last one before the letter."""
    if not anatomy.is_letter:
        return None
    found = [dated.iso for dated in find_dates(anatomy.head[-1500:]) if len(dated.iso) == 10]
    return found[-1] if found else None


def find_document_number(anatomy: Anatomy) -> str | None:
    """文号 of the letter: the label's value, else where the head prints it outside of a quotation."""
    for label in anatomy.labels:
        if label.key == "document_number" and (not anatomy.is_letter or label.at < anatomy.letter_start):
            found = _DOCUMENT_NUMBER.search(anatomy.folded, label.start, label.end)
            if found:
                return _printed_number(anatomy, found)
    for found in _DOCUMENT_NUMBER.finditer(anatomy.folded, 0, len(anatomy.head)):
        before = anatomy.folded[max(0, found.start() - 8) : found.start()].rstrip(" ")
        if not before.endswith(("》", "（")) or before.endswith("\n（") or before == "（":
            printed = _printed_number(anatomy, found)
            if printed:
                return printed
    return anatomy.document.metadata.get("document_number", "").strip() or None


def _printed_number(anatomy: Anatomy, found: re.Match[str]) -> str | None:
    """The number without what it is glued to (…的意见某府发〔2020〕31号); ``None`` where it is a phrase."""
    glued = _GLUED.match(found[0])
    start = found.start() + (glued.end() if glued else 0)
    printed = re.sub(r"\s", "", anatomy.document.text[start : found.end()])
    return printed if len(re.split(r"[〔\[【（(﹝]", printed)[0]) <= 12 else None


def find_category(anatomy: Anatomy) -> str | None:
    """The letter of 办理结果, where the page prints it outside of the body."""
    if not anatomy.is_letter or anatomy.mailbox:
        return None
    for region in (anatomy.head[-1500:], anatomy.tail):
        for pattern in _CATEGORY:
            match = pattern.search(region)
            if match:
                return match["letter"]
    return None


def find_contact(anatomy: Anatomy) -> Contact:
    """Unit, person and first phone of the closing lines; a letter may name its phone in the last sentences."""
    unit = person = phone = None
    region, base = anatomy.tail, anatomy.body_end
    for match in _CONTACT_LABEL.finditer(region):
        what = re.sub(r"\s", "", f"{match['what'] or '电话'}{match['more'] or ''}")
        value = _VALUE.match(region, match.end())
        stop = value.end() if value else match.end()
        number = _PHONE.search(region, match.end(), match.end() + 40 if "电" in what else stop)
        if number and phone is None and set(number[0]) - set("0-"):
            phone = anatomy.cut(base + number.start(), base + number.end())
        stop = min(stop, number.start()) if number else stop
        words = anatomy.cut(base + match.end(), base + stop).strip(" :：,，、（(")
        unit, person = _assign(what, words, unit, person)
    return Contact(unit, person, phone or _spoken_phone(anatomy))


def _assign(what: str, words: str, unit: str | None, person: str | None) -> tuple[str | None, str | None]:
    """What a label's words are: a unit, a person, or a unit and a person in one (排水股李明)."""
    if not words or len(words) > 60:
        return unit, person
    if re.match("单位|部门|股室|科室|处室", what):
        both = _UNIT_PERSON.fullmatch(words)
        if both and ("人" in what or not is_organ(fold(words))):
            return unit or both[1].strip(), person or both[2]
        return unit or words, person
    if re.match("人|负责人|员", what):
        return unit, person or (words.replace(" ", "") if len(words) <= 5 else words)
    return unit, person


def _spoken_phone(anatomy: Anatomy) -> str | None:
    """A number to call in the last sentences of the body."""
    if not anatomy.is_letter:
        return None
    low = max(anatomy.body_start, anatomy.body_end - 400)
    for call in _CALL.finditer(anatomy.folded, low, anatomy.body_end):
        number = _PHONE.match(anatomy.folded, call.end(), anatomy.body_end)
        if number:
            return anatomy.cut(*number.span())
    return None
