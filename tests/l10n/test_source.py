"""A new source revision: what becomes of sentences and their translations."""

import pytest

from kb.catalog import services as catalog
from kb.catalog.models import Translation
from kb.l10n.models import Progress, Segment, SegmentTranslation, SegmentVersion, Unit
from kb.l10n.services.assembly import assemble_text, load_units
from kb.l10n.services.source import preview_source
from tests.factories import CauseFactory

BODY = """The disk is full. Backups fail.

## What to do

1. Open [the portal](https://example.org/).
2. Run the command:

   ```sh
   df -h
   ```

| Sign | Meaning |
| --- | --- |
| Red | Stop at once. |
"""
SWEDISH = """Disken är full. Säkerhetskopieringen misslyckas.

## Gör så här

1. Öppna [portalen](https://example.org/).
2. Kör kommandot:

   ```sh
   df -h
   ```

| Tecken | Betydelse |
| --- | --- |
| Rött | Stanna genast. |
"""


@pytest.fixture
def entry(db):
    return CauseFactory(key="disk-full", texts={"en": ("The disk is full", BODY), "sv": ("Disken är full", SWEDISH)})


def publish(entry, body, significance="minor", title="The disk is full"):
    catalog.publish_text(entry=entry, language="en", title=title, body=body, significance=significance)


def sentences(entry):
    return list(Segment.objects.filter(entry=entry).current().in_order().values_list("text", flat=True))


def swedish(entry, text):
    """The translation of the present sentence with this text, or None."""
    return SegmentTranslation.objects.filter(
        segment__entry=entry, segment__text=text, segment__unit__isnull=False
    ).first()


def test_a_published_source_is_cut_without_losing_a_character(entry):
    assert sentences(entry) == [
        "The disk is full",
        "The disk is full.",
        "Backups fail.",
        "What to do",
        "Open [the portal](https://example.org/).",
        "Run the command:",
        "Sign",
        "Meaning",
        "Red",
        "Stop at once.",
    ]
    made = assemble_text(entry, "en")
    assert (made.title, made.body) == ("The disk is full", BODY)


def test_a_translation_built_like_its_source_fills_the_sentences(entry):
    assert swedish(entry, "Backups fail.").text == "Säkerhetskopieringen misslyckas."
    text = Translation.objects.get(entry=entry, language="sv")
    assert text.aligned
    assert text.body == SWEDISH
    assert "data-segment" in text.html
    assert "data-segment" in text.title_html
    assert [one["source"] for one in text.sentences][:3] == ["The disk is full", "The disk is full.", "Backups fail."]


def test_the_source_itself_knows_its_sentences(entry):
    text = Translation.objects.get(entry=entry, language="en")
    assert [one["id"] for one in text.sentences] == [segment.uid for _unit, row in load_units(entry) for segment in row]


def test_a_translation_built_otherwise_stays_whole(entry):
    catalog.publish_text(
        entry=entry, language="da", title="Disken er fuld", body="Disken er fuld.\n\nVent lidt.\n\nSlut."
    )
    text = Translation.objects.get(entry=entry, language="da")
    assert not text.aligned
    assert text.sentences == []
    assert not SegmentTranslation.objects.filter(language="da").exists()
    assert Progress.objects.get(entry=entry, language="da").unaligned


def test_an_unchanged_sentence_keeps_its_row_and_uid(entry):
    before = {segment.text: segment.uid for segment in Segment.objects.filter(entry=entry)}
    publish(entry, "A new first paragraph.\n\n" + BODY)
    after = {segment.text: segment.uid for segment in Segment.objects.filter(entry=entry).current()}
    assert {text: after[text] for text in before if text != "The disk is full"} == {
        text: uid for text, uid in before.items() if text != "The disk is full"
    }
    assert swedish(entry, "Backups fail.").state == "translated"
    assert swedish(entry, "A new first paragraph.") is None


def test_a_similar_sentence_replaces_the_old_and_carries_its_translation_outdated(entry):
    old = Segment.objects.get(entry=entry, text="Stop at once.")
    publish(entry, BODY.replace("Stop at once.", "Stop it at once."))
    new = Segment.objects.get(entry=entry, text="Stop it at once.")
    carried = swedish(entry, "Stop it at once.")
    assert new.replaces == old
    assert new.uid != old.uid
    assert (carried.text, carried.outdated, carried.previous_source) == ("Stanna genast.", True, "Stop at once.")
    old.refresh_from_db()
    assert old.unit is None
    assert old.gone_at is not None
    text = Translation.objects.get(entry=entry, language="sv")
    assert text.outdated
    assert "Stanna genast." in text.plain
    assert [one["outdated"] for one in text.sentences if one["source"] == "Stop it at once."] == [True]


