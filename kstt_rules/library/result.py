"""The result of an audit as the caller of the library holds it: shown, tabulated, written, and read again."""

from collections.abc import Iterable
from dataclasses import field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kstt_rules.base.bilingual import LANGUAGES, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model import findings
from kstt_rules.model.outcomes import Outcome

if TYPE_CHECKING:
    import pandas as pd

    from kstt_rules.library.given import PathGiven


@dataclass(frozen=True, slots=True, repr=False)
class AuditResult(findings.AuditResult):
    """What an audit found: a tree of plain frozen values, in an order that depends on nothing but its content.

    ``findings`` are the breaches and what is undetermined for a reason of its own, by unit, provision, rule and
    subject. ``undecided`` is what is undetermined for a reason that many subjects share, one entry a rule and reason.
    ``summary`` counts the seven outcomes over all rules and subjects, ``coverage`` by provision, ``units`` by unit of
    the register. ``rejects`` are the files, sheets, columns and rows that were not accepted, ``inputs`` the files with
    the number of their rows: read = accepted + rejected + ignored. ``as_of`` is the day for which the audit speaks,
    ``newest_day`` the latest up to it on which something happened by the data. ``readings`` holds the options in use by
    reading of the law, ``settings`` what the caller stated by key, ``rules`` the rules that judged, ``tiers`` those of
    units from the highest. ``selection`` is what alone is told of, where not all was asked for.
    ``corrections`` are the changes of the data that a ``Session`` made, in order. ``submitted`` are the
    files and folders that were audited and ``read_besides`` what else was read, so that ``write`` spares them; they do
    not count where results are compared. Every name carries its label in both languages (``name.label``), so that
    nothing is to be looked up. A result equals another that found the same.
    """

    submitted: tuple[Path, ...] = field(default=(), compare=False)
    read_besides: tuple[Path, ...] = field(default=(), compare=False)

    @classmethod
    def of(
        cls, result: findings.AuditResult, *, submitted: Iterable[Path] = (), read_besides: Iterable[Path] = ()
    ) -> Self:
        """Take a result, and remember which files and folders were submitted and what else was read."""
        values = {item.name: getattr(result, item.name) for item in fields(findings.AuditResult)}
        return cls(**values, submitted=tuple(submitted), read_besides=tuple(read_besides))

    @classmethod
    def read(cls, path: "PathGiven") -> Self:
        """Read a result from the JSON that ``write`` or ``kstt audit -o`` made of it.

        It is written in every format as the result was that it was made of. ``kstt-audit/2`` and, as far as that
        tells, ``kstt-audit/1`` are read. Values that are days come back as text. Raises InputError where the file
        cannot be read or is no such result.
        """
        from kstt_rules.compare.saved_results import read_audit  # noqa: PLC0415 - seldom needed
        from kstt_rules.library.given import path_given  # noqa: PLC0415

        place = path_given(path)
        return cls.of(read_audit(place), read_besides=(place,))

    def write(
        self,
        path: "PathGiven",
        *,
        format: str | None = None,  # noqa: A002 - as it is called everywhere
        language: Language = "vi",
        files: "PathGiven | Iterable[PathGiven]" = (),
    ) -> None:
        """Write the result to a file, in the format of its suffix, or hand the submitted files back in a folder.

        The suffixes are .html, .xlsx, .docx, .json, .csv, .sarif, .oscal.json, .xml (JUnit) and .txt. ``format`` names
        another format, as ``kstt audit --format`` does. A ``path`` without a suffix, or of a folder, takes the
        submitted files with marks in their cells; which these are the result knows where paths were audited, else
        ``files`` names them. ``language`` is that of what people read. A file appears whole or not at all.

        Raises UsageError where the format or place is not allowed, or where something that was read stands there;
        InputError where submitted files could not be marked, after the others were.
        """
        from kstt_rules.library.given import choice_given, source_given  # noqa: PLC0415
        from kstt_rules.library.written import write_result  # noqa: PLC0415 - loads what writes

        choice_given("language", language, LANGUAGES)
        named = source_given(files)
        submitted = tuple(named) if isinstance(named, list) and named else self.submitted
        write_result(self, path, format, language=language, submitted=submitted, others=self.read_besides)

    def to_frame(self, *, language: Language = "vi") -> "pd.DataFrame":
        """Return the findings as a data frame: one row a finding, in their order, all columns text.

        ``outcome`` (violation, review, info, undetermined, waived), ``severity`` (what the breach weighs, or would
        weigh), ``rule``, ``provision`` (its id), ``citation``, ``unit_id`` and ``unit`` (who it is filed under),
        ``tier``, ``subject_kind``, ``subject_id`` and ``subject`` (what was judged), ``bearer_id`` and ``bearer``
        (whom the provision obliges), ``title``, ``message`` and ``remedy``, ``missing`` (ids of what is lacking, with
        commas), ``cells`` (``file|sheet|cell``, with semicolons), ``text`` (the official wording, where it was given)
        and ``fingerprint`` (32 hexadecimal digits, stable over re-runs and row moves). What is not known is missing.
        What is undetermined for many subjects at once is no finding: see ``undecided``.
        """
        from kstt_rules.library.given import choice_given  # noqa: PLC0415 - takes long to load
        from kstt_rules.library.tables import findings_table  # noqa: PLC0415

        choice_given("language", language, LANGUAGES)
        return findings_table(self.findings, language)

    def units_frame(self) -> "pd.DataFrame":
        """Return the units as a data frame: one row a unit of the register, in the order of findings.

        ``id``, ``name``, ``tier``, ``parent_id`` and ``parent`` (the unit above it), and ``received`` (the datasets
        that it sent, with commas) are text; then the seven outcomes, from ``violation`` to ``not_applicable``, are how
        often rules came to each on the unit and what is its own (int64).
        """
        from kstt_rules.library.tables import units_table  # noqa: PLC0415 - takes long to load

        return units_table(self.units)

    def __repr__(self) -> str:
        counts = self.summary
        told = ", ".join(f"{outcome.value} {counts[outcome]}" for outcome in Outcome)
        return f"<AuditResult of {self.pack.id} as of {self.as_of}: {told}>"

    def _repr_html_(self) -> str:
        from kstt_rules.library.notebook import notebook_html  # noqa: PLC0415 - notebooks alone need it

        return notebook_html(self)
