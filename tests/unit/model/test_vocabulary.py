"""A pack's own vocabulary: what it may add to the base one."""

import pytest
from pack_factory import HERE, PACK_FILES, faults, marked_places, write_pack

from kstt_rules.intake.values.titles import Titles, classify
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.model.vocabulary import Entity, EntityField, Label, Vocabulary
from kstt_rules.pack import load_cases, load_pack

VOCABULARY = """\
choices:
  unit_kind:
    trung_tam: {tier: cum, label: {vi: Trung tâm, en: Centre}}
  tier:
    cum: {label: {vi: cụm xã, en: cluster}}
  shift:
    day: {label: {vi: ca ngày, en: day shift}}
entities:
  visit:
    label: {vi: lượt thăm, en: visit}
    sheet: Lượt thăm
    key: [unit, made_on]
    name: note
    per_period: made_on
    fields:
      unit: {type: unit, header: Đơn vị, label: {vi: đơn vị, en: unit}, required: true}
      made_on: {type: date, header: Ngày, label: {vi: ngày, en: date}}
      note: {type: text, header: Ghi chú, label: {vi: ghi chú, en: note}}
additions:
  officer:
    fields:
      years: {type: number, header: Số năm, label: {vi: số năm công tác, en: years}}
      shift: {type: choice, of: shift, header: Ca, label: {vi: ca, en: shift}}
  unit:
    relations:
      visits: {entity: visit, match: [{unit: id}]}
"""


def test_a_pack_adds_what_its_rules_speak_of(tmp_path):
    """New kinds, fields, entities and relations are there for conditions and cases; the base is as it was."""
    folder = write_pack(
        tmp_path,
        (
            "dieu-05.yaml",
            "breach: officers.count() >",
            'breach: officers.count(years >= 2 and shift == "day") + visits.count() >',
        ),
        ("cases/dieu-05.yaml", "report: []", "visit: [{unit: so-a, made_on: 2022-01-01}]"),
        ("cases/dieu-05.yaml", "phone: null", "years: 2.5"),
        ("pack.yaml", "value: [so, bql_kcn]", "value: [so, trung_tam]"),
        add={"vocabulary.yaml": VOCABULARY},
    )
    pack = load_pack(folder)
    [case] = load_cases(pack)
    assert pack.vocabulary.label("unit_kind", "trung_tam").vi == "Trung tâm"
    assert pack.vocabulary.tier_of("trung_tam") == "cum"
    assert "documents" in pack.vocabulary.entity("officer").relations
    assert case.dossier.tables["officer"].frame["years"].tolist()[1] == 2.5
    assert "years" not in base_vocabulary().entity("officer").fields
    assert "trung_tam" not in base_vocabulary().choices["unit_kind"]


