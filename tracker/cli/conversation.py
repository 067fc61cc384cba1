"""The conversation of ``review``: one promise after the other, a key for each decision, every decision kept at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from tracker.chinese import fold
from tracker.cli.changing import tell
from tracker.cli.console import ask, find_width, has_color, is_terminal, say, write
from tracker.cli.session import Session
from tracker.cli.values import parse_day
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.model import Item, Review

if TYPE_CHECKING:
    from tracker.ledger import Change, Ledger, Updated

_DAY_AT_END = re.compile(r"(?:^|\s)(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)$")
_NONE = frozenset({"无", "没有", "-", "—"})


class Step(Enum):
    """Where the conversation goes after a key."""

    NEXT = "next"
    """To the next promise."""
    STAY = "stay"
    """On with the same promise, which is shown anew."""
    BACK = "back"
    """To the promise of the decision that was taken back."""
    QUIT = "quit"
    """To the end."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the conversation."""

    letter: str
    """What is typed."""
    word: str
    """What it does; may be typed as well."""
    question: str
    """What is asked where no words follow the key; empty where it needs none."""
    act: Callable[[Conversation, Item, str], Step]
    """Does it, with the words that follow the key."""


class Conversation:
    """Goes through some items with a person."""

    def __init__(self, session: Session, ledger: Ledger, queue: Sequence[int], day: date) -> None:
        self._session = session
        self._ledger = ledger
        self._queue = list(queue)
        self._day = day
        self._at = 0
        self._trail: list[int] = []
        """The item of each decision, so that it can be gone back to."""

    def hold(self) -> None:
        """Show each item and do what the person says, until all are through or they quit."""
        step = Step.NEXT
        while step is not Step.QUIT and self._at < len(self._queue):
            item = self._ledger.item(self._queue[self._at])
            if item.withdrawn:
                self._at += 1
                continue
            self._show(item)
            step = self._decide(item)
            if step is Step.NEXT:
                self._at += 1
        self._sum_up()

    def _show(self, item: Item) -> None:
        from tracker.rendering.reviewing import render_review

        place = f"〔{self._at + 1}/{len(self._queue)}〕"
        width = find_width() if is_terminal() else None
        document = self._ledger.document(item.document_id)
        write("\n" + render_review(item, document, place=place, width=width, color=has_color()))
        decided = "" if item.review is Review.UNREVIEWED else "  回车 下一项"
        say("\n" + "  ".join(f"{key.letter} {key.word}" for key in KEYS) + decided)

    def _decide(self, item: Item) -> Step:
        """The step that the person takes with an item; what cannot be done is said, and asked again."""
        while True:
            line = ask("> ")
            if line is None:
                return Step.QUIT
            if not line and item.review is not Review.UNREVIEWED:
                return Step.NEXT
            key, words = parse_line(line)
            if key is None:
                say("请输入一个字母或对应的中文词再回车，例如 a 或 采纳；后面可以空一格直接写内容，例如 n 已电话核实")
                continue
            if key.question and not words:
                words = ask(key.question) or ""
                if not words:
                    say("没有输入内容，没有改。")
                    continue
            try:
                return key.act(self, item, words)
            except TrackerError as error:
                say(f"错误：{error}")

    def _sum_up(self) -> None:
        queue = set(self._queue)
        reviews = Counter(item.review for item in self._ledger.items() if item.id in queue)
        left = reviews[Review.UNREVIEWED]
        rest = f"，还有 {left} 项待核，再次运行同一命令即可继续" if left else ""
        write(f"\n已核 {reviews[Review.ACCEPTED]} 项，剔除 {reviews[Review.REJECTED]} 项{rest}。")

    def _update(self, item: Item, change: Change, summary: str) -> None:
        self._tell(
            item,
            self._ledger.update(
                [item.id],
                change,
                person=self._session.person,
                on=self._day,
                now=self._session.now,
                summary=f"核定编号 {item.id}：{summary}",
            ),
        )

    def _tell(self, item: Item, updated: Updated) -> None:
        if updated.command is not None:
            self._trail.append(item.id)
        tell(updated)

    # What the keys do

    def accept(self, item: Item, words: str) -> Step:
        """A promise, as it was read."""
        return self._judge(item, Review.ACCEPTED, words)

    def reject(self, item: Item, words: str) -> Step:
        """No promise; it counts nowhere."""
        return self._judge(item, Review.REJECTED, words)

    def _judge(self, item: Item, review: Review, words: str) -> Step:
        from tracker.ledger import Change

        self._update(item, Change(review=review, note=words or None), review.label)
        return Step.NEXT

    def edit(self, item: Item, words: str) -> Step:
        """Another cut."""
        from tracker.ledger import Change
        from tracker.reporting.corrections import recut

        reading = recut(self._ledger.reply(item.document_id), item.commitment, words)
        self._update(item, Change(reading=reading), "改截取")
        return Step.STAY

    def split(self, item: Item, words: str) -> Step:
        """Two promises; the second one is shown after the first."""
        from tracker.reporting.corrections import divide

        first, second = divide(self._ledger.reply(item.document_id), item.commitment, words)
        updated = self._ledger.split(
            item.id, first, second, person=self._session.person, on=self._day, now=self._session.now
        )
        self._tell(item, updated)
        new = [entry.id for entry in updated.items if entry.id != item.id]
        self._queue[self._at + 1 : self._at + 1] = new
        return Step.STAY

    def merge(self, item: Item, words: str) -> Step:
        """One promise with the next one of the same letter."""
        from tracker.reporting.corrections import join

        after = find_next(self._ledger.items(), item)
        reading = join(self._ledger.reply(item.document_id), item.commitment, after.commitment)
        updated = self._ledger.merge(
            item.id, after.id, reading, person=self._session.person, on=self._day, now=self._session.now
        )
        self._tell(item, updated)
        return Step.STAY

    def set_owner(self, item: Item, words: str) -> Step:
        """Who is to do it."""
        from tracker.ledger import Change

        self._update(item, Change(owner=words), f"责任单位→{words}")
        return Step.STAY

    def set_limit(self, item: Item, words: str) -> Step:
        """By when: words of the quote are what was promised, a day alone is what the supervisor sets."""
        from tracker.ledger import Change
        from tracker.reporting.corrections import drop_limit, set_limit

        if words in _NONE:
            self._update(item, Change(reading=drop_limit(item.commitment)), "没有承诺时限")
            return Step.STAY
        rest, day = split_day(words)
        if rest:
            reading = set_limit(item.commitment, rest, day, item.header.day)
            self._update(item, Change(reading=reading), f"承诺时限→{rest}")
            return Step.STAY
        reason = None
        if item.due not in (None, day):
            reason = ask("已有督办时限，改动的理由：") or None
        self._update(item, Change(due=day, reason=reason), f"督办时限→{day}")
        return Step.STAY

    def set_note(self, item: Item, words: str) -> Step:
        """Words of the person."""
        from tracker.ledger import Change

        self._update(item, Change(note=words), f"备注→{words}")
        return Step.STAY

    def skip(self, item: Item, words: str) -> Step:
        """Leave it as it is."""
        return Step.NEXT

    def take_back(self, item: Item, words: str) -> Step:
        """The last decision of this conversation, and go back to its item."""
        if not self._trail:
            raise NotFoundError("这一次还没有作过决定，更早的请退出后用 `tracker undo` 撤销")
        undone = self._ledger.undo(person=self._session.person, now=self._session.now, today=self._session.today)
        self._at = self._queue.index(self._trail.pop())
        write(f"已撤销：{undone.command.summary}")
        return Step.BACK

    def quit(self, item: Item, words: str) -> Step:
        """The end for now."""
        return Step.QUIT


