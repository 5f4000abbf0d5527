from __future__ import annotations

import pytest

from kb.search import synonyms
from kb.search.analysis import analyzer
from kb.search.models import Synonym


@pytest.mark.django_db
def test_stop_words_of_our_name_need_not_stand_in_a_text() -> None:
    Synonym.objects.all().delete()
    Synonym.objects.create(language="es", readers_word="key vault", our_word="almacén de claves")
    synonyms.forget()
    found = synonyms.all_synonyms()["es"]
    synonyms.forget()
    ((_, ours),) = found.items()
    assert ours == [(analyzer("es").term("almacén"), analyzer("es").term("claves"))]
