"""The command on machines that lack what Linux has, and without the rule engine; not tried on Windows itself."""

import subprocess
import sys

import orjson
import pytest
from poorer_machines import ENGINE, LIKE_WINDOWS, lacking
from repository import EXAMPLES, ROOT
from web_server import FIELDS, Served, Visitor, temporary_folder

import kstt_rules
from kstt_rules.base.version import VERSION
from kstt_rules.outputs.exchange.json import document

SMALL = EXAMPLES / "bac-giang-2022" / "cong-chuc-dau-moi-huyen-tan-yen.csv"
UNITS = EXAMPLES / "bac-giang-2022" / "don-vi.xlsx"


def kstt(environment, *arguments):
    """Run the command line, and return its status, output and errors."""
    command = [sys.executable, "-m", "kstt_rules", *map(str, arguments)]
    ran = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return ran.returncode, ran.stdout, ran.stderr


def audited(environment, *more):
    """Audit a list and the register of the example, to JSON."""
    day = ("--as-of", "2022-03-31", "--format", "json")
    return kstt(environment, "audit", SMALL, UNITS, *day, *more)


def test_a_machine_that_lacks_all_comes_to_the_same_where_the_user_lets_columns_judge(tmp_path):
    """Without limits of memory, alarms, affinity, forks and the engine; the result names no engine, and says so."""
    status, output, errors = audited(lacking(tmp_path, *LIKE_WINDOWS, ENGINE), "--engine-absent", "masks")
    assert (status, errors) == (1, "")
    found = orjson.loads(output)
    expected = document(kstt_rules.audit([SMALL, UNITS], as_of="2022-03-31"))
    assert found["engine"] == {"name": "masks", "version": VERSION, "subjects": 0}
    assert "không có bộ máy quy tắc" in found["regulation"]["notices"].pop(0)["vi"]
    assert {**found, "engine": expected["engine"]} == expected


def test_the_workplace_lets_columns_judge_where_its_operator_said_so(tmp_path):
    """Pages and results say that there was no engine; without the option the page says what to do."""
    environment = lacking(tmp_path, ENGINE)
    files = [("files", (path.name, path.read_bytes())) for path in (SMALL, UNITS)]
    with temporary_folder() as folder:
        server = Served(folder, "--engine-absent", "masks", environment=environment)
        with Visitor(server) as visitor:
            address = visitor.drop(files).headers["location"].rpartition("/")[0]
            assert "không có bộ máy quy tắc" in visitor.seen(f"{address}/findings").text
            found = visitor.get(f"{address}/get/json").json()
            once = visitor.post("/audit", data={**FIELDS, "format": "json"}, files=files).json()
        server.end()
        server = Served(folder, environment=environment)
        with Visitor(server) as visitor:
            address = visitor.drop(files).headers["location"].rpartition("/")[0]
            assert "không nạp được" in visitor.seen(f"{address}/findings").text
        server.end()
    assert found["engine"]["name"] == "masks"
    assert found == once
    with pytest.MonkeyPatch.context() as hidden:
        hidden.setitem(sys.modules, ENGINE, None)
        session = kstt_rules.Session([SMALL, UNITS], as_of="2022-03-31", engine_absent="masks")
        assert session.result.engine.is_absent
        assert document(session.result) == document(
            kstt_rules.audit([SMALL, UNITS], as_of="2022-03-31", engine_absent="masks")
        )


def test_without_the_engine_the_audit_ends_with_what_to_do(tmp_path):
    """One sentence in each language, no traceback and no result."""
    status, output, errors = audited(lacking(tmp_path, ENGINE))
    assert (status, output) == (3, "")
    vietnamese, english = errors.splitlines()
    assert vietnamese.startswith("kstt: Bộ máy quy tắc durable-rules 2.0.28 không nạp được")
    assert english.startswith("kstt: The rule engine durable-rules 2.0.28 cannot be imported")
    assert english.endswith("with kstt audit --engine-absent masks.")
