"""An audit in parts: the same bytes as in one piece, by this process, by others, and where some of them die."""

import os
import shutil
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from multiprocessing import active_children, get_context

import pandas as pd
import pytest
from comparable import as_json
from repository import EXAMPLES

import kstt_rules
from kstt_rules.base.errors import UsageError
from kstt_rules.judging.steps import new_run
from kstt_rules.large import FilesGiven, Job, audit_in_parts
from kstt_rules.large.workers import Here
from kstt_rules.pack import load_pack
from kstt_rules.waivers.files import read_waivers

AS_OF = date(2022, 3, 31)


def in_parts(paths, size, *, pack="bac-giang-2021", previous=None, settings=None, executor=None, **paths_options):
    """Audit in parts of so many units."""
    chosen = load_pack(pack)
    job = Job(new_run(chosen, as_of=AS_OF, settings=settings), {}, verify=False)
    before = None if previous is None else FilesGiven(previous)
    return audit_in_parts(job, FilesGiven(paths, **paths_options), before, units_a_part=size, executor=executor)[0]


def test_the_example_of_a_province_in_parts():
    """Rosters, approvals of whole tiers, lists over all units, homonyms and an earlier roster: the same bytes."""
    paths, previous = [EXAMPLES / "bac-giang-2022"], [EXAMPLES / "bac-giang-2022-previous"]
    whole = kstt_rules.audit(paths, as_of=AS_OF, previous=previous, settings={"readings.composition": "strict"})
    found = in_parts(paths, 60, previous=previous, settings={"readings.composition": "strict"})
    assert as_json(found) == as_json(whole)


def test_the_example_of_two_tiers_in_parts():
    """A pack with datasets, fields and relations of its own: the same bytes."""
    paths = [EXAMPLES / "two-tier-2026"]
    whole = kstt_rules.audit(paths, as_of=AS_OF, pack="example-two-tier")
    assert as_json(in_parts(paths, 5, pack="example-two-tier")) == as_json(whole)


@pytest.fixture
def dossier(tmp_path):
    """A small dossier with an unreadable file, rejected rows, repeated rows over two files, and a file not known."""
    folder = tmp_path / "ho-so"
    folder.mkdir()
    for name in ("don-vi.xlsx", "ban-giao.xlsx", "cong-chuc-dau-moi-cap-tinh.xlsx"):
        shutil.copy(EXAMPLES / "two-tier-2026" / name, folder / name)
    roster = {
        "Đơn vị": ["Sở Lạ", "001", "001"],
        "Họ và tên": ["Lê An", "Vũ Hoà", "Vũ Hòa"],
        "Từ ngày": ["31/02/2022", "", ""],
    }
    for name in ("cong-chuc-dau-moi-a.csv", "cong-chuc-dau-moi-b.csv"):
        pd.DataFrame(roster).to_csv(folder / name, index=False)
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "trong.xlsx").write_bytes(b"")
    (folder / "quet.pdf").write_bytes(b"%PDF")
    return folder


def test_a_poisoned_file_is_its_own_fault(dossier):
    """What cannot be read, and rows that are rejected or repeated over files, are told as they are of the whole."""
    strange = dossier / "la.xyz"
    strange.write_bytes(b"")
    paths = [dossier, strange]
    whole = kstt_rules.audit(paths, as_of=AS_OF, pack="example-two-tier")
    assert {reject.file for reject in whole.unreadable} == {"hong.xlsx", "trong.xlsx", "la.xyz"}
    assert {"duplicate_row", "unknown_unit"} & {reject.reason for reject in whole.rejects}
    assert as_json(in_parts(paths, 2, pack="example-two-tier")) == as_json(whole)


def test_a_register_and_waivers_of_their_own(dossier, tmp_path):
    """A named register wins over that of the folder, and waivers set breaches aside after all parts are joined."""
    register = tmp_path / "danh-muc.csv"
    pd.DataFrame({"Mã đơn vị": ["001", "9"], "Tên đơn vị": ["Sở Một", "Sở Chín"], "Loại": ["Sở", "Sở"]}).to_csv(
        register, index=False
    )
    waivers = tmp_path / "waivers.yaml"
    lines = ["waivers:"]
    for unit in ("001", "khong-co"):
        lines += [f'  - unit: "{unit}"', "    provision: Điều 2", "    reason: thử", "    granted_by: UBND tỉnh"]
    waivers.write_text("\n".join(lines), encoding="utf-8")
    options = {"as_of": AS_OF, "pack": "example-two-tier", "units": register, "waivers": read_waivers(waivers)}
    assert as_json(kstt_rules.audit([dossier], in_parts=True, **options)) == as_json(
        kstt_rules.audit([dossier], **options)
    )


class Dying(Executor):
    """Processes of which one dies when so many pieces of work are handed in."""

    def __init__(self, inner, after, victims):
        self.inner, self.left, self.victims = inner, after, victims

    def submit(self, fn, /, *args, **kwargs):
        future = self.inner.submit(fn, *args, **kwargs)
        self.left -= 1
        if self.left == 0:
            os.kill(self.victims()[0], 9)
        return future


def test_what_a_broken_executor_loses_is_done_here(dossier):
    """A pool that breaks when one of its processes dies loses nothing of the audit."""
    whole = kstt_rules.audit([dossier], as_of=AS_OF, pack="example-two-tier")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        executor = Dying(pool, 3, lambda: [child.pid for child in active_children()])
        assert as_json(in_parts([dossier], 5, pack="example-two-tier", executor=executor)) == as_json(whole)


def test_a_worker_of_dask_killed_in_mid_run_loses_nothing(dossier):
    """Two worker processes, daemons both; one is killed while parts are judged, and is started anew."""
    distributed = pytest.importorskip("distributed", reason="needs the extra dask")
    whole = kstt_rules.audit([dossier], as_of=AS_OF, pack="example-two-tier")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        first = set(client.run(os.getpid).values())
        executor = Dying(client.get_executor(), 6, lambda: [min(first)])
        assert as_json(in_parts([dossier], 3, pack="example-two-tier", executor=executor)) == as_json(whole)
        assert min(first) not in client.run(os.getpid).values()


def test_frames_are_not_audited_in_parts():
    """Paths travel, not frames."""
    with pytest.raises(UsageError, match="paths of files"):
        kstt_rules.audit({"unit": pd.DataFrame({"id": ["a"]})}, as_of=AS_OF, executor=Here())
