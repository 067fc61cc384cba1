"""The state of an RTF file while it is read: groups with their formatting, destinations, code pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.reading.refusal import UnreadableError
from tracker.reading.rtf.codepages import SYMBOLS, decode_bytes, name_page
from tracker.reading.rtf.story import Story
from tracker.reading.rtf.tokens import Token, read_tokens
from tracker.reading.symbols import read_circle, read_symbol
from tracker.reading.tables import Lines, read_notes

_DEEPEST = 1000
MOST_TOKENS = 4_000_000
"""More than a reply of any length has; what follows costs time without end."""
_CHARACTERS = {
    "tab": " ", "line": "\n", "lbr": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "enspace": "\u2002", "emspace": "\u2003", "qmspace": "\u2005",
    "~": "\xa0", "_": "-",
}  # fmt: skip
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "\r", "\n"})
_TRANSPARENT = frozenset({"shpinst", "nesttableprops", "listtext", "pntext", "fldrslt", "result", "ud"})
"""Destinations that may be marked as unknown to old programs and are read."""
_SKIPPED = frozenset(
    "colortbl stylesheet info pict listtable listoverridetable revtbl rsidtbl generator filetbl header headerl headerr "
    "headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation atnid atnauthor "
    "atndate atnref bkmkstart bkmkend xe tc tcn rxe txe nonesttables shprslt private mmath pntxta pntxtb "
    "objclass objdata objname sp do".split()
)
_STORIES = frozenset({"shptxt", "footnote"})


class DamagedRtfError(UnreadableError):
    """An RTF file that cannot be read."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and gives back at its end."""

    place: str = "text"
    """Where characters go: ``text``, ``label``, ``code`` (of a field), ``fonts`` or ``nowhere``."""
    opens: str = ""
    """The story that ends with the group."""
    font: int = -1
    hidden: bool = False
    deleted: bool = False
    fallback: int = 1
    """Characters that stand after a Unicode one for programs that do not know it."""
    fresh: bool = False
    """True until something stands in the group: only there a word opens a destination."""
    starred: bool = False
    """True after ``\\*``."""


class Reader:
    """Reads one file."""

    def __init__(self) -> None:
        self._states = [_State(place="text")]
        self._stories = [Story()]
        self._notes: list[Lines] = []
        self._charsets: dict[int, int] = {}
        self._font_names: dict[int, str] = {}
        self._page = "cp1252"
        self._bytes = bytearray()
        self._skip = 0
        self._code: list[str] = []

    def read(self, data: bytes) -> Lines:
        """The lines of a file, notes at the end.  Raises ``DamagedRtfError``."""
        for count, token in enumerate(read_tokens(data)):
            if count > MOST_TOKENS:
                raise DamagedRtfError("RTF 文档的内容过于零碎，不像一份答复，请用 Word 或 WPS 打开后另存为 .docx")
            if token.kind in {"byte", "text"}:
                self._take_bytes(token)
                continue
            self._flush()
            if token.kind == "brace":
                self._skip = 0
                self._open() if token.name == "{" else self._close()
            elif self._skip and token.name not in {"u", "*"}:
                self._skip -= 1
            else:
                self._obey(token.name, token.number)
        self._flush()
        while len(self._states) > 1:
            self._close()
        return self._stories[0].finish() + read_notes(self._notes)

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _change(self, **changes: object) -> None:
        self._states[-1] = replace(self._states[-1], **changes)  # type: ignore[arg-type]

    def _open(self) -> None:
        if len(self._states) > _DEEPEST:
            raise DamagedRtfError("RTF 文档的嵌套层次过深，出于安全不予读取，请用 Word 或 WPS 打开后另存为 .docx")
        self._states.append(replace(self._state, opens="", fresh=True, starred=False))

    def _close(self) -> None:
        if len(self._states) == 1:
            return
        ended = self._states.pop()
        if ended.opens == "code":
            self._put(read_circle("".join(self._code)))
            self._code = []
        elif ended.opens:
            lines = self._stories.pop().finish()
            if ended.opens == "footnote":
                self._notes.append(lines)
            else:
                self._stories[-1].boxes.append(lines)

    def _take_bytes(self, token: Token) -> None:
        data = token.data
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._change(fresh=False)
            charset = self._charsets.get(self._state.font, 0)
            if charset == SYMBOLS and self._state.place == "text":
                name = self._font_names.get(self._state.font, "")
                self._put("".join(read_symbol(name, byte) for byte in data))
            elif self._state.place != "label" or charset != SYMBOLS:
                self._put(decode_bytes(data, charset, self._page))

    def _put(self, text: str) -> None:
        state = self._state
        if state.place == "fonts":
            self._font_names[state.font] = (self._font_names.get(state.font, "") + text).split(";")[0]
        elif state.place == "code":
            self._code.append(text)
        elif state.hidden or state.deleted or state.place == "nowhere":
            return
        elif state.place == "label":
            self._stories[-1].label.append(text)
        else:
            self._stories[-1].pieces.append(text)

    def _obey(self, word: str, number: int | None) -> None:
        fresh = self._state.fresh
        if word == "*":
            self._change(starred=True)
            return
        if fresh:
            starred = self._state.starred
            self._change(fresh=False, starred=False)
            if self._enter(word, starred):
                return
        if self._state.place == "nowhere":
            return
        if word == "u":
            self._put(chr((number or 0) & 0xFFFF))
            self._skip = self._state.fallback
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif not self._format(word, number) and self._state.place == "text":
            self._lay_out(word, number)

    def _enter(self, word: str, starred: bool) -> bool:
        """True where a word opens a destination: what follows in its group is no text of this story."""
        if self._state.place == "nowhere":
            return True
        if word in {"listtext", "pntext"}:
            self._change(place="label")
        elif word == "fldinst":
            self._change(place="code", opens="code" if not self._state.deleted else "")
        elif word == "fonttbl":
            self._change(place="fonts")
        elif word in _STORIES:
            gone = self._state.deleted
            self._change(place="nowhere" if gone else "text", opens="" if gone else word)
            if not gone:
                self._stories.append(Story())
        elif word in _SKIPPED or (starred and word not in _TRANSPARENT):
            self._change(place="nowhere")
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> bool:
        """True for words about code pages and characters."""
        if word == "ansicpg":
            self._page = name_page(number or 0)
        elif word == "mac":
            self._page = "mac-roman"
        elif word == "uc":
            self._change(fallback=min(max(0, number or 0), 100))
        elif word == "f":
            self._change(font=number or 0)
        elif word == "fcharset":
            self._charsets[self._state.font] = number or 0
        elif word == "v":
            self._change(hidden=number != 0)
        elif word == "deleted":
            self._change(deleted=number != 0)
        elif word == "plain":
            self._change(hidden=False, deleted=False, font=-1)
        else:
            return False
        return True

    def _lay_out(self, word: str, number: int | None) -> None:
        """Words about paragraphs and tables."""
        story = self._stories[-1]
        if word in _PARAGRAPH_ENDS:
            story.end_paragraph(self._state.deleted)
        elif word == "pard":
            story.depth = 0
        elif word == "intbl":
            story.depth = max(1, story.depth)
        elif word == "itap":
            story.depth = min(max(0, number or 0), 50)
        elif word == "trowd":
            story.heads = False
        elif word == "trhdr":
            story.heads = True
        elif word in {"cell", "nestcell"}:
            story.end_cell(1 if word == "cell" else story.depth)
        elif word in {"row", "nestrow"}:
            story.end_row(1 if word == "row" else max(2, story.depth))