KEYS = (
    Key("a", "采纳", "", Conversation.accept),
    Key("r", "剔除", "", Conversation.reject),
    Key("e", "改截取", "新的引文（整句，或“开头几个字…末尾几个字”）：", Conversation.edit),
    Key("s", "拆分", "后一项从哪几个字开始：", Conversation.split),
    Key("m", "并入下一项", "", Conversation.merge),
    Key("o", "责任单位", "责任单位：", Conversation.set_owner),
    Key(
        "d",
        "时限",
        "引文中的时限原话（后面可空一格写日期），没有写“无”，只写日期则定为督办时限：",
        Conversation.set_limit,
    ),
    Key("n", "备注", "备注：", Conversation.set_note),
    Key("k", "跳过", "", Conversation.skip),
    Key("u", "撤销上一步", "", Conversation.take_back),
    Key("q", "退出", "", Conversation.quit),
)
"""The keys, in the order shown."""


def parse_line(line: str) -> tuple[Key | None, str]:
    """The key that a line begins with, and the words after it.

    >>> [(key.word if key else None, words) for key, words in map(parse_line, ["a", "剔除 重复", "Ｎ　已核实", "x"])]
    [('采纳', ''), ('剔除', '重复'), ('备注', '已核实'), (None, 'x')]
    """
    head, *rest = line.split(None, 1)[:2] if line.strip() else ("",)
    for key in KEYS:
        if fold(head).lower() in (key.letter, key.word):
            return key, rest[0].strip() if rest else ""
    return None, line


def split_day(words: str) -> tuple[str, date | None]:
    """Words and the day at their end.

    >>> split_day("年底前 2024-12-31"), split_day("2024年12月31日"), split_day("年底前")
    (('年底前', datetime.date(2024, 12, 31)), ('', datetime.date(2024, 12, 31)), ('年底前', None))
    """
    found = _DAY_AT_END.search(fold(words))
    if found is None:
        return words, None
    return words[: found.start()].strip(), parse_day(found[1])


def find_next(items: Sequence[Item], item: Item) -> Item:
    """The item after another one in its letter that was not rejected; ``UsageError`` where it is the last."""
    here = (item.commitment.start, item.id)
    after = [
        other
        for other in items
        if other.document_id == item.document_id
        and other.review is not Review.REJECTED
        and (other.commitment.start, other.id) > here
    ]
    if not after:
        raise UsageError("这已经是本文件的最后一项，没有可以合并的下一项")
    return min(after, key=lambda other: (other.commitment.start, other.id))
