"""The command line as such: help, usage errors, where the ledger is, who and when, pipes and completion."""

from __future__ import annotations

import importlib
import io
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.cli.conftest import Run
from tracker.cli import console, main
from tracker.cli.application import ROOMS, build_command
from tracker.cli.completion import choose_shell
from tracker.cli.configuration import load_configuration
from tracker.cli.session import find_ledger, find_login, find_today
from tracker.errors import UsageError
from tracker.rendering.width import cell_width

COMMANDS = build_command().commands
posix = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX")
PAGES = [(), *((name,) for name in COMMANDS), *(("document", name) for name in COMMANDS["document"].commands)]


@pytest.mark.parametrize("command", PAGES)
def test_every_help_is_chinese_fits_and_ends_with_an_example(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert ran.out == run(*command, "-h").out
    assert ran.lines[0].startswith(f"用法：{' '.join(('tracker', *command))} ")
    assert all(cell_width(line) <= 80 for line in ran.lines)
    assert re.search(r"\n示例：\n(  tracker \S.*\n)+\Z", ran.out)
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Show|default|required|Error)\b", ran.out)


def test_the_first_help_names_every_command(run: Run) -> None:
    out = run("--help").out
    for name in COMMANDS:
        assert re.search(rf"(?m)^  {name} +\S", out)


def test_every_command_is_found_in_its_file() -> None:
    assert sorted(COMMANDS) == sorted(name for names in ROOMS.values() for name in names)
    for names in ROOMS.values():
        for name in names:
            assert tuple(build_command(["--user", "list", name, "--help"]).commands) == names


def test_help_follows_the_width_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert all(cell_width(line) <= 50 for line in run("report", "--help").lines if "tracker" not in line)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").out == f"tracker {tracker.__version__}\n"


def test_alone_without_a_ledger_it_says_how_to_start(run: Run, tmp_path: Path) -> None:
    ran = run()
    assert ran.code == 0
    assert ran.out.startswith(f"还没有台账（{tmp_path / 'ledger.db'}）")
    assert "tracker add" in ran.out


