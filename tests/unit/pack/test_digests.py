"""The digest of a rule: two versions of a pack are told apart rule by rule."""

import pytest
from one_rule_pack import PACK, PROVISIONS, RULES, write_one_rule_pack

from kstt_rules.pack import load_pack
from kstt_rules.pack.digests import datasets_of

SECOND = """\
  - id: D5.1.b.follows
    provision: điểm b khoản 1 Điều 5
    subject: unit
    breach: findings.any(point == "a" and verdict == "breach")
    severity: info
    title: {vi: Hệ quả, en: Follows}
    message: {vi: Có., en: Yes.}
    remedy: {vi: Sửa., en: Mend.}
  - id: D5.1.a.other
    provision: điểm a khoản 1 Điều 5
    subject: unit
    breach: missing(unit.kind)
    severity: info
    title: {vi: Khác, en: Other}
    message: {vi: Có., en: Yes.}
    remedy: {vi: Sửa., en: Mend.}
"""
LABEL = "{type: boolean, header: Cột mới, label: {vi: cột mới, en: new column}}"
DATASET = """\
choices:
  light: {red: {label: {vi: đỏ, en: red}, written: [đo đỏ]}}
entities:
  lamp:
    label: {vi: đèn, en: lamp}
    called: [{vi: "đèn {unit}", en: "lamp {unit}"}]
    key: [unit]
    sheet: Đèn
    fields:
      unit: {type: unit, header: Đơn vị, label: {vi: đơn vị, en: unit}, required: true}
      colour: {type: choice, of: light, header: Màu, label: {vi: màu, en: colour}}
"""
LAMPS = """\
  - id: D5.1.a.lamp
    provision: điểm a khoản 1 Điều 5
    subject: lamp
    breach: lamp.colour == "red"
    severity: info
    title: {vi: Đèn, en: Lamp}
    message: {vi: Có., en: Yes.}
    remedy: {vi: Sửa., en: Mend.}
"""
VOCABULARY = f"additions: {{unit: {{fields: {{new_column: {LABEL}}}}}}}\n"


def digests(folder, **files):
    """Return the digest of each rule of a small pack, some of whose files are other ones."""
    pack = write_one_rule_pack(folder)
    second = PROVISIONS.partition("\n")[2].replace("điểm a", "điểm b")
    texts = {"dieu-05.yaml": RULES + SECOND, "provisions.yaml": PROVISIONS + second}
    texts |= {f"{name}.yaml".replace("_", "-"): text for name, text in files.items()}
    for name, text in texts.items():
        (pack / name).write_text(text, encoding="utf-8")
    return {rule.id: rule.sha256 for rule in load_pack(pack).rules}


def changed(tmp_path, **files):
    """Return which rules another form of those files changes."""
    before, after = digests(tmp_path / "a"), digests(tmp_path / "b", **files)
    assert before.keys() == after.keys()
    return {name.rpartition(".")[2] for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Quá số người", "Số người vượt mức"),
        ("Bớt người.", "Rút bớt người."),
        ("Đếm cả kiêm nhiệm.", "Ghi chú khác."),
        ("breach: officers.count() > limits.most", "breach: >-\n      officers.count()\n      > limits.most"),
    ],
)
def test_words_and_line_breaks_change_no_rule(was, now, tmp_path):
    """What a rule is called and how its file is laid out decides nothing."""
    assert RULES.count(was) == 1
    assert changed(tmp_path, dieu_05=RULES.replace(was, now) + SECOND) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("limits.most", "limits.most + 1"),
        ('"so"', '"ubnd_xa"'),
        ("loose: review", "loose: info"),
        ("    reading: strictness", "    reading: strictness\n    from: 2022-01-01"),
    ],
)
def test_a_rule_that_decides_otherwise_changes_with_those_that_follow_from_it(was, now, tmp_path):
    """Conditions, severities and times count; a rule that looks at findings changes with any of them."""
    assert RULES.count(was) == 1
    assert changed(tmp_path, dieu_05=RULES.replace(was, now) + SECOND) == {"max", "follows"}


@pytest.mark.parametrize(("was", "now"), [("value: 2", "value: 4"), ("2021-12-31", "2021-12-30")])
def test_a_parameter_changes_the_rules_that_use_it(was, now, tmp_path):
    """What a rule does not ask for does not change it."""
    assert changed(tmp_path, pack=PACK.replace(was, now)) == {"max", "follows"}


@pytest.mark.parametrize(
    "files",
    [
        {"vocabulary": VOCABULARY},
        {"pack": PACK.replace("first_year: 2021", "first_year: 2020")},
        {"pack": PACK + "  working_day_overrides: {2022-04-30: true, 2022-05-02: false}\n"},
    ],
)
def test_what_all_rules_share_changes_all(files, tmp_path):
    """By another vocabulary or calendar other rows are read and other reports are due."""
    assert changed(tmp_path, **files) == {"max", "follows", "other"}


@pytest.mark.parametrize(
    ("was", "now"), [('"1.2.3"', '"1.3.0"'), ("số người tối đa", "mức tối đa"), ("default: loose", "default: strict")]
)
def test_another_version_number_label_or_default_changes_no_rule(was, now, tmp_path):
    """A pack that decides as before is comparable with the one before; the readings in use are compared apart."""
    assert PACK.count(was) == 1
    assert changed(tmp_path, pack=PACK.replace(was, now)) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [("vi: đèn,", "vi: ngọn đèn,"), ("en: red}", "en: scarlet}"), ("vi: màu", "vi: sắc"), ("đèn {", "Đ {")],
)
def test_what_things_are_called_changes_no_rule(was, now, tmp_path):
    """The labels of datasets, fields and values, and how rows are named, decide nothing."""
    rules = RULES + SECOND + LAMPS
    before = digests(tmp_path / "a", dieu_05=rules, vocabulary=DATASET)
    assert DATASET.count(was) == 1
    assert digests(tmp_path / "b", dieu_05=rules, vocabulary=DATASET.replace(was, now)) == before


@pytest.mark.parametrize(
    ("was", "now"), [("Màu,", "Màu sắc,"), ("đo đỏ", "đo đo đỏ"), ("sheet: Đèn", "sheet: Ngọn đèn")]
)
def test_a_dataset_of_the_pack_changes_the_rules_that_look_at_it(was, now, tmp_path):
    """What it is read by, with the closed sets that are its own; and with them what follows from their findings."""
    rules = RULES + SECOND + LAMPS
    before = digests(tmp_path / "a", dieu_05=rules, vocabulary=DATASET)
    after = digests(tmp_path / "b", dieu_05=rules, vocabulary=DATASET.replace(was, now))
    assert {name.rpartition(".")[2] for name in before if before[name] != after[name]} == {"lamp", "follows"}


def test_a_new_dataset_changes_no_rule_that_was_there(tmp_path):
    """Beside what follows from the findings of all rules, of which there may be more now."""
    before = digests(tmp_path / "a")
    after = digests(tmp_path / "b", dieu_05=RULES + SECOND + LAMPS, vocabulary=DATASET)
    assert {name.rpartition(".")[2] for name in before if before[name] != after[name]} == {"follows"}


def test_a_rule_tells_what_it_looks_at(tmp_path):
    """Its subject's dataset, those that its conditions count, and findings where it follows from others."""
    digests(tmp_path)
    looked_at = {rule.id.rpartition(".")[2]: datasets_of(rule) for rule in load_pack(tmp_path / "nho").rules}
    assert looked_at == {"max": ("officer", "unit"), "follows": ("finding", "unit"), "other": ("unit",)}
