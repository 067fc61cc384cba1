"""Radicals to the characters meant: what a PDF's font table gives for a character is often its radical.

Browsers write ⽇ (U+2F47, KANGXI RADICAL SUN) for 日 and ⻓ (U+2ED3) for 长, because font and printer
know only that both look the same.  The table is Unicode's ``EquivalentUnifiedIdeograph.txt`` (15.0),
for the blocks Kangxi Radicals and CJK Radicals Supplement; only ⼾ (U+2F3E) is 户 here, which is what
fonts of the mainland draw for it, not 戶.  Compatibility ideographs (U+F900 to
U+FAFF) have canonical decompositions and go that way.  NFKC is not used: it would also change ㎡, ①
and full-width marks.
"""

from __future__ import annotations

import re
import unicodedata

_KANGXI = (
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
    "寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋"
    "比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
    "缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
    "辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
    "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
"""From U+2F00 in order, without gaps."""

_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長"
    "⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""Pairs: the radical, the character."""

_MEANT = {0x2F00 + place: character for place, character in enumerate(_KANGXI)}
_MEANT |= {ord(radical): character for radical, character in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
_COMPATIBLE = re.compile("[\uf900-\ufaff]")


def replace_radicals(text: str) -> str:
    """The text with radicals and compatibility ideographs as ordinary characters, the same length.

    >>> replace_radicals("⼀是2025年⽉底前改造⻓江路㎡①")
    '一是2025年月底前改造长江路㎡①'
    """
    return _COMPATIBLE.sub(_decompose, text.translate(_MEANT))


def _decompose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])
