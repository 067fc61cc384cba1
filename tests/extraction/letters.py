"""Letters for tests, built from their body alone."""

from __future__ import annotations

from tracker.extraction import extract
from tracker.model import Commitment, Document, Extraction, Genre, Header, Reply

ISSUER = "云溪市城市管理局"


def letter(body: str, *, dated: str | None = "2024-08-20", issuer: str | None = ISSUER) -> Reply:
    """A reply whose whole text is its body."""
    document = Document("letter.txt", "0" * 64, "text", body)
    return Reply(document, Header(dated=dated, issuer=issuer), Genre.REPLY, "测试", 0, len(body), 0)


def extracted(body: str, *, dated: str | None = "2024-08-20", issuer: str | None = ISSUER) -> Extraction:
    """What the extractor makes of a body."""
    return extract(letter(body, dated=dated, issuer=issuer))


def promises(body: str, *, dated: str | None = "2024-08-20") -> list[str]:
    """The quotes of the commitments of a body."""
    return [commitment.text for commitment in extracted(body, dated=dated).commitments]


def promise(body: str, *, dated: str | None = "2024-08-20", issuer: str | None = ISSUER) -> Commitment:
    """The one commitment of a body."""
    (commitment,) = extracted(body, dated=dated, issuer=issuer).commitments
    return commitment