def test_alone_with_a_ledger_it_says_how_things_stand(filled: Run) -> None:
    ran = filled()
    assert ran.lines[1] == "承诺事项 6 项，在办 6 项（其中待核 6 项），完成率 0.0%（0/6）。"
    assert "逾期 1 项，最久的在前" in ran.lines


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lst",), "没有命令“lst”，是不是 list？"),
        (("完成",), "没有命令“完成”，请用 `tracker --help` 查看全部命令"),
        (("document",), "`tracker document` 后面缺少命令，可用的有：list、show、refresh、replace、update、withdraw"),
        (("document", "shw"), "没有命令“shw”，是不是 show？"),
        (("list", "--owner", ""), "--owner 的值是空的，请给出单位"),
        (("list", "--status", "done", "--status", " "), "--status 的值是空的，请给出状态"),
        (("list", "--gra"), "没有选项 --gra（是不是 --grade？），请用 `tracker list --help` 查看用法"),
        (("list", "--bogus"), "没有选项 --bogus，请用 `tracker list --help` 查看用法"),
        (("list", "-x"), "没有选项 -x，请用 `tracker list --help` 查看用法"),
        (("list", "--owner"), "选项 --owner 后面缺少值，请用 `tracker list --help` 查看用法"),
        (("list", "--overdue=1"), "选项 --overdue 不带值，请用 `tracker list --help` 查看用法"),
        (("document", "show", "1", "3"), "多出了参数：3，请用 `tracker document show --help` 查看用法"),
        (("show",), "缺少参数“事项”，请用 `tracker show --help` 查看用法"),
        (("add",), "缺少参数“路径”，请用 `tracker add --help` 查看用法"),
        (("explain", "a", "b"), "多出了参数：b，请用 `tracker explain --help` 查看用法"),
        (("list", "--ledger", ""), "--ledger 的值是空的，请给出文件"),
        (
            ("evaluate", "样例", "--errors", "多"),
            "选项 --errors 的值写得不对，应为条数，请用 `tracker evaluate --help` 查看用法",
        ),
        (("--nope", "list"), "没有选项 --nope，请用 `tracker --help` 查看用法"),
    ],
)
def test_a_mistake_in_the_command_line_is_one_chinese_sentence(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"错误：{words}\n"


@pytest.mark.parametrize("before", [True, False])
def test_ledger_and_user_stand_before_or_after_the_command(run: Run, folder: Path, before: bool) -> None:
    shared, command = ("--ledger", "另.db", "--user", "乙"), ("add", "答复")
    assert run(*((*shared, *command) if before else (*command, *shared))).code == 0
    assert (folder.parent / "另.db").exists()
    assert run("--ledger", "另.db", "history", "1").lines[1].split("\t")[4] == "乙"


def test_what_stands_after_the_command_overrides_what_stands_before(run: Run, folder: Path) -> None:
    run("--ledger", "前.db", "add", "答复", "--ledger", "后.db")
    assert sorted(path.name for path in folder.parent.glob("*.db")) == ["后.db"]


def test_the_ledger_is_where_option_variable_or_platform_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRACKER_LEDGER", "甲.db")
    nothing = load_configuration()
    assert find_ledger("乙.db", nothing).value == "乙.db"
    assert find_ledger(None, nothing).value == "甲.db"
    monkeypatch.delenv("TRACKER_LEDGER")
    path = Path(find_ledger(None, nothing).value)
    assert path.is_absolute()
    assert path.name == "ledger.db"
    assert "tracker" in path.parts


def test_the_day_is_the_calendars_unless_it_is_fixed(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    assert find_today().isoformat() == "2024-10-15"
    monkeypatch.setenv("TRACKER_TODAY", "0001-01-01")
    assert run("report").code == 2
    monkeypatch.setenv("TRACKER_TODAY", "十月")
    ran = run("list")
    assert ran.code == 2
    assert "TRACKER_TODAY 的值“十月”不是能用的日期" in ran.err
    monkeypatch.delenv("TRACKER_TODAY")
    assert find_today().year >= 2024


def test_the_moment_of_a_change_is_the_clocks_unless_the_day_is_fixed(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRACKER_TODAY")
    filled("update", "1", "--note", "已招标")
    last = filled("history", "1").lines[-1].split("\t")
    assert last[1] == last[5] == find_today().isoformat()


def test_the_person_is_option_variable_or_login_name(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled("history", "1").lines[1].split("\t")[4] == "测试员"
    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setenv("LOGNAME", "登录者")
    filled("update", "1", "--note", "已招标")
    assert filled("history", "1").lines[-1].split("\t")[4] == "登录者"


@posix
def test_without_a_login_name_a_person_must_say_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    unknown = next(number for number in range(60000, 65000) if number not in {entry.pw_uid for entry in pwd.getpwall()})
    monkeypatch.setattr(os, "getuid", lambda: unknown)
    with pytest.raises(UsageError, match="--user"):
        find_login()


def test_a_damaged_ledger_is_one_sentence_and_exit_code_five(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_text("不是台账" * 2000, "utf-8")
    ran = run("list")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("错误：")


def run_process(*args: str, **options: Any) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-m", "tracker", *args], stdout=pipe, stderr=pipe, **options)


def test_the_module_can_be_run() -> None:
    assert importlib.import_module("tracker.__main__").main is main
    out, err = run_process("--version").communicate(timeout=60)
    assert out.decode().strip() == f"tracker {tracker.__version__}"
    assert err == b""


def test_a_reader_that_goes_away_is_no_error(filled: Run) -> None:
    process = run_process("list", "--format", "jsonl")
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_reader_that_goes_away_is_silenced_in_the_same_process(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", os.fdopen(writing, "w", encoding="utf-8"))
        assert main(["list"]) == 0
        sys.stdout.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("options", [("list",), ("list", "--format", "json")])
def test_a_full_disk_is_one_sentence(filled: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        assert main(options) == 4
        # What is left in the buffer goes nowhere now, so that closing it does not complain.
    assert filled("list").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_told_where_every_line_is_written_at_once(
    filled: Run, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream := io.TextIOWrapper(full, "utf-8", write_through=True))
        assert main(["list"]) == 4
        stream.detach()
    assert capsysbinary.readouterr().err.decode() == "错误：结果写不到标准输出（磁盘已满）\n"


def test_closed_streams_are_no_defect(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        assert main(["list"]) == 4
        assert main(["list", "--format", "json"]) == 4
        assert main(["show", "99"]) == 3
        patch.setattr(sys, "stdin", None)
        assert main(["undo"]) == 2
    assert filled("list").code == 0


@posix
@pytest.mark.parametrize(("closing", "code"), [(">&-", 4), ("2>&-", 0), ("<&-", 0), (">/dev/full", 4)])
def test_a_process_with_a_closed_or_full_stream_shows_no_traceback(filled: Run, closing: str, code: int) -> None:
    command = f'"{sys.executable}" -m tracker list {closing}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_ctrl_c_while_the_program_starts_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt", "utf-8")
    paths = os.pathsep.join([str(tmp_path), str(Path(tracker.__file__).parent.parent)])
    process = run_process("list", env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}, cwd=tmp_path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.decode().strip()) == (130, b"", "已中断")


def test_ctrl_c_before_anything_was_said_needs_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.program.run", interrupt)
    assert main(["list"]) == 130
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["list"]) == 130


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_shared_options_are_taken_where_they_mean_nothing(run: Run, folder: Path, command: str) -> None:
    ran = run(command, "答复/1路灯.txt", "--ledger", "另.db", "--user", "甲")
    assert ran.out == run(command, "答复/1路灯.txt").out
    assert not (folder.parent / "另.db").exists()
    assert "--ledger" not in run(command, "--help").out


def test_a_terminal_that_knows_no_such_character_shows_a_replacement(filled: Run) -> None:
    process = run_process("list", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"??\t")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tracker hi", "history"),
        ("tracker list --over", "--overdue"),
        ("tracker list --status in_", "in_progress"),
        ("tracker update 3 --status d", "done\ndropped"),
        ("tracker document s", "show"),
        ("tracker list --status 推", "推进中"),
        ("tracker list --format j", "json\njsonl"),
        ("tracker report --format m", "md"),
        ("tracker extract --format jsonl", "jsonl"),
        ("tracker list --sort at", "attention"),
    ],
)
def test_the_shell_completes_commands_options_and_values(line: str, expected: str) -> None:
    words = line.split(" ")
    completing = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    out, err = run_process(env={**os.environ, **completing}).communicate(timeout=60)
    assert (out.decode().strip(), err) == (expected, b"")


def test_completion_answers_in_the_same_process_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_TRACKER_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "tracker list --status in_")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        main([])
    assert capfd.readouterr().out.strip() == "in_progress"


@posix
def test_the_script_of_the_completion_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/bash")
    ran = run("--show-completion")
    assert ran.code == 0
    assert "_TRACKER_COMPLETE=complete_" in ran.out


@posix
def test_the_completion_is_installed_in_the_home_of_the_person(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHELL", "/bin/bash")
    ran = run("--install-completion")
    assert (ran.code, ran.out) == (0, "")
    assert re.match(r"已为 \w+ 装好命令补全：", ran.err)
    assert any("tracker" in path.name for path in (tmp_path / "home").rglob("*"))


@pytest.mark.parametrize(("shell", "words"), [("zsh", "#compdef tracker"), ("fish", "complete --command tracker")])
def test_the_script_of_a_shell_that_is_named_is_shown(run: Run, shell: str, words: str) -> None:
    ran = run("--show-completion", shell)
    assert ran.code == 0
    assert words in ran.out


def test_a_shell_that_is_not_known_is_one_sentence(run: Run) -> None:
    ran = run("--show-completion", "tcsh")
    assert (ran.code, ran.out) == (2, "")
    assert "可用的有 bash、zsh、fish" in ran.err


@posix
def test_a_home_that_cannot_be_written_is_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("不是文件夹", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "文件"))
    ran = run("--install-completion", "bash")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("错误：装不上命令补全（")


def test_a_shell_that_cannot_complete_is_one_sentence() -> None:
    assert choose_shell("dash", "zsh") == "zsh"
    with pytest.raises(UsageError, match="bash"):
        choose_shell(None, "")


def test_a_stream_without_an_encoding_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", text)
        assert main(["--version"]) == 0
    assert text.getvalue() == f"tracker {tracker.__version__}\n"


def test_nothing_is_coloured_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch, terminal: Run, filled: Run) -> None:
    assert "\x1b" not in terminal("list").out
    assert not console.has_color()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[31m逾期\x1b[0m" in terminal("list").out
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in terminal("list").out


def press_ctrl_c(seconds: float) -> threading.Timer:
    """Press Ctrl-C a little later, as the system delivers it."""
    thread = threading.main_thread().ident
    assert thread is not None
    timer = threading.Timer(seconds, signal.pthread_kill, (thread, signal.SIGINT))
    timer.start()
    return timer


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="this system cannot send signals to threads")
def test_ctrl_c_says_that_what_was_done_is_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as waiting, os.fdopen(theirs, "wb"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(waiting))
        timer = press_ctrl_c(0.5)
        assert main(["explain", "-"]) == 130
        timer.join()
    assert "已中断；已完成的部分都完整保存" in capsys.readouterr().err
