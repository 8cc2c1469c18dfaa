"""A small sound rule pack, written to a folder with the changes that a test wants."""

from collections.abc import Mapping
from pathlib import Path

from in_vietnamese import told_in_both

from kstt_rules.base.errors import PackError
from kstt_rules.pack import load_cases, load_pack

NAME = "tiny"

PACK_FILES: Mapping[str, str] = {
    "pack.yaml": """\
id: tiny
version: "0.1.0"
title: {vi: Gói nhỏ, en: Tiny pack}
regulation:
  title: {vi: Quy chế thử, en: Trial regulation}
  issuer: {vi: UBND tỉnh, en: Provincial committee}
  annexed_to: {vi: "Quyết định số {number}", en: "Decision No. {number}"}
  number: null
  date: null
  effective_from: null
  year: 2021
notes:
  - {vi: Bản dự thảo, en: A draft}
parameters:
  limits:
    most:
      type: integer
      label: {vi: số tối đa, en: most}
      values:
        - {from: 2021-01-01, value: 3, provision: điểm a khoản 1 Điều 5}
        - {from: 2025-07-01, value: 2, source: local}
  classes:
    bodies:
      type: texts
      label: {vi: loại đơn vị, en: kinds}
      values:
        - {from: 2021-01-01, value: [so, bql_kcn], provision: điểm a khoản 1 Điều 5}
readings:
  composition:
    label: {vi: cơ cấu, en: composition}
    default: cap
    options:
      strict: {vi: đủ, en: all}
      cap: {vi: trần, en: cap}
report_calendar:
  first_year: 2021
  expects:
    - {kinds: [so, bql_kcn], periods: [quarter, year], provision: khoản 3 Điều 7}
  due:
    tinh:
      quarter: {day: 18}
      year: {day: 31, months_after: 1}
  working_day_overrides: {2022-01-04: false}
""",
    "provisions.yaml": """\
provisions:
  - provision: khoản 3 Điều 7
    norm: duty
    bearer: {vi: đơn vị, en: units}
    summary: {vi: Báo cáo, en: Reports}
    not_checked: {vi: chưa có quy tắc, en: no rule yet}
  - provision: điểm a khoản 1 Điều 5
    norm: duty
    bearer: {vi: đơn vị, en: units}
    summary: {vi: Nhiều nhất ba người, en: At most three people}
""",
    "dieu-05.yaml": """\
article: 5
rules:
  - id: D5.1.a.missing
    provision: 5.1.a
    subject: unit
    applies: unit.kind in classes.bodies
    breach: officers.none(role == "unit_leader")
    severity: {strict: violation, cap: review}
    reading: composition
    title: {vi: Thiếu lãnh đạo, en: No leader}
    message: {vi: "{unit.name} thiếu lãnh đạo.", en: "{unit.name} has no leader."}
    remedy: {vi: Bổ sung., en: Add one.}
    note: {vi: Cách hiểu., en: How we read it.}
  - id: D5.1.a.max
    provision: điểm a khoản 1 Điều 5
    subject: unit
    applies: unit.kind in classes.bodies
    breach: officers.count() > limits.most
    severity: violation
    title: {vi: Quá số người, en: Too many}
    message:
      vi: >-
        {unit.name} có {officers.count()} người,
        quá {limits.most}.
      en: '{unit.name} has {officers.count()} people, above {limits.most}.'
    undetermined: {vi: Chưa rõ., en: Unclear.}
    remedy: {vi: Rà soát., en: Review.}
""",
    "cases/dieu-05.yaml": """\
cases:
  - name: Sở có bốn người
    readings: {composition: strict}
    set: {limits.most: 2}
    data:
      unit:
        - {id: so-a, name: Sở A, tier: tinh, kind: so}
        - {id: so-b, name: Sở B, tier: tinh, kind: null}
      officer:
        - {unit: so-a, name: Nguyễn Văn A, role: unit_leader, in_charge_of_one_stop: true, from_date: 2021-02-01}
        - {unit: so-a, name: Trần Thị B, phone: null}
      report: []
    expect:
      D5.1.a.max: {so-a: compliant, so-b: undetermined}
""",
}


HERE = "‸"
SECOND_CASE = """\
  - name: Sở không có lãnh đạo
    data: {unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}], officer: []}
    expect:
      D5.1.a.missing: {so-a: breach}
      D5.1.a.max: {so-a: compliant}
"""


def write_pack(
    parent: Path,
    *changes: tuple[str, str, str],
    add: Mapping[str, str] | None = None,
    leave_out: tuple[str, ...] = (),
) -> Path:
    """Write the small pack below a folder; each change is (file, old text that stands there once, new text)."""
    for name, text in pack_files(*changes, add=add, leave_out=leave_out).items():
        path = parent / NAME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(HERE, ""), encoding="utf-8", newline="")
    return parent / NAME


def write_tested_pack(parent: Path) -> Path:
    """Write the small pack with a case for each of its rules."""
    return write_pack(parent, add={"cases/dieu-05.yaml": PACK_FILES["cases/dieu-05.yaml"] + SECOND_CASE})


def pack_files(
    *changes: tuple[str, str, str],
    add: Mapping[str, str] | None = None,
    leave_out: tuple[str, ...] = (),
) -> dict[str, str]:
    """Return the files of the small pack with changes, still with the marks of HERE."""
    files = {name: text for name, text in {**PACK_FILES, **(add or {})}.items() if name not in leave_out}
    for name, old, new in changes:
        assert files[name].count(old) == 1, f"{old!r} stands {files[name].count(old)} times in {name}"
        files[name] = files[name].replace(old, new)
    return files


def marked_places(files: Mapping[str, str]) -> list[str]:
    """Return file:line:column of every mark, as problems write them."""
    places = []
    for name, text in files.items():
        parts = text.split(HERE)
        for index in range(1, len(parts)):
            lines = "".join(parts[:index]).split("\n")
            places.append(f"{NAME}/{name}:{len(lines)}:{len(lines[-1]) + 1}")
    return places


def faults(folder: Path) -> list[str]:
    """Return the problems that loading a pack and its cases reports, as text; each is told in Vietnamese too."""
    try:
        load_cases(load_pack(folder))
    except PackError as error:
        return [told_in_both(problem.told) for problem in error.problems]
    return []
