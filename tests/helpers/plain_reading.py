"""A second, plain reading of Điều 4, 5, 7, 9 and khoản 5 Điều 10, from the regulation alone: no code of the program.

A finding is (provision, id of the unit, what it is about, outcome, id of who is obliged). What cannot be decided is
read in every possible world: what holds in all of them is found, what holds in some is undetermined.
"""

from collections import defaultdict
from itertools import product

from plain_dossiers import CLERK, DISTRICT, LEADER, LISTS, OFFICE, OUTSIDE, PARENT, PROVINCIAL, SPECIALIST, Dossier
from plain_periods import BODIES, INFO, REVIEW, UNDETERMINED, VIOLATION, payments, reports

READ = {
    "officer": {"5.1.a", "5.1.b", "5.1.c", "5.3.a"},
    "approval": {"4.1", "4.2", "9.1", "9.2"},
    "change": {"9.3.a", "9.3.b"},
    "report": {"7.3", "7.4"},
    "payment": {"9.4"},
    "consolidated": {"10.5"},
}
"""The provisions that are read where a dataset was submitted."""


def read(dossier: Dossier) -> set[tuple[str, str, str, str, str]]:
    """Return all findings of the provisions in ``READ`` whose dataset was submitted."""
    found: set[tuple[str, str, str, str]] = set()
    for reader in (_composition, _regime, _approvals, _lists_sent, _changes, reports, payments, _consolidated):
        found |= set(reader(dossier))
    compared, left = provisions(dossier), set(left_open(dossier))
    return {_borne(dossier, *one) for one in found if one[0] in compared and one[:2] not in left}


def _borne(dossier, provision, unit, about, outcome):
    """Add who is obliged, and set aside what is waived for the unit."""
    bearer = unit
    if provision in ("4.1", "10.5"):
        bearer = "vp"
    elif provision in ("4.2", "9.2", "9.3.b"):
        bearer = PARENT.get(unit, unit)
    is_waived = (unit, int(provision.split(".")[0])) in dossier.waived and outcome != UNDETERMINED
    return provision, unit, about, "waived" if is_waived else outcome, bearer


def provisions(dossier: Dossier) -> set[str]:
    """Return the provisions that are compared."""
    found = {name for dataset, names in READ.items() if dataset in dossier.rows for name in names}
    return found if "approval" in dossier.rows else found - READ["change"]


def left_open(dossier: Dossier):
    """Yield (provision, unit) of which two readers of the law may differ."""
    for unit, rows in _in_post(dossier).items():
        names = [row["name"] for row in rows]
        of_two_roles = {n for n in names if len({row["role"] for row in rows if row["name"] == n}) > 1}
        if of_two_roles and not (unit in PARENT and len(set(names)) == 1):
            yield from ((p, unit) for p in ("5.1.a", "5.1.b", "5.1.c"))
    sent = {row["unit"] for row in dossier.rows.get("change", []) if row["list_sent_on"]}
    yield from (("9.1", unit) for unit in sent)
    for change in dossier.rows.get("change", []):
        unit = change["unit"]
        later = [
            row
            for row in _decisions(dossier)
            if _own(row) in (unit, PARENT.get(unit)) and row["sent_on"] and row["sent_on"] >= change["changed_on"]
        ]
        if later and unit not in PROVINCIAL:
            yield "9.3.b", unit
    whole = {_own(row) for row in _decisions(dossier) if row["unit"] != _own(row)}
    yield from ((p, unit) for unit, parent in PARENT.items() if parent in whole for p in ("4.2", "9.2"))
    for row in _decided(dossier):  # a decision on a body that was not there, or of whose addressees none is left
        unit = _own(row)
        if unit in dossier.units() and not dossier.binds(unit, row["decided_on"]):
            family = (unit, PARENT.get(unit, unit), *PARENT)
            yield from ((p, other) for p in ("4.1", "4.2") for other in family)
    for row in dossier.rows.get("report", []):
        if row["due_on"] is None and row["period"] == "Đột xuất" and not dossier.binds(row["unit"], dossier.as_of):
            yield from ((p, row["unit"]) for p in ("7.3", "7.4"))
    if "staff" not in dossier.rows:
        yield "5.1.a", "vp"
    repeated = {(row["unit"], row["name"]) for row in dossier.rows["officer"]}
    for unit, name in repeated:
        if sum(row["unit"] == unit and row["name"] == name for row in dossier.rows["officer"]) > 1:
            yield from ((p, unit) for p in ("5.3.a", "9.4", "10.5"))
            others = {row["unit"] for row in dossier.rows["officer"] if row["name"] == name}
            yield from (("5.3.a", other) for other in others)


def _in_post(dossier: Dossier):
    """The rows of those in post on the day, by unit; the unit is there though nobody is in post."""
    day = dossier.as_of
    here = defaultdict(list)
    for row in dossier.rows["officer"]:
        here[row["unit"]] = here[row["unit"]]
        if (row["from_date"] or day) <= day <= (row["to_date"] or day):
            here[row["unit"]].append(row)
    for rows in here.values():
        begun = {row["role"] for row in rows if row["from_date"] == day}
        rows[:] = [row for row in rows if not (row["to_date"] == day and row["role"] in begun)]
    return here