@pytest.mark.parametrize(
    ("title", "kind", "role"),
    [
        ("Trưởng phòng", "so", "division_head"),
        ("Trưởng phòng", "thanh_tra_tinh", "office_leader"),
        ("Phó Trưởng phòng", "so", "office_leader"),
    ],
)
def test_a_title_that_a_pack_claims_shows_its_own_value(tmp_path, title, kind, role):
    """In the kinds of unit that it names; elsewhere, and for other titles, the base's value stays."""
    division_head = "division_head: {label: {vi: x, en: x}, titles: [{phrases: [Trưởng phòng], where: [so]}]}"
    folder = write_pack(tmp_path, add={"vocabulary.yaml": f"choices:\n  role:\n    {division_head}\n"})
    assert classify(title, Titles.of(load_pack(folder).vocabulary.choices["role"]), kind) == role


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("so is already defined in the base vocabulary", "    trung_tam:", "    ‸so:"),
        (
            "report is already defined in the base vocabulary",
            "  visit:\n",
            "  ‸report:\n    label: {vi: x, en: x}\n    key: []\n    fields: {}\n  visit:\n",
        ),
        ("name is already defined in the base vocabulary", "      years:", "      ‸name:"),
        ("officers is already defined in the base vocabulary", "      visits:", "      ‸officers:"),
        ("unknown entity 'oficer'; did you mean 'officer'?", "  officer:\n", "  ‸oficer:\n"),
        ("unknown choices 'shft'; did you mean 'shift'?", "of: shift", "‸of: shft"),
        (
            "a field of type choice names its closed set with `of`",
            "shift: {type: choice, of: shift",
            "‸shift: {type: choice",
        ),
        ("a field of type number has no closed set", "type: number,", "type: number, ‸of: shift,"),
        (
            "a field has a `header`, or `reads` another field",
            "years: {type: number, header: Số năm,",
            "‸years: {type: number,",
        ),
        ("unknown field 'years_text'; did you mean 'years'?", "header: Số năm", "‸reads: years_text"),
        ("only the base vocabulary has derived fields", "header: Số năm", "‸derived: true"),
        ("unknown field 'made' of visit; did you mean 'made_on'?", "key: [unit, made_on]", "key: [unit, ‸made]"),
        ("unknown field 'mad_on' of visit; did you mean 'made_on'?", "per_period: made_on", "‸per_period: mad_on"),
        (
            "'note' is not a field of type unit of visit; known: unit",
            "    name: note\n",
            "    name: note\n    ‸owner: note\n",
        ),
        ("unknown tier 'cumm'; did you mean 'cum'?", "tier: cum,", "‸tier: cumm,"),
        ("only a kind of unit has a tier", "day: {label", "day: {‸tier: cum, label"),
        ("unknown choices 'shfts'; did you mean 'shift'?", "of: shift,", "of: shift, ‸beside: shfts,"),
        ("unknown field 'nots' of visit; did you mean 'note'?", "name: note", "‸name: nots"),
        ("unknown entity 'visite'; did you mean 'visit'?", "entity: visit,", "‸entity: visite,"),
        ("unknown field 'unti' of visit; did you mean 'unit'?", "[{unit: id}]", "[{‸unti: id}]"),
        ("unknown field 'idd'; did you mean 'id'?", "[{unit: id}]", "[{‸unit: idd}]"),
        (
            "unknown field 'made' of visit; did you mean 'made_on'?",
            "match: [{unit: id}]",
            "match: [{unit: id}], ‸where: made",
        ),
        (
            "entities.visit.fields.note.typ: unknown key; did you mean 'type'?",
            "note: {type: text",
            "note: {type: text, ‸typ: x",
        ),
    ],
)
def test_a_fault_of_the_vocabulary_is_told_once_at_its_place(tmp_path, message, old, new):
    """A pack may add, not redefine or compute, and what it names must be there."""
    assert VOCABULARY.count(old) == 1
    text = VOCABULARY.replace(old, new)
    [place] = marked_places({**PACK_FILES, "vocabulary.yaml": text})
    found = faults(write_pack(tmp_path, add={"vocabulary.yaml": text}))
    assert len(found) == 1, found
    assert found[0].startswith(f"{place}: {message}")
    assert HERE in text


def test_rules_are_not_judged_by_a_broken_vocabulary(tmp_path):
    """What rests on a vocabulary that cannot be read is not told besides."""
    changes = [("dieu-05.yaml", "breach: officers.count() >", "breach: oficers.count() >")]
    found = faults(write_pack(tmp_path, *changes, add={"vocabulary.yaml": "additions: ["}))
    assert len(found) == 1
    assert found[0].startswith("tiny/vocabulary.yaml:")


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ({}, "unit"),
        ({"owner": "host"}, "host"),
        ({"owner": None}, None),
        ({"owner": "topic"}, None),
    ],
)
def test_a_row_is_filed_under_the_unit_of_its_owner(said, owner):
    """By default of a field called unit; under none where the vocabulary says so, or the field is not one."""
    label = Label(vi="x", en="x")
    types = {"unit": "unit", "host": "unit", "topic": "text"}
    fields = {name: EntityField(type=of, label=label) for name, of in types.items()}
    vocabulary = Vocabulary({}, {"visit": Entity(label=label, key=[], fields=fields, **said)})
    assert vocabulary.owner_of("visit") == owner
    assert vocabulary.owner_of("unit") == "id"
