"""The command line as a whole: finding commands, and one exit code for every end."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kstt_rules import __version__, cli
from kstt_rules.base.errors import EngineError, InputError, PackError, Problem, UsageError
from kstt_rules.commands.exits import Exit

HEAVY = ("numpy", "pandas", "pydantic", "rich", "xlsxwriter", "yaml", "orjson", "durable_rules_engine")
PROVINCE = Path(__file__).parents[2] / "examples/bac-giang-2022"


def ending(monkeypatch, error):
    """Make ``kstt packs`` end with an error."""

    @click.command()
    def command():
        raise error

    monkeypatch.setattr("kstt_rules.commands.packs.command", command)
    return cli.main(["packs"])


def python(code, **options):
    """Run code in a fresh interpreter."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, **options)


def test_help_lists_every_command_and_exit_code(capsys):
    """``kstt --help`` ends cleanly and names all commands, in English and Vietnamese."""
    assert cli.main(["--help"]) == Exit.CLEAN
    shown = capsys.readouterr().out
    for name in cli.COMMANDS:
        assert f"\n  {name} " in shown
    assert "could not be read / không đọc được" in shown


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_help_in_both_languages(name, capsys):
    """``kstt COMMAND --help`` explains itself in English and Vietnamese."""
    assert cli.main([name, "--help"]) == Exit.CLEAN
    shown = capsys.readouterr().out
    assert f"Usage: kstt {name}" in shown
    assert "ắ" in shown or "ệ" in shown or "ạ" in shown


def test_nothing_heavy_is_imported_for_help():
    """Help of the program and of all its commands loads no data frames, models, readers or writers."""
    code = (
        "import sys; from kstt_rules.cli import COMMANDS, main; main(['--help'])\n"
        "for name in COMMANDS: main([name, '--help'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    assert python(code).stderr == b"[]\n"


def test_an_audit_of_files_does_without_data_frames(tmp_path):
    """Whatever it writes: loading pandas takes longer than a small audit."""
    ways = [f"-o{tmp_path / name}" for name in ("a.json", "b.xlsx", "c.docx", "d.html", "e.csv")]
    given = [
        "audit",
        str(PROVINCE / "don-vi.xlsx"),
        str(PROVINCE / "thay-doi.xlsx"),
        "--as-of",
        "2022-03-31",
        "--fail-on",
        "never",
        *ways,
    ]
    code = (
        f"import sys; from kstt_rules.cli import main; main({given}); print('pandas' in sys.modules, file=sys.stderr)"
    )
    assert python(code).stderr.endswith(b"False\n")


def test_a_kept_pack_finds_what_a_read_one_finds(tmp_path):
    """The first start keeps pack and vocabulary beside the compiled modules; the second reads no YAML."""
    given = ["audit", str(PROVINCE / "don-vi.xlsx"), str(PROVINCE / "phe-duyet.xlsx"), "--as-of", "2022-03-31"]
    told = []
    for name in ("read.json", "kept.json"):
        arguments = [*given, "-o", str(tmp_path / name)]
        code = f"import sys; from kstt_rules.cli import main; main({arguments}); print('yaml' in sys.modules)"
        start = [sys.executable, "-X", f"pycache_prefix={tmp_path / 'compiled'}", "-c", code]
        told.append(subprocess.run(start, capture_output=True, check=True).stdout.split()[-1])
    assert told == [b"True", b"False"]
    assert (tmp_path / "read.json").read_bytes() == (tmp_path / "kept.json").read_bytes()
    names = {path.name.partition(".")[0] for path in tmp_path.glob("compiled/**/*.made")}
    assert names == {"bac-giang-2021", "vocabulary"}


def test_version(capsys):
    """``kstt --version`` shows the version of the program."""
    assert cli.main(["--version"]) == Exit.CLEAN
    assert capsys.readouterr().out == f"kstt {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["packs", "--nothing"], ["explain"], ["audit"]])
def test_wrong_usage_ends_with_2(arguments, capsys):
    """A missing or unknown command, option or argument shows the usage, no traceback."""
    assert cli.main(arguments) == Exit.USAGE
    assert "Usage: kstt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (UsageError("no such thing"), Exit.USAGE, "kstt: no such thing\n"),
        (InputError("a\x1b[2Jb.xlsx: broken"), Exit.UNREADABLE, "kstt: a␛[2Jb.xlsx: broken\n"),
        (EngineError("engine differs"), Exit.UNREADABLE, "kstt: engine differs\n"),
        (
            PackError([Problem("p/b.yaml", 2, 1, "second"), Problem("p/a.yaml", 1, 3, "first")]),
            Exit.UNREADABLE,
            "kstt: p/a.yaml:1:3: first\nkstt: p/b.yaml:2:1: second\n",
        ),
        (
            PermissionError(13, "Permission denied", "x.xlsx"),
            Exit.UNREADABLE,
            "kstt: x.xlsx: không có quyền truy cập\nkstt: x.xlsx: access is denied\n",
        ),
        (KeyboardInterrupt(), Exit.INTERRUPTED, ""),
        (click.Abort(), Exit.INTERRUPTED, ""),
    ],
)
def test_errors_are_told_without_a_traceback(error, code, told, monkeypatch, capsys):
    """What a user can mend is one message and its exit code; Ctrl-C is quiet."""
    assert ending(monkeypatch, error) == code
    assert capsys.readouterr().err == told


