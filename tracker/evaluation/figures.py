"""The figures: precision, recall and F1 of commitments, character F1, and the accuracy of every field.

Definitions: a commitment is found where spans overlap by half or more; optional ones count neither for nor
against; fields are judged on the matched pairs; header fields on every reply.  ``None`` means that no case came up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.evaluation.gold import Annotated
from tracker.evaluation.matching import Span, covered, fold_quote, pair, place
from tracker.model import Commitment, Extraction, Header

HEADER_FIELDS = (
    "kind",
    "number",
    "session",
    "subject",
    "addressees",
    "issuer",
    "document_number",
    "dated",
    "category",
    "contact_phone",
)
"""The header fields that an annotation holds, in its order."""
FIELDS = (
    "section",
    "owner",
    "owner_other",
    "partners",
    "partners_named",
    "targets",
    "theme",
    "deadline_found",
    "deadline_text",
    "deadline_kind",
    "deadline_date",
)


@dataclass(slots=True)
class Result:
    """What a run found, reply by reply."""

    documents: int = 0
    """Replies."""
    counts: Counter[str] = field(default_factory=Counter)
    """Commitments and characters: gold, found, matched, unfaithful …"""
    fields: Counter[str] = field(default_factory=Counter)
    """Right answers by field; ``NAME/all`` the cases."""
    header: Counter[str] = field(default_factory=Counter)
    """The same for the header."""
    hits: dict[tuple[str, str], bool] = field(default_factory=dict)
    """(file name, annotated quote) → found."""
    extras: list[tuple[str, str]] = field(default_factory=list)
    """(file name, quote) of what nobody annotated."""
    remarks: list[str] = field(default_factory=list)
    """One line each for what is wrong."""

    @property
    def figures(self) -> dict[str, float | int | None]:
        """Name → value, in the order that they are shown."""
        count = self.counts
        precision = _ratio(count["matched"], count["found"])
        recall = _ratio(count["matched"], count["gold"])
        return {
            "documents": self.documents,
            "gold": count["gold"],
            "found": count["found"],
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "char_f1": _f1(
                _ratio(count["both_characters"], count["found_characters"]),
                _ratio(count["both_characters"], count["gold_characters"]),
            ),
            "unfaithful": count["unfaithful"],
            "misplaced": count["misplaced"],
            **{name: _share(self.fields, name) for name in FIELDS},
            "header": _ratio(
                sum(self.header[name] for name in HEADER_FIELDS),
                sum(self.header[f"{name}/all"] for name in HEADER_FIELDS),
            ),
            "header_stated": _share(self.header, "stated"),
            **{f"header.{name}": _share(self.header, name) for name in HEADER_FIELDS},
        }

    def cases(self, name: str) -> int | None:
        """On how many cases the figure of a field rests; ``None`` for figures of another sort."""
        return self.fields[f"{name}/all"] if name in FIELDS else None


def evaluate(pairs: Sequence[tuple[Annotated, Extraction]]) -> Result:
    """Compares extractions with annotations."""
    result = Result(documents=len(pairs))
    for annotated, extraction in pairs:
        _compare_quotes(result, annotated, extraction)
        _compare_header(result, annotated, extraction.reply.header)
    return result


def _compare_quotes(result: Result, annotated: Annotated, extraction: Extraction) -> None:
    name, source = annotated.path.name, fold_quote(annotated.text)
    gold, mine = annotated.commitments, extraction.commitments
    wanted, _ = place([one["text"] for one in gold], source)
    found, unfaithful = place([one.text for one in mine], source)
    optional = [span for span in wanted if gold[span.index].get("optional")]
    firm = [span for span in wanted if not gold[span.index].get("optional")]
    every = pair(wanted, found)
    pairs = [(want, have) for want, have in every if not gold[want.index].get("optional")]
    matched = {have.index for _, have in pairs}
    free_characters = covered(optional)
    free = {have.index for want, have in every if gold[want.index].get("optional")}
    free |= {
        span.index
        for span in found
        if span.index not in matched and 2 * len(covered([span]) & free_characters) >= span.end - span.start
    }
    counted = [span for span in found if span.index not in free]
    _count_spans(result, firm, counted, free_characters)
    result.counts["matched"] += len(pairs)
    result.counts["found"] += len(unfaithful)
    result.counts["unfaithful"] += len(unfaithful)
    result.counts["misplaced"] += sum(annotated.text[one.start : one.end] != one.text for one in mine)
    hit = {want.index for want, _ in pairs}
    for span in firm:
        result.hits[name, gold[span.index]["text"]] = span.index in hit
    result.extras += [(name, mine[span.index].text) for span in counted if span.index not in matched]
    result.remarks += [f"{name}：漏 {gold[span.index]['text'][:60]}" for span in firm if span.index not in hit]
    result.remarks += [f"{name}：多 {mine[span.index].text[:60]}" for span in counted if span.index not in matched]
    for want, have in pairs:
        _compare_fields(result, annotated, gold[want.index], mine[have.index])


def _count_spans(result: Result, wanted: list[Span], found: list[Span], free: set[int]) -> None:
    gold_characters, found_characters = covered(wanted), covered(found)
    found_characters -= free - gold_characters
    result.counts.update(
        gold=len(wanted),
        found=len(found),
        gold_characters=len(gold_characters),
        found_characters=len(found_characters),
        both_characters=len(gold_characters & found_characters),
    )


def _compare_fields(result: Result, annotated: Annotated, gold: Mapping[str, Any], mine: Commitment) -> None:
    def judge(name: str, right: bool) -> None:
        result.fields[name] += right
        result.fields[f"{name}/all"] += 1

    judge("section", gold["section"] == mine.section)
    owner = _same_name(gold, "owner", mine.owner)
    judge("owner", owner)
    issuer = annotated.reply.get("issuer")
    if fold_quote(gold.get("owner")) != fold_quote(issuer) and not _same_name(gold, "owner", issuer):
        judge("owner_other", owner)
    if not owner:
        result.remarks.append(
            f"{annotated.path.name}：责任单位 {mine.owner}，应为 {gold.get('owner')}：{mine.text[:40]}"
        )
    partners = _same_set(gold.get("partners"), mine.partners)
    judge("partners", partners)
    if gold.get("partners"):
        judge("partners_named", partners)
    if gold.get("targets"):
        judge("targets", _same_set(gold["targets"], [target.text for target in mine.targets]))
    if gold.get("theme"):
        judge("theme", fold_quote(gold["theme"]) == fold_quote(mine.theme))
    want, have = gold.get("deadline"), mine.deadline
    if want or have:
        judge("deadline_found", bool(want and have))
    if want and have:
        judge("deadline_text", fold_quote(want["text"]) == fold_quote(have.text))
        judge("deadline_kind", want["kind"] == have.kind)
    want_date = (want or {}).get("date")
    have_date = have.date.isoformat() if have and have.date else None
    if want_date or have_date:
        judge("deadline_date", want_date == have_date)


def _compare_header(result: Result, annotated: Annotated, header: Header) -> None:
    for name in HEADER_FIELDS:
        if name not in annotated.reply:
            continue
        want, have = annotated.reply[name], getattr(header, name)
        right = _same_header(name, annotated.reply, have)
        stated = want not in (None, [], "")
        result.header.update({f"{name}/all": 1, name: right, "stated/all": stated, "stated": right and stated})
        if not right:
            result.remarks.append(f"{annotated.path.name}：{name} {have!r}，应为 {want!r}")


def _same_header(name: str, gold: Mapping[str, Any], have: Any) -> bool:
    if name == "addressees":
        return _same_set(gold[name], have)
    rights = [gold[name], *gold.get(f"{name}_alt", [])]
    if name == "contact_phone":
        return _last_digits(have) in {_last_digits(right) for right in rights}
    return fold_quote(have) in {fold_quote(right) for right in rights}


def _last_digits(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")[-7:]


def _same_name(gold: Mapping[str, Any], key: str, have: str | None) -> bool:
    return fold_quote(have) in {fold_quote(right) for right in [gold.get(key), *gold.get(f"{key}_alt", [])]}


def _same_set(want: Sequence[str] | None, have: Sequence[str] | None) -> bool:
    return {fold_quote(one) for one in want or []} == {fold_quote(one) for one in have or []}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _share(counts: Counter[str], name: str) -> float | None:
    return counts[name] / counts[f"{name}/all"] if counts[f"{name}/all"] else None


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
