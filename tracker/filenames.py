"""Names of files made from words: such that Windows, Linux and a memory stick take them; touches no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 80
"""Characters of a name without its suffix; 255 bytes in UTF-8 hold 85 Chinese characters."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?:\..*)?")


def safe_name(words: str, taken: Container[str] = ()) -> str:
    """A name without suffix that is no device, holds no separator or control character, and is not taken.

    ``taken`` holds case-folded names.  The rules are those that Microsoft documents for file names.

    >>> safe_name("市财政局/国库科"), safe_name("con"), safe_name("a. "), safe_name(""), safe_name("局", {"局"})
    ('市财政局_国库科', 'con_', 'a', '未命名', '局 (2)')
    """
    kept = "".join(sign for sign in words if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    name = _FORBIDDEN.sub("_", kept)[:LONGEST].strip(" .") or "未命名"
    if _RESERVED.fullmatch(name):
        name += "_"
    number, unique = 2, name
    while unique.casefold() in taken:
        unique, number = f"{name} ({number})", number + 1
    return unique
