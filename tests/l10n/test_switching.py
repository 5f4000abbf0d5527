"""Making another language the source."""

import pytest

from kb.catalog import services as catalog
from kb.catalog.errors import CatalogError
from kb.catalog.models import Translation
from kb.l10n.models import Segment, SegmentTranslation
from kb.l10n.services.switching import make_source
from tests.factories import CauseFactory

TEXTS = {
    "en": ("The disk is full", "Free 20 GB. Then wait.\n"),
    "sv": ("Disken är full", "Frigör 20 GB. Vänta sedan.\n"),
    "es": ("El disco está lleno", "Libere 20 GB. Después espere.\n"),
}


@pytest.fixture
def entry(db):
    return CauseFactory(key="disk-full", texts=TEXTS)


def told(language):
    rows = SegmentTranslation.objects.filter(segment__unit__isnull=False, language=language)
    return dict(rows.values_list("segment__text", "text"))


def test_every_language_keeps_what_it_has(entry):
    revision = make_source(entry=entry, language="sv")
    entry.refresh_from_db()
    assert (entry.source_language, revision.language) == ("sv", "sv")
    assert list(Segment.objects.current().in_order().values_list("text", flat=True)) == [
        "Disken är full",
        "Frigör 20 GB.",
        "Vänta sedan.",
    ]
    assert told("en")["Vänta sedan."] == "Then wait."
    assert told("es")["Frigör 20 GB."] == "Libere 20 GB."
    for language, (title, body) in TEXTS.items():
        text = Translation.objects.get(entry=entry, language=language)
        assert (text.title, text.body, text.aligned) == (title, body, True)
        assert "data-segment" in text.html
    assert Translation.objects.get(entry=entry, language="es").sentences[1]["source"] == "Frigör 20 GB."


def test_and_back_again(entry):
    make_source(entry=entry, language="sv")
    entry.refresh_from_db()
    make_source(entry=entry, language="en")
    assert told("sv")["Then wait."] == "Vänta sedan."
    assert Translation.objects.get(entry=entry, language="sv").aligned


def test_a_language_that_does_not_fit_stays_whole(entry):
    catalog.publish_text(entry=entry, language="da", title="Disken er fuld", body="Noget helt andet.\n\nOg mere.\n")
    make_source(entry=entry, language="sv")
    text = Translation.objects.get(entry=entry, language="da")
    assert (text.body, text.aligned, text.sentences) == ("Noget helt andet.\n\nOg mere.\n", False, [])


def test_a_text_that_was_never_aligned_can_become_the_source(db):
    entry = CauseFactory(key="disk-full", texts={"en": TEXTS["en"]})
    catalog.publish_text(
        entry=entry, language="sv", title="Disken är full", body="Frigör 20 GB. Vänta sedan.\n\nEtt stycke till.\n"
    )
    make_source(entry=entry, language="sv")
    assert told("en")["Frigör 20 GB."] == "Free 20 GB."
    assert Translation.objects.get(entry=entry, language="en").body == "Free 20 GB. Then wait.\n"


def test_a_language_without_a_text_cannot_be_the_source(entry):
    with pytest.raises(CatalogError):
        make_source(entry=entry, language="da")
    with pytest.raises(CatalogError):
        make_source(entry=entry, language="en")
