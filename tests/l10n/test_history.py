"""Who wrote what, and the digest that tells translators."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from kb.catalog import services as catalog
from kb.l10n.models import Role, Segment, SegmentTranslation, Step
from kb.l10n.selectors import blame, digest
from kb.l10n.services.versions import store
from tests.sentence_pairs import BODY, disk_full


@pytest.fixture
def entry(db):
    return disk_full(origin="mt")


def write(text, source, user, state="translated", step=Step.SAVED, comment=""):
    segment = Segment.objects.get(text=source)
    return store(
        segment=segment,
        language="sv",
        text=text,
        state=state,
        origin="human",
        step=step,
        author=user,
        comment=comment,
        current=SegmentTranslation.objects.get(segment=segment, language="sv"),
    )


def test_blame_names_who_wrote_the_words_not_who_reviewed_them(entry, alva, ed):
    write("Starta nu agenten.", "Start the agent.", alva)
    write("Starta nu agenten.", "Start the agent.", ed, state="reviewed", step=Step.REVIEWED)
    lines = {line.text: line for line in blame(entry, "sv")}
    assert lines["Starta nu agenten."].author == "alva"
    assert (lines["Starta nu agenten."].state, lines["Starta nu agenten."].version) == ("reviewed", 3)
    assert (lines["Disken är full"].author, lines["Disken är full"].origin) == ("", "mt")


def test_blame_of_the_source_names_the_revision(entry, ed):
    body = BODY + "\nAnd a new sentence.\n"
    catalog.publish_text(entry=entry, language="en", title="The disk is full", body=body, author=ed)
    lines = {line.text: line for line in blame(entry, "en")}
    assert lines["Start the agent."].revision == 1
    assert (lines["And a new sentence."].revision, lines["And a new sentence."].author) == (2, "ed")


def test_a_digest_tells_what_concerns_a_translator(entry, alva, ed):
    since = timezone.now() - dt.timedelta(minutes=1)
    write("Starta nu agenten.", "Start the agent.", alva)
    write("Starta nu agenten.", "Start the agent.", ed, state="reviewed", step=Step.REVIEWED)
    write("Vila 5 minuter.", "Wait 5 minutes.", alva)
    write("Vila 5 minuter.", "Wait 5 minutes.", ed, state="initial", step=Step.REJECTED, comment="Inte vila.")
    catalog.publish_text(
        entry=entry, language="en", title="The disk is full", body=BODY.replace("df -h` now", "df -h` at once")
    )
    news = digest(user=alva, language="sv", since=since)
    assert [line.source for line in news.reviewed] == ["Start the agent."]
    assert [(line.source, line.comment, line.by) for line in news.rejected] == [("Wait 5 minutes.", "Inte vila.", "ed")]
    assert [line.source for line in news.outdated] == ["Run `df -h` at once."]
    assert not digest(user=ed, language="sv", since=since).rejected
    assert not digest(user=alva, language="sv", since=timezone.now())


def test_a_digest_is_sent_once(entry, alva, capsys):
    Role.objects.create(user=alva, language="sv")
    catalog.publish_text(
        entry=entry, language="en", title="The disk is full", body=BODY.replace("df -h` now", "df -h` at once")
    )
    call_command("send_digests")
    call_command("send_digests")
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == [alva.email]
    assert "Run `df -h` at once." in mail.outbox[0].body
    assert "/workbench/sv/entries/disk-full/#" in mail.outbox[0].body


def test_who_wants_none_gets_none(entry, alva):
    Role.objects.create(user=alva, language="sv", digest=False)
    catalog.publish_text(
        entry=entry, language="en", title="The disk is full!", body="Start the agent. Wait 5 minutes.\n"
    )
    call_command("send_digests")
    assert mail.outbox == []
