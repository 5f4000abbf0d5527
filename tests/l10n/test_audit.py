"""Every failed check of every text."""

import io
import json

import pytest
from django.core.management import call_command

from kb.catalog import services as catalog
from kb.l10n.fit import SentencePair
from kb.l10n.models import SegmentTranslation
from kb.l10n.services.pairs import align_translation
from tests.factories import CauseFactory
from tests.sentence_pairs import disk_full


@pytest.fixture
def entry(db):
    return disk_full(origin="mt")


def run(*arguments):
    out = io.StringIO()
    call_command("check_translations", *arguments, stdout=out)
    return out.getvalue()


def test_check_translations_lists_every_failed_check(entry):
    SegmentTranslation.objects.filter(segment__text="Wait 5 minutes.").update(text="Vänta 6 minuter.")
    catalog.publish_text(
        entry=entry, language="da", title="Disken er fuld", body="Hello agenten kører.\n\nVent.\n\nSlut."
    )
    found = json.loads(run("--json"))
    assert found["totals"] == {"number": 1, "residue": 1}
    (number,) = [one for one in found["failures"] if one["check"] == "number"]
    assert (number["entry"], number["language"], number["severity"]) == ("disk-full", "sv", "error")
    assert number["target_span"] == [6, 7]
    assert SegmentTranslation.objects.get(segment__text="Wait 5 minutes.").errors == 1
    assert "No check fails." in run("--language=es")


def test_an_original_that_is_all_an_entry_has_is_checked_alone(entry):
    text = "Starta starta hello agenten med`df` och se [loggen](cause:no-such-log)."
    alone = CauseFactory(key="alone", texts={"sv": ("Ensam", "Kör den.")}, source_language="sv")
    catalog.publish_text(entry=alone, language="sv", title="Ensam", body=text, allow_broken_links=True)
    found = json.loads(run("--json"))
    assert found["totals"] == {"link": 1, "repeat": 1, "residue": 1, "spacing": 1}
    assert {(one["entry"], one["language"], one["source"]) for one in found["failures"]} == {("alone", "sv", "")}
    assert "No check fails." in run("--language=en")


def test_a_message_that_an_original_quotes_is_no_forgotten_translation(db):
    text = "Meddelandet är: Failed to connect to the host, and none of the disks is mounted."
    CauseFactory(key="alone", texts={"sv": ("Ensam", text)}, source_language="sv")
    assert "No check fails." in run()


def test_an_original_beside_its_translation_is_not_checked_twice(entry):
    catalog.publish_text(entry=entry, language="en", title="The disk is full", body="Start start hello agent.\n")
    found = json.loads(run("--json"))["failures"]
    assert [one["check"] for one in found if one["language"] == "en"] == ["residue"]  # once, not the second "Start"


def test_what_is_wrong_in_a_source_is_told_once_for_all_languages(db):
    cause = CauseFactory(texts={"en": ("The disk", "Stop hello agent.")})
    for language, title, text in (("sv", "Disken", "Stoppa agenten."), ("da", "Disken", "Stop agenten.")):
        pairs = [SentencePair("The disk", title), SentencePair("Stop hello agent.", text)]
        align_translation(entry=cause, language=language, title=title, body=text, pairs=pairs)
    (found,) = json.loads(run("--json"))["failures"]
    assert (found["language"], found["source"], found["target"]) == ("en", "Stop hello agent.", "")
    assert "Stop hello agent." in run("--language=da")
