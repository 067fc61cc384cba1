"""LibreOffice, where it is installed: makes a .docx of formats that have no reader of their own here.

It works on copies in a temporary folder of ours with settings of our own (no macros, no links
followed, no proxy but a dead one), and is ended after a minute with all that it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

TIMEOUT = 60.0
"""Seconds for one document."""
_NAMES = ("soffice", "libreoffice", "libreoffice7", "libreoffice24.8")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format(name="BlockUntrustedRefererLinks", value="true")
    + _SETTING.format(name="DisableActiveContent", value="true")
    + _SETTING.format(name="DisableMacrosExecution", value="true")
    + _SETTING.format(name="MacroSecurityLevel", value="3")
    + '<item oor:path="/org.openoffice.Office.Writer/Content/Update">'
    '<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)
_NOWHERE = "http://127.0.0.1:9"


def find_office() -> str | None:
    """The program, ``None`` where it is not installed."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path), None) or next(
        (path for path in _PLACES if Path(path).is_file()), None
    )


def convert(data: bytes, suffix: str, target: str = "docx") -> bytes | None:
    """A document as another format; ``None`` where LibreOffice is missing, fails or takes too long.

    ``suffix`` with its dot tells LibreOffice what the bytes are.
    """
    program = find_office()
    if program is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as folder:
            return _convert(program, Path(folder), data, suffix, target)
    except OSError:
        return None


def _convert(program: str, folder: Path, data: bytes, suffix: str, target: str) -> bytes | None:
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", target, "--outdir", str(folder / "made"), str(source),
    ]  # fmt: skip
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"), _NOWHERE)
    environment = {**os.environ, **proxies, "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=sys.platform != "win32",
    )  # fmt: skip
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(process)
    made = folder / "made" / f"source.{target}"
    return made.read_bytes() if made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and what it started: its launcher leaves a child behind when it is ended alone."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":  # pragma: no cover
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
