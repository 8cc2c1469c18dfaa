"""Plain data as YAML that ``strict_yaml`` reads again as the same data, whatever the texts hold."""

from typing import Any, Final

import yaml

_TEXT: Final = "tag:yaml.org,2002:str"


def yaml_text(data: Any) -> str:
    """Return mappings, lists, texts, whole numbers, days, Booleans and None as YAML; keys keep their order.

    Every text that is a value is quoted, so that none is taken for a number, a day or a Boolean by any reader. Texts
    hold no control characters.
    """
    return yaml.dump(_quoted(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


class _Quoted(str):
    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes quoted texts, and each value where it stands, never as a reference to an earlier one."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Never refer to an equal value."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists within mappings."""
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar(_TEXT, str(text), style='"'))


def _quoted(data: Any) -> Any:
    match data:
        case dict():
            return {key: _quoted(value) for key, value in data.items()}
        case list() | tuple():
            return [_quoted(value) for value in data]
        case str():
            return _Quoted(data)
        case _:
            return data
