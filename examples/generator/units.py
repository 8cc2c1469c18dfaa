"""The unit register of Bắc Giang in 2021: facts, read from ``units.csv``."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROVINCIAL_OFFICE = "vp-ubnd-tinh"

TIER_LABELS = {"tinh": "tỉnh", "huyen": "huyện", "xa": "xã"}
KIND_LABELS = {
    "so": "Sở",
    "thanh_tra_tinh": "Thanh tra tỉnh",
    "ban_dan_toc": "Ban Dân tộc",
    "bql_kcn": "Ban Quản lý các Khu công nghiệp",
    "vp_ubnd_tinh": "Văn phòng UBND tỉnh",
    "ubnd_huyen": "UBND huyện",
    "ubnd_xa": "UBND xã",
    "khac": "Khác",
}
HEADS = {
    "so": "Giám đốc Sở",
    "thanh_tra_tinh": "Chánh Thanh tra",
    "ban_dan_toc": "Trưởng ban",
    "bql_kcn": "Trưởng ban",
    "vp_ubnd_tinh": "Chánh Văn phòng",
    "ubnd_huyen": "Chủ tịch UBND",
    "ubnd_xa": "Chủ tịch UBND",
}
"""Who heads each kind of body that the regulation addresses."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One body; ``code`` is the official one, or a slug where there is none, ``parent`` a code or empty."""

    code: str
    name: str
    tier: str
    kind: str
    parent: str
    aliases: str

    @property
    def roster(self) -> str:
        """The roster that names the unit's officers: the provincial one ("tinh"), or that of its district."""
        return {"tinh": "tinh", "huyen": self.code, "xa": self.parent}[self.tier]

    @property
    def is_department(self) -> bool:
        """Whether the unit is a department or one of the provincial bodies that are staffed like one."""
        return self.kind in ("so", "thanh_tra_tinh", "ban_dan_toc", "bql_kcn")

    @property
    def place(self) -> str:
        """The name without the committee: "huyện Yên Thế" of UBND huyện Yên Thế."""
        return self.name.removeprefix("UBND ")

    @property
    def head(self) -> str:
        """The title of the unit's head."""
        return HEADS[self.kind]

    @property
    def symbol(self) -> str:
        """The letters of the unit in document numbers: STP for Sở Tư pháp, UBND for a committee."""
        words = self.name.replace("-", " ").replace(",", " ").split()
        return "UBND" if words[0] == "UBND" else "".join(word[0] for word in words if word != "và").upper()


def read_units() -> dict[str, Unit]:
    """Return the units by their codes, in the order of the register."""
    with Path(__file__).with_name("units.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Unit(**row) for row in csv.DictReader(file)}


def written_names(units: Mapping[str, Unit]) -> dict[str, str]:
    """Return how offices write each unit, by code: its name, or the code where two units bear the name."""
    bearers = Counter(unit.name for unit in units.values())
    return {code: unit.name if bearers[unit.name] == 1 else code for code, unit in units.items()}
