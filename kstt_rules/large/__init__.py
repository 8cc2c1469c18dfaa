"""A dossier audited in parts, by one process or many, with the result of the whole."""

from kstt_rules.large.crossings import Crossings
from kstt_rules.large.groups import Groups
from kstt_rules.large.job import FilesGiven, Job
from kstt_rules.large.leader import audit_in_parts

__all__ = ["Crossings", "FilesGiven", "Groups", "Job", "audit_in_parts"]
