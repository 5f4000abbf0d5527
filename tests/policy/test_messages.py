"""Every string of the interface is translated into every language. `make messages` brings the files up to date."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from babel.messages.plurals import get_plural

from kb.operations.messages import TRANSLATED, Message, catalogue_path, collect, messages_in, update

ROOT = Path(__file__).parents[2]
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_TAG = re.compile(r"</?[a-z]+")


@cache
def _strings() -> dict[Message, list[str]]:
    return collect(ROOT)


@cache
def _catalogue(language: str) -> dict[Message, polib.POEntry]:
    file = polib.pofile(str(catalogue_path(ROOT, language)))
    return {Message(one.msgid, one.msgid_plural or "", one.msgctxt or ""): one for one in file if not one.obsolete}


def _written(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated(language: str) -> None:
    known = _catalogue(language)
    missing = [m.text for m in _strings() if m not in known or not all(map(str.strip, _written(known[m])))]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_has_lost_its_string(language: str) -> None:
    assert [message.text for message in _catalogue(language).keys() - _strings().keys()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_fuzzy(language: str) -> None:
    assert [entry.msgid for entry in _catalogue(language).values() if entry.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_and_tags_survive_translation(language: str) -> None:
    wrong = []
    for message, entry in _catalogue(language).items():
        for written in filter(None, _written(entry)):
            for pattern in (_PLACEHOLDER, _TAG):
                wanted = {
                    tuple(sorted(pattern.findall(text))) for text in (message.text, message.plural or message.text)
                }
                if tuple(sorted(pattern.findall(written))) not in wanted:
                    wrong.append(written)
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_the_forms_of_the_language(language: str) -> None:
    forms = get_plural(language).num_plurals
    plural = [entry for entry in _catalogue(language).values() if entry.msgid_plural]
    assert [entry.msgid for entry in plural if len(entry.msgstr_plural) != forms] == []


def test_strings_of_python_are_found() -> None:
    source = (
        '_("One")\ngettext_lazy("Two")\nngettext("%(n)s cat", "%(n)s cats", 2)\npgettext("verb", "Order")\nx("No")\n'
    )
    assert set(messages_in(source, template=False)) == {
        Message("One"),
        Message("Two"),
        Message("%(n)s cat", "%(n)s cats"),
        Message("Order", context="verb"),
    }


def test_strings_of_templates_are_found() -> None:
    source = """{% load i18n %}
      <p title="{% translate "One" %}">{{ _("Two") }} “x” it's
        {% blocktranslate count n=cats|length trimmed %}
          {{ n }} cat
        {% plural %}
          {{ n }} cats
        {% endblocktranslate %}
        {% translate "Order" context "verb" %}
        {% if a == "No" %}{% endif %}
        {% blocktranslate with name=x %}Hej {{ name }} 100%{% endblocktranslate %}
        {% comment %}{% translate "Nor this" %}{% endcomment %}
      </p>"""
    assert set(messages_in(source, template=True)) == {
        Message("One"),
        Message("Two"),
        Message("%(n)s cat", "%(n)s cats"),
        Message("Order", context="verb"),
        Message("Hej %(name)s 100%%"),
    }


def test_updating_keeps_translations_and_drops_what_went(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    source = tmp_path / "kb" / "texts.py"
    source.write_text('_("Kept")\n_("Gone")\n', encoding="utf-8")
    assert update(tmp_path, "sv") == (2, 2, 0)
    path = catalogue_path(tmp_path, "sv")
    file = polib.pofile(str(path))
    file.find("Kept").msgstr = "Kvar"
    file.save()
    source.write_text('_("Kept")\n_("New")\n', encoding="utf-8")
    assert update(tmp_path, "sv") == (2, 1, 1)
    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} == {"Kept": "Kvar", "New": ""}
    before = path.read_bytes()
    update(tmp_path, "sv")
    assert path.read_bytes() == before
