"""A pack of one rule and one case, with a reading, a dated parameter and a note."""

PACK = """\
id: nho
version: "1.2.3"
title: {vi: Gói quy tắc nhỏ, en: A small pack}
regulation:
  title: {vi: Quy chế nhỏ, en: A small regulation}
  issuer: {vi: UBND tỉnh, en: The committee}
  annexed_to: {vi: "Quyết định số {number}", en: "Decision {number}"}
  number: null
  date: null
  effective_from: null
  year: 2021
parameters:
  limits:
    most:
      type: integer
      label: {vi: số người tối đa, en: most people}
      values:
        - {from: 2021-01-01, until: 2021-12-31, value: 3, provision: điểm a khoản 1 Điều 5}
        - {from: 2022-01-01, value: 2, source: local}
readings:
  strictness:
    label: {vi: mức chặt, en: strictness}
    default: loose
    options: {strict: {vi: chặt, en: strict}, loose: {vi: lỏng, en: loose}}
report_calendar:
  first_year: 2021
  expects: []
"""
PROVISIONS = """\
provisions:
  - provision: điểm a khoản 1 Điều 5
    norm: duty
    bearer: {vi: Các sở, en: Departments}
    summary: {vi: Không quá ba người., en: Three people at most.}
"""
RULES = """\
article: 5
rules:
  - id: D5.1.a.max
    provision: điểm a khoản 1 Điều 5
    subject: unit
    applies: unit.kind == "so"
    breach: officers.count() > limits.most
    severity: {strict: violation, loose: review}
    reading: strictness
    title: {vi: Quá số người, en: Too many}
    message: {vi: "{unit.name} có {officers.count()} người.", en: "{unit.name} has {officers.count()}."}
    remedy: {vi: Bớt người., en: Fewer people.}
    note: {vi: Đếm cả kiêm nhiệm., en: Concurrent posts count.}
"""
CASES = """\
cases:
  - name: Sở có hai người
    data:
      unit: [{id: so-a, name: Sở A, tier: tinh, kind: so}]
      officer: [{unit: so-a, name: A}, {unit: so-a, name: B}]
    expect:
      D5.1.a.max: {so-a: compliant}
"""


def write_one_rule_pack(parent):
    """Write the pack to a folder within another, and return it."""
    folder = parent / "nho"
    (folder / "cases").mkdir(parents=True)
    files = {"pack.yaml": PACK, "provisions.yaml": PROVISIONS, "dieu-05.yaml": RULES, "cases/dieu-05.yaml": CASES}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder
