"""What the process keeps of the published texts: read once, extended later."""

import time

import pytest

from kb.catalog import services as catalog
from kb.catalog.models import Translation
from kb.l10n.services import knowledge
from tests.factories import CauseFactory

pytestmark = pytest.mark.django_db


def _later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.monotonic()
    monkeypatch.setattr(knowledge.time, "monotonic", lambda: now + seconds)


def test_a_newly_published_word_is_attested_after_a_while(monkeypatch: pytest.MonkeyPatch):
    cause = CauseFactory(texts={"en": ("The tide is out", "Wait."), "sv": ("Det är lågvatten", "Vänta.")})
    assert knowledge.lexicon("sv").attests("lågvatten")
    catalog.publish_text(entry=cause, language="sv", title="Det är lågvatten", body="Vänta på högvattnet.")
    assert not knowledge.lexicon("sv").attests("högvattnet")
    _later(monkeypatch, knowledge.LEXICON_SECONDS + 1)
    assert knowledge.lexicon("sv").attests("högvattnet")
    assert knowledge.lexicon("sv").attests("lågvatten")


def test_texts_that_were_read_long_ago_are_not_read_again(monkeypatch: pytest.MonkeyPatch):
    CauseFactory(texts={"en": ("The tide is out", "Wait."), "sv": ("Det är lågvatten", "Vänta.")})
    CauseFactory(texts={"en": ("The tide is late", "Wait."), "sv": ("Tidvattnet dröjer", "Vänta.")})
    old = Translation.objects.filter(title="Det är lågvatten")
    old.update(updated_at=old.get().updated_at - 2 * knowledge.LATE)
    knowledge.lexicon("sv")
    old.update(plain="kopieringen")
    _later(monkeypatch, knowledge.LEXICON_SECONDS + 1)
    assert not knowledge.lexicon("sv").attests("kopieringen")
    assert knowledge.lexicon("sv").attests("lågvatten")


def test_a_language_without_texts_has_no_words(monkeypatch: pytest.MonkeyPatch):
    assert not knowledge.lexicon("da").words
    CauseFactory(texts={"en": ("The tide is out", "Wait."), "da": ("Der er lavvande", "Vent.")})
    _later(monkeypatch, knowledge.LEXICON_SECONDS + 1)
    assert knowledge.lexicon("da").attests("lavvande")
