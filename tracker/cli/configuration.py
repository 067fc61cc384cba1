"""The configuration file: what a person sets once instead of with every command, and who decided in the end.

A flag goes before the environment, the environment before the file, the file before what the program does by itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.model import Labelled

if TYPE_CHECKING:
    from tracker.profile.written import Written

VARIABLE = "TRACKER_CONFIG"
"""Names another file."""
WHAT = "配置文件"
"""What the file is called in messages."""
VARIABLES = {"ledger": "TRACKER_LEDGER", "user": "TRACKER_USER", "profile": "TRACKER_PROFILE"}
"""The keys of the file, each with the variable of the environment that goes before it."""


class Origin(Labelled):
    """Who decided a setting."""

    FLAG = "flag", "选项"
    ENVIRONMENT = "environment", "环境变量"
    LEDGER = "ledger", "台账"
    FILE = "file", "配置文件"
    DEFAULT = "default", "默认"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting and who decided it."""

    key: str
    """``ledger``, ``user`` or ``profile``."""
    value: str
    """As it counts; the path of a ledger in full."""
    origin: Origin
    """Who decided."""
    place: str = ""
    """Where: the option, the variable, the file with its line; empty for the default."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The file as it is."""

    written: Written | None
    """The file, ``None`` where there is none."""
    path: Path
    """Where it is, or would be."""

    def find(self, key: str, flag: str | None) -> Setting | None:
        """A setting by flag, environment or file; ``None`` where neither says anything."""
        if flag:
            return Setting(key, flag, Origin.FLAG, f"--{key}")
        variable = VARIABLES[key]
        if given := os.environ.get(variable, "").strip():
            return Setting(key, given, Origin.ENVIRONMENT, variable)
        if self.written is None or key not in self.written.values:
            return None
        from tracker.profile.written import find_line

        line = find_line(self.written.text, (key,))
        return Setting(key, str(self.written.values[key]).strip(), Origin.FILE, f"{self.path} 第 {line} 行")

    def resolve(self, setting: Setting) -> Path:
        """The path that a setting names; in the file it is relative to the folder of the file."""
        path = Path(setting.value).expanduser()
        return self.path.parent / path if setting.origin is Origin.FILE else path


def find_configuration_path() -> Path:
    """``TRACKER_CONFIG``, else a file in the platform's folder for the configuration of a person."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("tracker", appauthor=False) / "config.toml"


def load_configuration() -> Configuration:
    """The configuration, empty where there is no file.

    Raises ``InputError`` where it cannot be read, has an unknown key or an empty value, or where the file that
    ``TRACKER_CONFIG`` names is missing.
    """
    path = find_configuration_path()
    if not path.exists() and not os.environ.get(VARIABLE):
        return Configuration(None, path)
    # Imported here: most people have no such file, and the start of every command counts.
    from tracker.profile.written import complete, load_written

    written = load_written(path, WHAT)
    for key, value in complete(written, dict.fromkeys(VARIABLES, ""), WHAT).items():
        if key in written.values and not (value.strip() and value.isprintable()):
            raise written.refuse(f"“{key}”应是一行文字，不能为空；不需要就删去这一行", key)
    return Configuration(written, path)