def _worlds(rows):
    """Yield every way in which rows may be people: each a list of sets of roles."""
    by_name = defaultdict(list)
    for row in rows:
        by_name[row["name"]].append(row)
    ways = []
    for same in by_name.values():
        one, apart = [{row["role"] for row in same}], [{row["role"]} for row in same]
        if len(same) == 1:
            ways.append([one])
            continue
        first, second = same
        years = {first["birth_year"], second["birth_year"]}
        phones = {first["phone"], second["phone"]}
        if None not in years:
            ways.append([one] if len(years) == 1 else [apart])
        else:
            ways.append([one, apart] if len(phones) == 2 and None not in phones else [one])
    for way in product(*ways):
        yield [roles for people in way for roles in people]


def _agreed(worlds, check):
    """Return True, False, or None where the worlds differ."""
    answers = {check(people) for people in worlds}
    return answers.pop() if len(answers) == 1 else None


def _told(provision, unit, what, answer, outcome):
    if answer or answer is None:
        yield provision, unit, what, outcome if answer else UNDETERMINED


def _composition(dossier):
    posts = _in_post(dossier)
    for unit in dossier.units():
        if unit not in BODIES or not dossier.binds(unit, dossier.as_of):
            continue
        point = "5.1.b" if unit in DISTRICT else "5.1.c" if unit in PARENT else "5.1.a"
        if unit not in posts:
            yield point, unit, "", REVIEW
        elif not posts[unit]:
            yield point, unit, "", VIOLATION if unit in ("vp", *PARENT) else REVIEW
        else:
            yield from _of_people(dossier, point, unit, posts[unit])


def _of_people(dossier, point, unit, rows):
    worlds = list(_worlds(rows))

    def holders(people, role):
        return sum(role in roles for roles in people)

    if unit in PARENT:
        yield from _told(point, unit, "", _agreed(worlds, lambda p: len(p) != 2), VIOLATION)
        for role in (LEADER, CLERK):
            yield from _told(point, unit, "", _agreed(worlds, lambda p, role=role: holders(p, role) != 1), VIOLATION)
        return
    if unit == "vp":
        leads = _agreed(worlds, lambda p: sum(bool(roles & {LEADER, OFFICE}) for roles in p) != 1)
        yield from _told(point, unit, "", leads, VIOLATION)
        staff = {row["name"]: row["civil_servant"] for row in dossier.rows.get("staff", [])}
        names = {row["name"] for row in rows}
        yield from ((point, unit, name, VIOLATION) for name, civil in staff.items() if civil and name not in names)
        for row in rows:
            if row["name"] not in staff and row["role"] not in (LEADER, OFFICE):
                yield point, unit, row["name"], REVIEW
        return
    roles = (LEADER, OFFICE, SPECIALIST)
    yield from _told(point, unit, "", _agreed(worlds, lambda p: len(p) > 3), VIOLATION)
    yield from _told(point, unit, "", _agreed(worlds, lambda p: any(holders(p, role) > 1 for role in roles)), VIOLATION)
    yield from _told(point, unit, "", _agreed(worlds, lambda p: any(not holders(p, role) for role in roles)), REVIEW)
    for row in rows:
        charge = {OFFICE: "in_charge_of_one_stop"}
        if unit in DISTRICT:
            charge[SPECIALIST] = "in_charge_of_procedure_control"
        if row["role"] in (CLERK, OUTSIDE) or (row["role"] in charge and not row[charge[row["role"]]]):
            yield point, unit, row["name"], VIOLATION


def _regime(dossier):
    posts = _in_post(dossier)
    rows = [row for unit in posts if unit in BODIES and dossier.binds(unit, dossier.as_of) for row in posts[unit]]
    for row in rows:
        if not row["concurrent"]:
            yield "5.3.a", row["unit"], row["name"], VIOLATION
        alike = {_alike(row, other) for other in rows if other["name"] == row["name"] and other["unit"] != row["unit"]}
        yield from (("5.3.a", row["unit"], row["name"], outcome) for outcome in alike - {None})


def _alike(row, other):
    pairs = [(row[field], other[field]) for field in ("birth_year", "phone")]
    known = [a == b for a, b in pairs if a is not None and b is not None]
    years = pairs[0]
    if None not in years and years[0] != years[1]:
        return None
    return REVIEW if any(known) else None if known else INFO


def _decisions(dossier):
    """The decisions, one for each unit of a list."""
    rows = dossier.rows.get("approval", [])
    return [{**row, "unit": unit} for row in rows for unit in LISTS.get(row["unit"], (row["unit"],))]


def _own(row):
    return next((unit for unit, name in DISTRICT.items() if row["unit"] == f"{name} và các xã"), row["unit"])


