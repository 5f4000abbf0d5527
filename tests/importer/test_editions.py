"""The editions of one document are one guide, whatever order they come in."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from kb.catalog.models import CauseSolution, Entry, ErrorCode, GuideCause, Translation, TranslationVersion
from kb.catalog.resolve import find_by_anchor, find_error
from kb.l10n.models import SegmentTranslation
from tests.importer.importing import EDITIONS, causes_of, load
from tests.importer.reading import empty_catalogue

pytestmark = pytest.mark.django_db


def test_five_editions_are_one_guide_with_its_errors_causes_and_procedures() -> None:
    load(*EDITIONS)
    assert list(Entry.objects.filter(kind="guide").values_list("key", flat=True)) == ["harbour-backup-fails"]
    assert sorted(ErrorCode.objects.exclude(code="").values_list("code", flat=True)) == [
        "BackUpFailed",
        "HarbourErrorAgentSilent",
        "HarbourErrorLimitReached",
    ]
    assert find_error("BackUpFailedV2") == find_error("backup_failed")
    named = [key for key in Entry.objects.filter(kind="cause").values_list("key", flat=True) if "--" not in key]
    assert sorted(named) == [
        "the-agent-is-out-of-date-for-linux-ships",
        "the-backup-extension-is-stuck-in-the-lock",
        "the-ship-does-not-reach-the-quay",
        "the-ship-has-no-access",
    ]
    procedures = ["clean-up-the-quay", "remove-lock-from-the-quay"]
    assert sorted(Entry.objects.filter(kind="solution", key__in=procedures).values_list("key", flat=True)) == procedures


def test_a_cause_is_found_by_every_anchor_it_ever_had() -> None:
    load(*EDITIONS)
    cause = Entry.objects.get(key="the-agent-is-out-of-date-for-linux-ships")
    for anchor in (
        "hello-agent-is-out-of-date-for-linux-ships",
        "the-linux-agent-is-too-old",
        "The_Agent-is-out-of-date-for-Linux-ships",
    ):
        assert find_by_anchor(anchor) == cause
    assert find_by_anchor("cause-2-the-agent-is-out-of-date-for-linux-ships") is None
    assert find_by_anchor("solution") is None


def test_the_order_of_causes_is_that_of_the_newest_edition_and_older_ones_stay() -> None:
    load(*EDITIONS)
    agent, access = "the-agent-is-out-of-date-for-linux-ships", "the-ship-has-no-access"
    assert causes_of("harbourerroragentsilent") == [agent]
    assert causes_of("harbourerroragentsilent", dt.date(2019, 8, 27)) == [agent, access]
    assert causes_of("agent-unable-to-reach-the-quay") == [access, agent]


def test_a_cause_without_link_and_one_with_a_procedure_are_one_cause() -> None:
    for order in (EDITIONS, list(reversed(EDITIONS))):
        empty_catalogue()
        load(*order)
        older = causes_of("backupfailed", dt.date(2019, 8, 27))[1]
        assert older == causes_of("backupfailed")[1]
        solutions = CauseSolution.objects.filter(cause__key=older, is_current=True).values_list(
            "solution__key", flat=True
        )
        assert list(solutions) == ["remove-lock-from-the-quay"]


def test_texts_of_three_languages_stand_beside_the_english_source() -> None:
    load(*EDITIONS)
    texts = {text.language: text for text in Entry.objects.get(key="the-ship-has-no-access").translations.all()}
    assert set(texts) == {"en", "es", "sv"}
    assert texts["en"].entry.source_language == "en"
    assert (texts["es"].aligned, texts["es"].newer_than_source) == (True, False)
    assert (texts["sv"].aligned, texts["sv"].newer_than_source, texts["sv"].date) == (False, True, dt.date(2019, 8, 27))


def test_the_older_text_of_a_language_stays_in_its_history() -> None:
    load(*EDITIONS)
    history = TranslationVersion.objects.filter(entry__key="the-ship-has-no-access", language="sv")
    assert list(history.order_by("id").values_list("title", "edition__name")) == [
        ("hello skepp har ingen åtkomst", "2017-10-06"),
        ("Skeppet har ingen åtkomst", "2019-08-27"),
    ]


def test_an_older_edition_read_later_is_kept_and_not_shown() -> None:
    load("frontmatter/2019-sv")
    load("sidebyside/sv")
    text = Translation.objects.get(entry__key="the-ship-has-no-access", language="sv")
    assert (text.title, text.newer_than_source) == ("Skeppet har ingen åtkomst", True)
    assert text.entry.source_language == "en"
    earlier = TranslationVersion.objects.get(entry=text.entry, language="sv", live=False)
    assert earlier.title == "hello skepp har ingen åtkomst"


def test_whatever_order_editions_come_in_the_newest_facts_win() -> None:
    load(*EDITIONS)
    wanted = facts()
    for order in itertools.islice(itertools.permutations(EDITIONS), 17, 120, 59):
        empty_catalogue()
        load(*order)
        assert facts() == wanted


def facts() -> dict[tuple[str, str], tuple[str, bool, bool]]:
    """By entry and language, the title of a text and whether it is older or newer than its source."""
    rows = Translation.objects.exclude(entry__key__contains="--").order_by()
    return {
        (entry, language): (title, outdated, newer)
        for entry, language, title, outdated, newer in rows.values_list(
            "entry__key", "language", "title", "outdated", "newer_than_source"
        )
    }


def test_pairs_become_sentences_that_two_languages_share() -> None:
    load("sidebyside/sv", "sidebyside/es")
    entry = Entry.objects.get(key="the-ship-has-no-access--solution")
    rows = SegmentTranslation.objects.filter(segment__entry=entry, segment__unit__isnull=False)
    by_language = {
        language: {row.segment_id: row.text for row in rows if row.language == language} for language in ("sv", "es")
    }
    assert set(by_language["sv"]) == set(by_language["es"])
    assert "Försök med ett av följande." in by_language["sv"].values()
    assert "Pruebe uno de los siguientes." in by_language["es"].values()
    assert all(text.aligned for text in entry.translations.all())


def test_merges_that_are_not_certain_are_proposed_and_not_made() -> None:
    report = load(*EDITIONS)
    proposed = [
        finding["detail"]
        for document in report.documents
        for finding in document["findings"]
        if finding["kind"] == "merge-proposed"
    ]
    assert any("harbourerroragentsilent and agent-unable-to-reach-the-quay" in detail for detail in proposed)
    assert Entry.objects.filter(key="agent-unable-to-reach-the-quay").exists()


def test_guides_list_the_rows_of_a_table_after_their_cause() -> None:
    load("properties")
    keys = list(GuideCause.objects.order_by("position").values_list("cause__key", flat=True))
    holder = "the-backup-extension-is-stuck-in-the-lock"
    assert keys[keys.index(holder) :] == [
        holder,
        f"{holder}--the-lock-is-closed-because-of-the-tide",
        f"{holder}--many-ships-are-backed-up-at-the-same-time",
    ]
