"""The card of one promise as text, the quote marked with 【】 in its paragraph."""

from __future__ import annotations

from tracker.rendering.plain import render_plain
from tracker.rendering.terminal import bold, render_fields, render_paragraph, render_table
from tracker.reporting.card import Card


def render_card(card: Card, *, width: int | None, color: bool = False) -> str:
    """The card; without a width nothing is broken into lines."""
    passage = f"{card.passage.before}【{card.passage.quote}】{card.passage.after}"
    history = render_plain(card.history) if width is None else render_table(card.history, width=width, color=color)
    parts = (
        bold(card.heading, color),
        render_fields(card.fields, width=width),
        bold("原文", color),
        render_paragraph(passage, width=width),
        bold("变更记录", color),
        history,
    )
    return "\n\n".join(parts)