def test_after_a_major_revision_readers_see_the_source_of_an_outdated_sentence(entry):
    publish(entry, BODY.replace("Stop at once.", "Stop it at once."), significance="major")
    text = Translation.objects.get(entry=entry, language="sv")
    assert "Stanna genast." not in text.plain
    assert "Stop it at once." in text.plain
    assert [one["fallback"] for one in text.sentences if one["source"] == "Stop it at once."] == [True]
    assert swedish(entry, "Stop it at once.").text == "Stanna genast."


def test_a_typo_leaves_translations_as_they_are(entry):
    publish(entry, BODY.replace("Stop at once.", "Stop at onec."), significance="typo")
    kept = swedish(entry, "Stop at onec.")
    assert (kept.text, kept.outdated, kept.state) == ("Stanna genast.", False, "translated")


def test_what_is_put_back_as_it_was_has_its_earlier_state(entry):
    SegmentTranslation.objects.filter(segment__text="Stop at once.").update(state="final")
    uid = Segment.objects.get(entry=entry, text="Stop at once.").uid
    publish(entry, BODY.replace("Stop at once.", "Stop it at once."))
    publish(entry, BODY)
    assert Segment.objects.get(entry=entry, text="Stop at once.").uid == uid
    back = swedish(entry, "Stop at once.")
    assert (back.state, back.outdated) == ("final", False)


def test_a_sentence_twice_outdated_keeps_the_source_it_was_made_from(entry):
    publish(entry, BODY.replace("Stop at once.", "Stop it at once."))
    publish(entry, BODY.replace("Stop at once.", "Stop it all at once."))
    assert swedish(entry, "Stop it all at once.").previous_source == "Stop at once."


def test_a_quite_different_sentence_is_empty_and_the_language_stays_published(entry):
    publish(entry, BODY.replace("Backups fail.", "Nobody can sign in to the machine any longer."))
    assert swedish(entry, "Nobody can sign in to the machine any longer.") is None
    text = Translation.objects.get(entry=entry, language="sv")
    assert "Nobody can sign in" in text.plain
    assert (text.aligned, text.state) == (True, "translated")
    progress = Progress.objects.get(entry=entry, language="sv")
    assert (progress.total, progress.empty, progress.translated) == (10, 1, 9)


def test_carrying_over_is_part_of_the_history(entry):
    publish(entry, BODY.replace("Stop at once.", "Stop it at once."))
    versions = SegmentVersion.objects.filter(segment__text="Stop it at once.")
    assert [(one.step, one.outdated, one.source) for one in versions] == [("outdated", True, "Stop it at once.")]


def test_publishing_the_same_source_changes_nothing(entry):
    before = list(Segment.objects.values_list("uid", "unit_id").order_by("id"))
    publish(entry, BODY)
    assert list(Segment.objects.values_list("uid", "unit_id").order_by("id")) == before


def test_blocks_follow_the_revision(entry):
    publish(entry, "Only this.")
    assert list(Unit.objects.filter(entry=entry).values_list("position", "kind")) == [
        (0, "title"),
        (1, "paragraph"),
        (2, "rest"),
    ]
    assert set(Unit.objects.values_list("revision__number", flat=True)) == {2}


def test_a_preview_counts_and_writes_nothing(entry):
    rewritten = BODY.replace("Stop at once.", "Stop it at once.").replace("Backups fail.", "Xyzzy plugh.")
    (impact,) = preview_source(entry=entry, title="The disk is full", body=rewritten, significance="minor")
    assert (impact.language, impact.outdated, impact.emptied, impact.kept) == ("sv", 1, 1, 8)
    assert sentences(entry)[2] == "Backups fail."


def test_a_new_state_of_the_whole_text_is_that_of_its_sentences(entry):
    catalog.publish_text(entry=entry, language="sv", title="Disken är full", body=SWEDISH, state="final")
    assert set(SegmentTranslation.objects.values_list("state", flat=True)) == {"final"}
    text = Translation.objects.get(entry=entry, language="sv")
    assert (text.state, text.aligned) == ("final", True)
    assert "data-segment" in text.html


def test_rendering_again_keeps_the_marks(entry):
    for language in ("en", "sv"):
        catalog.render_again(translation=Translation.objects.get(entry=entry, language=language))
        assert "data-segment" in Translation.objects.get(entry=entry, language=language).html
