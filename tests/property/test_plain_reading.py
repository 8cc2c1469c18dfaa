"""The program and a second, plain reading of the law agree on every subject of drawn dossiers."""

import re

import plain_reading
import pytest
from evidence_cells import wrong_in_frames
from plain_dossiers import draw_dossier, period_text

import kstt_rules
from kstt_rules.model.citation import Provision
from kstt_rules.waivers.apply import Waiver

PACK = kstt_rules.load_pack("bac-giang-2021")


def audited(dossier, frames):
    """Return the program's result."""
    waivers = [
        Waiver(unit, None, Provision.parse(f"Điều {article}"), "vì", "ai", None, None, f"w.yaml:{line}")
        for line, (unit, article) in enumerate(dict.fromkeys(dossier.waived), 1)
    ]
    return kstt_rules.audit(
        frames, pack=PACK, as_of=dossier.as_of, effective_from=dossier.effect, waivers=waivers, detail="all"
    )


def found(dossier, result):
    """Return the program's findings of the provisions that are read plainly, in their form."""
    read, left = plain_reading.provisions(dossier), set(plain_reading.left_open(dossier))
    keys = set()
    for finding in result.findings:
        place = finding.provision
        provision = ".".join(str(part) for part in (place.article, place.clause, place.point) if part is not None)
        if (
            place.part != "quyet_dinh"
            and provision in read
            and finding.unit.id
            and (provision, finding.unit.id) not in left
        ):
            about = _about(finding.subject)
            keys.add((provision, finding.unit.id, about, str(finding.outcome), finding.bearer.id))
    return keys


def _about(subject):
    """Return what a subject is called in the plain reading: its id without the unit, periods as sheets write them."""
    if subject.kind in ("unit", "change"):
        return ""
    own = re.sub(r"#\d+$", "", subject.id.partition("/")[2])
    if subject.kind == "approval":
        return "/".join(own.split("/")[-2:])
    if subject.kind not in ("report", "payment"):
        return own
    name, _, period = own.rpartition("/")
    return f"{name} {_period(period)}".strip()


def _period(text):
    if text == "ad-hoc":
        return "Đột xuất"
    year, _, quarter = text.partition("-Q")
    return period_text(int(year), int(quarter) if quarter else None)


def differences(seed):
    """Return what only the plain reading finds, what only the program finds, and evidence not in its cells."""
    dossier = draw_dossier(seed)
    frames = dossier.frames
    result = audited(dossier, frames)
    plain, program = plain_reading.read(dossier), found(dossier, result)
    return sorted(plain - program, key=str), sorted(program - plain, key=str), wrong_in_frames(result, frames)


@pytest.mark.parametrize("first", range(0, 250, 50))
def test_the_program_agrees_with_a_plain_reading_of_the_law(first):
    """On 50 dossiers each, nothing is found that the plain reading does not find, none is missed, all cells hold."""
    differing = {seed: found for seed in range(first, first + 50) if any(found := differences(seed))}
    assert not differing


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(250, 5000, 50))
def test_the_program_agrees_with_a_plain_reading_on_many_more(first):
    """The same on 4,750 dossiers more."""
    test_the_program_agrees_with_a_plain_reading_of_the_law(first)