def _decided(dossier):
    rows = [row for row in _decisions(dossier) if row["decided_on"] and row["decided_on"] <= dossier.as_of]
    return sorted(rows, key=lambda row: row["decided_on"])


def _approvals(dossier):
    posts, decided = _in_post(dossier), _decided(dossier)
    own = defaultdict(list)
    for row in decided:
        own[_own(row)].append(row)
    for unit in dossier.units():
        if unit in BODIES and dossier.binds(unit, dossier.as_of) and posts.get(unit) and not own[unit]:
            if unit not in PARENT:
                yield "4.2" if unit in DISTRICT else "4.1", unit, "", VIOLATION
            elif not own[PARENT[unit]]:
                yield "4.2", unit, "", VIOLATION
            elif any(own[other] for other, parent in PARENT.items() if parent == PARENT[unit]) and not any(
                row["unit"] != _own(row) for row in own[PARENT[unit]]
            ):
                yield "4.2", unit, "", REVIEW
    for unit, rows in own.items():
        if unit not in dossier.units():
            continue
        provision = "4.2" if PARENT.get(unit, unit) in DISTRICT else "4.1"
        wrong = [row for row in rows if _wrong(unit, row) and dossier.binds(unit, row["decided_on"])]
        if wrong and wrong[-1] is rows[-1]:
            yield provision, unit, rows[-1]["decision_number"], VIOLATION
        else:
            yield from ((provision, unit, row["decision_number"], INFO) for row in wrong)


def _wrong(unit, row):
    body = DISTRICT.get(PARENT.get(unit, unit), "UBND tỉnh")
    title = row["signer_title"].removeprefix("KT. ").removeprefix("Chủ tịch").strip()
    proposer = row["proposer_title"]
    office = "Chánh Văn phòng UBND tỉnh" if body == "UBND tỉnh" else "Chánh Văn phòng HĐND và UBND"
    own_proposer = proposer in (office, f"Chánh Văn phòng HĐND và {body}")
    return (row["issuer_name"] or title) != body or title not in ("", body) or not own_proposer


def _lists_sent(dossier):
    posts, day = _in_post(dossier), dossier.as_of
    approvals, decided = _decisions(dossier), _decided(dossier)
    for unit in dossier.units():
        sent = [row for row in approvals if row["unit"] == unit and row["sent_on"] and row["sent_on"] <= day]
        is_approved = any(_own(row) == unit for row in decided)  # else it is told under Article 4 alone
        if unit in PROVINCIAL and dossier.binds(unit, day) and posts.get(unit) and is_approved and not sent:
            yield "9.1", unit, "", REVIEW
    latest = {_own(row): row["decided_on"] for row in decided}
    for row in decided:
        unit = _own(row)
        if (
            row["decided_on"] < latest[unit]
            or PARENT.get(unit, unit) not in DISTRICT
            or not dossier.binds(unit, row["decided_on"])
        ):
            continue
        late = (row["sent_on"] is None or row["sent_on"] > day) and row["decided_on"] < day
        if late or (row["sent_on"] and row["sent_on"] < row["decided_on"]):
            yield "9.2", unit, row["decision_number"], VIOLATION


def _changes(dossier):
    day = dossier.as_of
    for change in dossier.rows.get("change", []):
        unit, changed = change["unit"], change["changed_on"]
        if not dossier.effect <= changed < day or not dossier.binds(unit, changed):
            continue
        own = [row for row in _decisions(dossier) if _own(row) == unit]

        def after(value, changed=changed):
            return value is not None and changed <= value <= day

        if PARENT.get(unit, unit) in DISTRICT:
            if not after(change["office_informed_on"]):
                yield "9.3.b", unit, "", VIOLATION
            continue
        listed = after(change["list_sent_on"]) or any(after(row["sent_on"]) for row in own)
        approved = after(change["approved_on"]) or any(after(r["decided_on"]) and not _other_body(r) for r in own)
        if not approved or (unit != "vp" and not listed):
            yield "9.3.a", unit, "", VIOLATION


def _other_body(row):
    title = row["signer_title"].removeprefix("KT. ").removeprefix("Chủ tịch").strip()
    return (row["issuer_name"] or title) != "UBND tỉnh" or title not in ("", "UBND tỉnh")


def _consolidated(dossier):
    posts = _in_post(dossier)
    listed = {(row["unit"], row["name"]): row["role"] for row in dossier.rows.get("consolidated", [])}
    for (unit, name), role in listed.items():
        if unit not in BODIES or not dossier.binds(unit, dossier.as_of):
            continue
        own = [row for row in posts.get(unit, []) if row["name"] == name]
        if unit not in posts:
            yield "10.5", unit, name, UNDETERMINED
        elif not own:
            yield "10.5", unit, name, VIOLATION
        elif all(row["role"] != role for row in own):
            yield "10.5", unit, name, REVIEW
    for unit, rows in posts.items():
        if unit in BODIES and dossier.binds(unit, dossier.as_of):
            yield from (("10.5", unit, row["name"], VIOLATION) for row in rows if (unit, row["name"]) not in listed)
