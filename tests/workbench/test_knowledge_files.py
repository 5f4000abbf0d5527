"""Memory and glossary on the page of files: out, looked at, and back in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kb.l10n.models import MemoryEntry, TermForm
from kb.l10n.services.segments import save_segment

MEMORY, GLOSSARY = reverse("workbench:memory-file", args=["sv"]), reverse("workbench:glossary-file", args=["sv"])
PAIRS = b"source,target\nFree the disk.,Fri disken.\n"
TERMS = b"term,language,text\nrope,sv,tross\nrope,da,reb\n"


def _look(client, address: str, data: bytes, **given: str):
    return client.post(address, given | {"file": SimpleUploadedFile("file", data)})


@pytest.mark.parametrize("format", ["tmx", "csv"])
def test_the_memory_goes_out_as_a_file(translator, alva, sentences, format):
    save_segment(
        segment=sentences[0], language="sv", text="Agenten står", state="translated", user=alva, base_version=0
    )
    answer = translator.get(MEMORY, {"source": "en", "format": format})
    assert f'filename="orsak-memory-en-sv.{format}"' in answer["Content-Disposition"]
    assert "Agenten står" in answer.content.decode()


def test_an_empty_memory_is_said_to_be_empty(translator):
    assert "nothing from English" in translator.get(MEMORY).context["refusal"]


def test_a_memory_is_looked_at_before_it_is_imported(translator):
    answer = _look(translator, MEMORY, PAIRS, source="da")
    assert answer.context["arriving"]["counts"][0][1] == 1
    assert not MemoryEntry.objects.exists()
    arriving = answer.context["arriving"]
    translator.post(MEMORY, {"token": arriving["token"], "source": arriving["source"]})
    assert MemoryEntry.objects.get().source_language == "da"
    assert not _look(translator, MEMORY, PAIRS, source="da").context["arriving"]["token"]


def test_a_glossary_is_looked_at_before_it_is_imported(reviewer):
    answer = _look(reviewer, GLOSSARY, TERMS)
    assert not TermForm.objects.exists()
    reviewer.post(GLOSSARY, {"token": answer.context["arriving"]["token"]})
    assert TermForm.objects.get().text == "tross"
    assert "tross" in reviewer.get(GLOSSARY).content.decode()


def test_a_translator_takes_the_glossary_out_and_not_in(translator):
    assert translator.get(GLOSSARY).status_code == 200
    assert "glossary" in _look(translator, GLOSSARY, TERMS).context["refusal"]
    assert not TermForm.objects.exists()


@pytest.mark.parametrize("address", [MEMORY, GLOSSARY])
@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"\x89PNG\r\n", b"<!DOCTYPE a [<!ENTITY b 'c'>]><tmx>&b;</tmx>", b"x" * 10_000_001]
)
def test_a_broken_file_gets_one_sentence(reviewer, address, data):
    answer = _look(reviewer, address, data)
    assert answer.status_code == 200
    assert answer.context["refusal"].endswith((".", "1)"))


def test_a_token_that_is_gone_or_none_of_ours_gets_a_sentence(reviewer):
    for address in (MEMORY, GLOSSARY):
        assert "Choose it again." in reviewer.post(address, {"token": "../x"}).context["refusal"]
        assert "Choose a file first." in reviewer.post(address).context["refusal"]
