"""The formats that a form may ask for; the first is shown, the others are saved."""

from typing import Final

from kstt_rules.outputs.registry import outputs_of

FIRST: Final = "html"
OFFERED: Final = {
    name: output
    for name, output in sorted(outputs_of("audit").items(), key=lambda item: item[0] != FIRST)
    if output.label
}
