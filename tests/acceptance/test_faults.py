"""What may go wrong around an audit: each is one clear message and the right exit code, and nothing is left behind."""

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

import kstt_rules
from kstt_rules.intake.files.cells import Limits
from kstt_rules.intake.files.reader import start_reading
from kstt_rules.outputs.exchange.json import render

AS_OF = date(2022, 3, 31)
UNCOMPILED = os.environ | {
    "PYTHONDONTWRITEBYTECODE": "1"
}  # where files cannot be long, modules would be stored cut off
AUDIT = [sys.executable, "-m", "kstt_rules", "audit", "--as-of", "2022-03-31"]
UNITS = pd.DataFrame({"Mã đơn vị": ["so-a", "h"], "Tên đơn vị": ["Sở A", "UBND huyện H"], "Loại": ["Sở", "UBND huyện"]})
OFFICERS = pd.DataFrame(
    {"Đơn vị": ["so-a"] * 4, "Họ và tên": list("ABCD"), "Chức vụ": "Chuyên viên", "Vai trò": "Chuyên viên"}
)
REPORTS = pd.DataFrame({"Đơn vị": ["so-a"], "Kỳ báo cáo": ["Quý IV/2021"], "Ngày gửi": [None]})
FRAMES = {"Đơn vị": UNITS, "Công chức đầu mối": OFFICERS, "Báo cáo": REPORTS}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    """A folder of three files with a violation."""
    folder = tmp_path_factory.mktemp("hoso")
    for name, frame in FRAMES.items():
        frame.to_csv(folder / f"{name}.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A folder with a file that takes the reader many seconds."""
    folder = tmp_path_factory.mktemp("lon")
    row = ",".join(f"Người thứ {n}" for n in range(40))
    (folder / "lon.csv").write_text("Đơn vị,Họ và tên\n" + f"{row}\n" * 70_000, encoding="utf-8")
    return folder


def run(*arguments, **options):
    done = subprocess.run([*AUDIT, *map(str, arguments)], capture_output=True, timeout=300, check=False, **options)
    return done.returncode, done.stdout, done.stderr.decode()


def told(error):
    """The one message of a command that failed, in Vietnamese and in English."""
    lines = error.splitlines()
    assert lines
    assert len(lines) <= 2
    assert all(line.startswith("kstt: ") for line in lines)
    return error


def result_bytes(result):
    stream = BytesIO()
    render(result, stream, language="vi")
    return stream.getvalue()


# -- writing

WRITER = """
import os, signal, sys, tempfile
from pathlib import Path
from kstt_rules.outputs import target

stage, how, path = sys.argv[1], getattr(signal, sys.argv[2]), Path(sys.argv[3])

def dying(call):
    def died(*arguments, **named):
        os.kill(os.getpid(), how)
        return call(*arguments, **named)
    return died

def die(where):
    if where == stage:
        os.kill(os.getpid(), how)

os.fsync = dying(os.fsync) if stage == "fsync" else os.fsync
for name in ("chmod", "replace", "unlink"):
    if name == stage:
        setattr(Path, name, dying(getattr(Path, name)))
with target.atomic_file(path) as stream:
    die("open")
    stream.write(b"new " * 50_000)
    die("write")
    stream.flush()
    die("flush")
"""
STAGES = ["open", "write", "flush", "fsync", "chmod", "replace", "unlink"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("old", [b"old", None])
def test_a_writer_killed_at_any_stage_leaves_the_old_file_or_the_new(stage, old, tmp_path):
    """Whatever was about to be done, the place holds what it held or all of the new file, and never a part."""
    path = tmp_path / "kq.json"
    if old is not None:
        path.write_bytes(old)
    done = subprocess.run([sys.executable, "-c", WRITER, stage, "SIGKILL", str(path)], check=False)
    assert done.returncode == (0 if stage == "chmod" and old is None else -signal.SIGKILL)
    found = path.read_bytes() if path.exists() else None
    assert found == (b"new " * 50_000 if stage == "unlink" or done.returncode == 0 else old)


@pytest.mark.parametrize("target", ["-o", "stdout"])
def test_a_full_disk_is_told(target, dossier, tmp_path):
    """Where there is no room for the result, the old file stays and the exit code is that of wrong usage."""
    path = tmp_path / "kq.json"
    path.write_bytes(b"old")
    if target == "stdout":
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*AUDIT, str(dossier), "--format", "json"], stdout=full, stderr=subprocess.PIPE, check=False
            )
        code, error = done.returncode, done.stderr.decode()
        assert "the disk is full" in told(error)
    else:
        room = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # noqa: E731
        code, _, error = run(dossier, "-o", path, preexec_fn=room, env=UNCOMPILED)
        assert "larger than allowed" in told(error)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]
    assert code == 2


def test_no_room_to_read_is_told(dossier):
    """Where not even the list of files can be handed to the reader, this is told, and the exit code is 3."""
    room = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # noqa: E731
    code, _, error = run(dossier, preexec_fn=room, env=UNCOMPILED)
    assert (code, "không ghi được tệp tạm" in told(error)) == (3, True)


def test_an_output_in_a_place_that_cannot_be_written_is_told(dossier):
    """A place that takes no files is a wrong use, told with its name."""
    code, _, error = run(dossier, "-o", "/proc/kq.json")
    assert (code, "/proc/kq.json" in told(error)) == (2, True)


# -- reading


