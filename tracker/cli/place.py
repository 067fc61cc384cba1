"""Which rules of a place a run goes by, and who decided: flag, environment, ledger, configuration, default."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.configuration import Configuration, Origin, Setting
from tracker.errors import LedgerError, UsageError
from tracker.rendering.width import one_line

if TYPE_CHECKING:
    from tracker.ledger import Rules
    from tracker.profile import Profile


@dataclass(frozen=True, slots=True)
class Place:
    """Rules that were chosen."""

    name: str
    """Key of rules that come with the program, or the name of the file."""
    text: str
    """The text of their file."""
    profile: Profile
    """What it says."""
    known: bool
    """True for rules that come with the program."""


def choose_place(named: str, path: Path | None = None) -> Place:
    """The rules that come with the program under a name, else those in the file; ``path`` is where it is.

    Raises ``UsageError`` where there is neither, ``InputError`` for a file that is wrong.
    """
    from tracker.profile import find_key, list_profiles, load_known, read_profile

    key = find_key(named)
    if key is not None:
        return Place(key, read_profile(key), load_known(key), known=True)
    path = path or Path(named).expanduser()
    if path.suffix != ".toml" and path.name == named and not path.exists():
        known = "、".join(f"{key}（{load_known(key).name}）" for key in list_profiles())
        raise UsageError(f"没有“{named}”这套地区规则，可用的有 {known}，也可以给出一个 .toml 文件")
    return read_place(path)


def read_place(path: Path) -> Place:
    """The rules in a file; raises ``InputError`` with the line of what is wrong."""
    from tracker.profile import parse_profile
    from tracker.profile.profile import WHAT
    from tracker.profile.written import load_written

    written = load_written(path, WHAT)
    return Place(path.name, written.text, parse_profile(written.text, str(path)), known=False)


def find_place(flag: str | None, ledger: Path, configuration: Configuration) -> tuple[Place, Setting]:
    """The rules of a run, and who decided."""
    from tracker.ledger import find_rules
    from tracker.profile import DEFAULT

    setting = configuration.find("profile", flag)
    if setting is None or setting.origin is Origin.FILE:
        rules = find_rules(ledger)
        if rules is not None:
            return _open_kept(rules, ledger), Setting("profile", one_line(rules.name), Origin.LEDGER, str(ledger))
    if setting is None:
        return choose_place(DEFAULT), Setting("profile", DEFAULT, Origin.DEFAULT)
    return choose_place(setting.value, configuration.resolve(setting)), setting


def _open_kept(rules: Rules, ledger: Path) -> Place:
    from tracker.profile import find_key, parse_profile

    name = one_line(rules.name)
    if rules.text is not None:
        profile = parse_profile(rules.text, f"台账 {ledger} 里的地区规则 {name}")
        return Place(name, rules.text, profile, known=False)
    if find_key(rules.name) is None:
        raise LedgerError(
            f"台账 {ledger} 设定的地区规则“{name}”本程序没有，请升级 tracker，或用 `tracker profile use 名称` 另选一套"
        )
    return choose_place(rules.name)
