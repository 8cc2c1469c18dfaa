"""Every text that a person reads exists in Vietnamese and in English: fixed texts, help, options, and those of data."""

import ast
import unicodedata
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import click
import pytest

import kstt_rules
from kstt_rules.base.bilingual import Bilingual
from kstt_rules.cli import COMMANDS, kstt
from kstt_rules.model.read_vocabulary import base_vocabulary

PACKAGE = Path(kstt_rules.__file__).parent
_VIETNAMESE = set("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


def pairs():
    """Yield the place and the arguments of each pair of texts in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Bilingual":
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node.args


def values(module):
    """Yield the pairs that a module holds, in its mappings and sequences too."""
    found = list(vars(module).values())
    while found:
        value = found.pop()
        match value:
            case Bilingual():
                yield value
            case dict() | list() | tuple():
                found += list(value.values()) if isinstance(value, dict) else list(value)


def test_no_text_with_words_is_paired_in_the_code():
    """Words come from the catalogue: a pair of texts made in the code holds data alone."""
    faults = [place for place, arguments in pairs() if any(map(has_words, arguments))]
    assert faults == []


def has_words(argument):
    """Tell whether an argument is words, or put together from parts of which one is."""
    match argument:
        case ast.JoinedStr(values=parts):
            texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        case ast.BinOp(left=left, right=right):
            texts = [part.value for part in (left, right) if isinstance(part, ast.Constant)]
        case ast.Constant(value=str(text)):
            texts = [text]
        case _:
            texts = []
    return any(character.isalpha() for text in texts for character in text)


def test_each_module_holds_whole_texts():
    """What a module keeps ready for users has both languages, also where it was made when the module was loaded."""
    names = [item.name for item in walk_packages([str(PACKAGE)], "kstt_rules.") if item.name != "kstt_rules.__main__"]
    for module, text in ((name, text) for name in names for text in values(import_module(name))):
        assert bool(text.vi) == bool(text.en), module
        assert unicodedata.is_normalized("NFC", text.vi + text.en), module


def commands():
    """Return every command of the program with its name."""
    context = click.Context(kstt)
    return [("kstt", kstt), *((name, kstt.get_command(context, name)) for name in COMMANDS)]


@pytest.mark.parametrize(("name", "command"), commands())
def test_help_is_in_both_languages(name, command):
    """A command and each of its options is explained in English and in Vietnamese."""
    texts = [
        command.help,
        *(option.help for option in command.params if isinstance(option, click.Option) and not option.hidden),
    ]
    if name != "kstt":
        texts.append(command.short_help)
    for text in texts:
        if text in {"Show the version and exit.", "Show this message and exit."}:
            continue
        assert _VIETNAMESE & set(text.casefold()), text
        english, _, vietnamese = text.rpartition("\n\n" if text is command.help else " / ")
        assert english, text
        assert _VIETNAMESE & set(vietnamese.casefold()), text


def test_labels_of_the_vocabulary_are_in_both_languages():
    """Entities, fields and choices are called something in either language."""
    vocabulary = base_vocabulary()
    labels = [entity.label for entity in vocabulary.entities.values()]
    labels += [field.label for entity in vocabulary.entities.values() for field in entity.fields.values()]
    labels += [choice.label for choices in vocabulary.choices.values() for choice in choices.values()]
    for label in labels:
        assert label.vi.strip()
        assert label.en.strip()
        assert not _VIETNAMESE & set(label.en.casefold())