def test_a_fault_of_the_program_is_no_finding(monkeypatch, capsys):
    """An unexpected error shows its traceback and does not end with the code for findings."""
    assert ending(monkeypatch, ZeroDivisionError("fault")) == Exit.UNREADABLE
    assert "ZeroDivisionError: fault" in capsys.readouterr().err


def test_a_closed_pipe_is_quiet():
    """``kstt … | head`` complains of nothing."""
    reading, writing = os.pipe()
    os.close(reading)
    code = "import sys; from kstt_rules.cli import main; sys.exit(main(['--help']))"
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run([sys.executable, "-c", code], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (Exit.BROKEN_PIPE, b"")


def test_output_is_utf_8_whatever_the_locale():
    """Vietnamese is written in UTF-8 where the locale knows only ASCII."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    ended = python("from kstt_rules.cli import main; main(['--help'])", env=environment)
    assert "Rà soát" in ended.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (["audit"], "Missing argument", "thiếu PATH..."),
        (["audit", "x", "--nope"], "No such option", "không có tùy chọn --nope"),
        (["audit", "x", "--lang"], "requires an argument", "tùy chọn --lang thiếu giá trị, hoặc không nhận giá trị"),
        (["audit", "x", "--lang", "fr"], "Invalid value", "giá trị của --lang không hợp lệ; giá trị được nhận: vi, en"),
        (["calendar", "--year", "1"], "Invalid value", "giá trị của --year không hợp lệ"),
        (["packs", "x"], "unexpected extra argument", "câu lệnh không đúng; xem kstt packs --help"),
        (["audiit"], "No such command", "không có lệnh này; các lệnh: audit, "),
    ],
)
def test_wrong_use_is_told_in_both_languages(arguments, english, vietnamese, capsys):
    """What is wrong with a command line is said in English and in Vietnamese."""
    assert cli.main(arguments) == Exit.USAGE
    told = capsys.readouterr().err
    assert english in told
    assert f"Lỗi: {vietnamese}" in told.splitlines()[-1]


def test_the_help_alone_is_no_fault(capsys):
    """Without a command the program explains itself, in both languages, and finds no fault."""
    assert cli.main([]) == Exit.USAGE
    assert "Lỗi:" not in capsys.readouterr().err


def test_the_process_collects_garbage_as_before(monkeypatch):
    """Whoever calls ``main`` finds thresholds and frozen objects as they were, whichever way the command ends."""
    monkeypatch.setattr("sys.argv", ["kstt", "packs"])
    ways = (["packs"], ["nothing"], ["packs", "--help"])
    for arguments in ways:  # what a first run replaces is freed
        cli.main(arguments)
    before = gc.get_threshold(), gc.get_freeze_count()
    for arguments in ways:
        cli.main(arguments)
        assert (gc.get_threshold(), gc.get_freeze_count()) == before


CUT_SHORT = """
import os, signal, sys
from kstt_rules import cli
def run(arguments):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    except BaseException:
        raise AttributeError("half loaded") from None
cli._run = run
sys.exit(cli.main())
"""


def test_who_is_asked_to_end_says_nothing_of_what_was_cut_short():
    """A library that is being loaded may raise an error of its own for it."""
    done = subprocess.run([sys.executable, "-c", CUT_SHORT], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (143, b"", b"")


ENDING = """
import atexit, os, sys
sys.argv = ["kstt", *sys.argv[1:]]
class Kept:
    def __del__(self):
        os.write(2, b"taken apart")
from kstt_rules import cli
sys.kept = Kept()
usual = cli.main
def main():
    atexit.register(print, "closed")
    return usual()
cli.main = main
cli.run()
"""


@pytest.mark.parametrize(("arguments", "code"), [(["packs"], Exit.CLEAN), (["pack"], Exit.USAGE)])
def test_a_process_of_its_own_ends_at_once(arguments, code):
    """What was asked to be done at the end is done, all is written, and nothing that was made is taken apart."""
    ended = subprocess.run([sys.executable, "-c", ENDING, *arguments], capture_output=True, check=False)
    assert ended.returncode == code
    assert ended.stdout.decode().endswith("closed\n")
    assert b"taken apart" not in ended.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(shell):
    """``_KSTT_COMPLETE=bash_source kstt`` writes the script, which asks for the commands that begin so."""
    code = "import sys; from kstt_rules.cli import main; sys.argv = ['kstt']; sys.exit(main())"
    script = python(code, env={**os.environ, "_KSTT_COMPLETE": f"{shell}_source"})
    assert (script.returncode, script.stderr) == (Exit.CLEAN, b"")
    assert f"_KSTT_COMPLETE={shell}_complete" in script.stdout.decode()
    asked = {"COMP_WORDS": "kstt cov", "COMP_CWORD": "cov" if shell == "fish" else "1"}
    found = python(code, env={**os.environ, "_KSTT_COMPLETE": f"{shell}_complete", **asked})
    assert "coverage" in found.stdout.decode()
    assert "audit" not in found.stdout.decode()


def test_a_shell_without_completion_is_told_which_have_it():
    """Another shell is wrong usage, and no commands are run."""
    code = "import sys; from kstt_rules.cli import main; sys.argv = ['kstt', 'packs']; sys.exit(main())"
    ended = python(code, env={**os.environ, "_KSTT_COMPLETE": "cmd_source"})
    assert ended.returncode == Exit.USAGE
    assert "choose from bash_source, fish_source, zsh_source" in ended.stderr.decode()


@pytest.mark.parametrize(
    "command",
    ["audit round", "audit round/a.xlsx", "audit . -o round", "audit . -o round/a.json", "audit . --units round"],
)
def test_links_that_lead_in_a_circle_are_told(command, tmp_path, monkeypatch, capsys):
    """As a sentence, wherever such a path is given."""
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "a.csv").write_text("x,y\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(command.split()) in (Exit.USAGE, Exit.UNREADABLE)
    told = "".join(capsys.readouterr())
    assert "Traceback" not in told
    assert "round" in told or "a.xlsx" in told


def test_a_lack_of_memory_is_told(monkeypatch, capsys):
    """With what helps, and no traceback."""

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("kstt_rules.cli._run", fail)
    assert cli.main(["packs"]) == Exit.UNREADABLE
    vietnamese, english = capsys.readouterr().err.splitlines()
    assert vietnamese.startswith("kstt: không đủ bộ nhớ")
    assert "--run parts" in english