def children(process):
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def started(*arguments):
    """A command whose reader has begun, in a process group of its own, that takes Ctrl-C as in a terminal."""
    taken = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    process = subprocess.Popen(
        [*AUDIT, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    signal.signal(signal.SIGINT, taken)
    assert eventually(lambda: any(map(has_begun, children(process))))
    return process, children(process)


def has_begun(reader):
    with suppress(OSError):
        return Path(f"/proc/{reader}/fd/1").stat().st_size > 0
    return False


def is_gone(pid):
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" in status.read_text()


def eventually(condition):
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_reader_that_is_killed_is_a_fault_of_its_file(busy):
    """The file at which the reader died is told, and the exit code is that of what could not be read."""
    process, (reader,) = started(busy)
    os.kill(reader, signal.SIGKILL)
    shown, error = process.communicate(timeout=300)
    assert process.returncode == 3
    assert not error
    assert "lon.csv" in "".join(shown.decode().splitlines()[:5])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_audit_ends_at_once_and_takes_its_reader_along(number, code, busy, tmp_path):
    """Ctrl-C and a request to end leave no process, no file and no traceback."""
    process, (reader,) = started(busy, "-o", tmp_path / "kq.json")
    time.sleep(0.3)
    os.kill(process.pid, number)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error) == (code, b"", b"")
    assert eventually(lambda: is_gone(reader))
    assert list(tmp_path.iterdir()) == []


def test_a_reader_without_a_parent_does_not_go_on(busy, tmp_path):
    """An audit that is killed outright leaves a reader that ends with the file at hand."""
    for number in range(30):
        (tmp_path / f"{number}.csv").hardlink_to(busy / "lon.csv")
    process, (reader,) = started(tmp_path)
    process.kill()
    process.communicate()
    assert eventually(lambda: is_gone(reader))


def test_a_reader_that_hangs_is_ended(busy):
    """A file on which the reader takes longer than allowed is a fault, and no process is left."""
    with start_reading([busy], limits=Limits(seconds=1)) as reading:
        (content,) = reading.result()
    assert content.fault == "timeout"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_an_unreadable_folder_is_told(dossier, tmp_path):
    """A folder that may not be listed is told with its name; the files beside it are read."""
    closed = tmp_path / "kin"
    closed.mkdir(mode=0)
    code, _, error = run(dossier, closed)
    assert (code, "kin" in told(error)) == (3, True)


@pytest.mark.parametrize("closed", [*(pytest.param((n,), marks=pytest.mark.nightly) for n in range(3)), (0, 1, 2)])
def test_closed_standard_streams_change_nothing(closed, dossier, tmp_path):
    """A job that is started without input, output or error writes the same result."""
    path = tmp_path / "kq.json"
    shut = "".join(f" {number}>&-" for number in closed)
    command = f'exec "$@"{shut}'
    arguments = [*AUDIT, str(dossier), "-o", str(path)]
    done = subprocess.run(["sh", "-c", command, "sh", *arguments], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    whole = kstt_rules.audit([dossier], as_of=AS_OF)
    assert path.read_bytes() == result_bytes(whole)


# -- surroundings

EVERY_FORMAT = """
import datetime, sys, time
from hashlib import sha256
from pathlib import Path

import kstt_rules
from kstt_rules.outputs import outputs_of, write

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(float(sys.argv[3]), tz)
    utcnow = today = now

def write_all():
    result = kstt_rules.audit([Path(sys.argv[1])], as_of=datetime.date(2022, 3, 31))
    for name in outputs_of("audit"):
        write(result, name, Path(sys.argv[2]) / name, language="vi")

write_all()  # everything is imported
time.time = lambda: float(sys.argv[3])
for name, module in list(sys.modules.items()):
    if name.startswith(("kstt_rules", "xlsxwriter", "icalendar", "rich", "jinja2")):
        vars(module).update({key: Later for key, value in vars(module).items() if value is datetime.datetime})
write_all()
for name in outputs_of("audit"):
    print(name, sha256((Path(sys.argv[2]) / name).read_bytes()).hexdigest())
"""
SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.utf8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "3", "TZ": "Pacific/Kiritimati", "LANG": "vi_VN.UTF-8", "COLUMNS": "40", "NO_COLOR": "1"},
]


@pytest.mark.parametrize("held", [SURROUNDINGS[::3], pytest.param(SURROUNDINGS, marks=pytest.mark.nightly)])
def test_surroundings_change_no_byte_of_any_format(held, dossier, tmp_path):
    """Processes at once, with other clocks, time zones, locales and hash seeds, write the same bytes."""
    processes = []
    for number, surroundings in enumerate(held):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", EVERY_FORMAT, str(dossier), str(folder), str(1e9 * (number + 1))]
        environment = {"PATH": os.environ["PATH"], **surroundings}
        processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment))
    written = [process.communicate(timeout=600) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(held)
    assert [error for _, error in written] == [b""] * len(held)
    assert len(written[0][0].splitlines()) >= 8
    assert [out for out, _ in written] == [written[0][0]] * len(held)


def test_eight_threads_give_one_result(dossier):
    """Audits of frames and files in eight threads at once each give what one alone gives."""
    alone = [sha256(result_bytes(kstt_rules.audit(source, as_of=AS_OF))).digest() for source in (FRAMES, [dossier])]

    def audited(number):
        source = FRAMES if number % 2 == 0 else [dossier]
        return sha256(result_bytes(kstt_rules.audit(source, as_of=AS_OF))).digest()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(audited, range(16))) == alone * 8
