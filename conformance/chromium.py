"""Chromium that prints page after page: started once, and told what to do through its DevTools protocol."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PAPER = {"paperWidth": 8.27, "paperHeight": 11.69}
"""A4 in inches."""
_ASIDE = 10
"""File numbers from here on are in nobody's way."""


class Browser:
    """One page of a running browser; messages to and from it are JSON that ends in a zero byte."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = requests
        self._answers = answers
        self._rest = b""
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def print(self, source: Path, *, head: bool) -> bytes:
        """A page as PDF; ``head`` with the time, title, address and number that browsers print around it."""
        self._ask("Page.navigate", url=source.as_uri())
        while self._receive().get("method") != "Page.loadEventFired":
            pass
        printed = self._ask("Page.printToPDF", displayHeaderFooter=head, **_PAPER)
        return base64.b64decode(printed["data"])

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        request = {"id": self._number, "method": method, "params": parameters}
        request |= {"sessionId": self._session} if self._session else {}
        os.write(self._requests, json.dumps(request).encode() + b"\0")
        while (answer := self._receive()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            data = os.read(self._answers, 1 << 16)
            if not data:
                raise RuntimeError("the browser has ended")
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        received: dict[str, Any] = json.loads(message)
        return received


@contextmanager
def started_browser(program: str, profile: Path) -> Iterator[Browser]:
    """A browser with settings of its own, which is ended with all that it started."""
    theirs, requests = os.pipe()
    answers, their_answers = os.pipe()
    theirs, their_answers = (_move_aside(number) for number in (theirs, their_answers))
    # In a container there is no user to shut it off from, and no graphics to draw with.
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--remote-debugging-pipe"]
    actions: list[tuple[Any, ...]] = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    # It reads from 3 and writes to 4.
    actions += [(os.POSIX_SPAWN_DUP2, theirs, 3), (os.POSIX_SPAWN_DUP2, their_answers, 4)]
    process = os.posix_spawn(program, [program, *options], os.environ, file_actions=actions, setsid=True)
    os.close(theirs)
    os.close(their_answers)
    try:
        yield Browser(requests, answers)
    finally:
        os.close(requests)
        os.close(answers)
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _move_aside(number: int) -> int:
    moved = fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, _ASIDE)
    os.close(number)
    return moved
