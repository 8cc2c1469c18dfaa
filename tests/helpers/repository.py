"""Where things lie in a checkout."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
"""What a developer may have beside the checkout: official texts, cases, units of the nation. Tests skip without it."""
