"""Files for translation tools: out, looked at, and back in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kb.l10n.models import Segment, SegmentTranslation
from kb.workbench import uploads


def _file(client, format: str = "po") -> bytes:
    return client.get(reverse("workbench:download", args=["sv"]), {"format": format}).content


def _look(client, data: bytes):
    return client.post(reverse("workbench:exchange", args=["sv"]), {"file": SimpleUploadedFile("file", data)})


@pytest.mark.parametrize("format", ["po", "xliff12", "xliff21"])
def test_a_file_goes_out_with_every_sentence(format, translator, sentences: list[Segment]):
    data = _file(translator, format).decode()
    for sentence in sentences:
        assert sentence.uid in data


def test_a_file_is_looked_at_before_it_is_imported(translator, sentences: list[Segment]):
    data = (
        _file(translator)
        .decode()
        .replace('msgid "The agent is stopped"\nmsgstr ""', 'msgid "The agent is stopped"\nmsgstr "Agenten är stoppad"')
    )
    assert "stoppad" in data
    answer = _look(translator, data.encode())
    assert not SegmentTranslation.objects.exists()
    token = answer.context["arriving"]["token"]
    translator.post(reverse("workbench:exchange", args=["sv"]), {"token": token})
    assert SegmentTranslation.objects.get(segment=sentences[0], language="sv").text == "Agenten är stoppad"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00nonsense",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>',
        b"<xliff><open>",
        b"just words",
    ],
)
def test_a_broken_file_gets_one_sentence_and_changes_nothing(translator, sentences, data):
    answer = _look(translator, data)
    assert answer.status_code == 200
    assert answer.context.get("refusal") or not answer.context["arriving"]["token"]
    assert not SegmentTranslation.objects.exists()


def test_a_file_of_another_language_is_refused(translator, sentences):
    data = _file(translator).replace(b"Language: sv", b"Language: da")
    answer = _look(translator, data)
    assert answer.context["refusal"]


def test_a_token_of_somebody_else_opens_nothing(translator, alva, ines):
    token = uploads.keep(b"data", user_id=ines.pk, language="sv")
    assert uploads.take(token, user_id=alva.pk, language="sv") is None
    assert uploads.take("../../etc", user_id=alva.pk, language="sv") is None
    assert uploads.take(token, user_id=ines.pk, language="sv") == b"data"
    assert uploads.take(token, user_id=ines.pk, language="sv") is None
