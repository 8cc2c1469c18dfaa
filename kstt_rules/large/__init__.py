"""A dossier audited in parts, by one process or many, with the result of the whole."""

from kstt_rules.large.crossings import Crossings
from kstt_rules.large.job import Job
from kstt_rules.large.portions import Groups
from kstt_rules.large.run import Paths, audit_in_parts

__all__ = ["Crossings", "Groups", "Job", "Paths", "audit_in_parts"]
