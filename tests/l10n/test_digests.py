"""The digest: what it tells whom, when it is sent, and what happens when it cannot be."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import gettext, override

from kb.catalog import services as catalog
from kb.catalog.models import Entry
from kb.l10n.models import Role, Segment, Step
from kb.l10n.paths import sentence_path
from kb.l10n.selectors import DIGEST_LINES, digest
from kb.l10n.services.digests import send_digests
from kb.l10n.services.segments import reject_segment, save_segment
from kb.l10n.services.versions import store
from kb.languages import get_language
from tests.factories import CauseFactory, UserFactory
from tests.sentence_pairs import disk_full, rewrite, write


@pytest.fixture
def entry(db: None) -> Entry:
    return disk_full(origin="mt")


@pytest.fixture
def ines_reviews(ines: User) -> User:
    """ines, a reviewer of Swedish here, who wants no digest."""
    Role.objects.create(user=ines, language="sv", name="reviewer", digest=False)
    return ines


def _outdate(entry: Entry, how: str = "at once") -> None:
    rewrite(entry, "df -h` now", f"df -h` {how}")


def _subject(language: str) -> str:
    with override(language):
        name = get_language(language).autonym
        return gettext("Translation into %(language)s: what is new") % {"language": name}


def test_it_tells_what_concerns_a_translator(entry, alva, ed):
    since = timezone.now() - dt.timedelta(minutes=1)
    write("Starta nu agenten.", "Start the agent.", alva)
    write("Starta nu agenten.", "Start the agent.", ed, state="reviewed", step=Step.REVIEWED)
    write("Vila 5 minuter.", "Wait 5 minutes.", alva)
    write("Vila 5 minuter.", "Wait 5 minutes.", ed, state="initial", step=Step.REJECTED, comment="Inte vila.")
    _outdate(entry)
    news = digest(user=alva, language="sv", since=since)
    assert [line.source for line in news.reviewed] == ["Start the agent."]
    assert [(line.source, line.comment, line.by) for line in news.rejected] == [("Wait 5 minutes.", "Inte vila.", "ed")]
    assert [line.source for line in news.outdated] == ["Run `df -h` at once."]
    assert not digest(user=ed, language="sv", since=since).rejected
    assert not digest(user=alva, language="sv", since=timezone.now())


def test_what_people_do_at_the_workbench_is_told_in_the_language_of_the_translator(entry, alva, ines_reviews):
    Role.objects.create(user=alva, language="sv", name="translator")
    segments = {one.text: one for one in Segment.objects.filter(entry=entry)}
    common = {"language": "sv", "user": alva, "state": "translated", "base_version": 1}
    save_segment(segment=segments["Start the agent."], text="Starta nu agenten.", **common)
    save_segment(segment=segments["Wait 5 minutes."], text="Dröj 5 minuter.", **common)
    again = {"language": "sv", "user": ines_reviews, "base_version": 2}
    save_segment(segment=segments["Start the agent."], text="Starta nu agenten.", state="reviewed", **again)
    reject_segment(segment=segments["Wait 5 minutes."], reason="Vänta, inte dröj.", **again)
    call_command("send_digests")
    (sent,) = mail.outbox
    assert sent.subject == _subject("sv")
    assert "Starta nu agenten." in sent.body
    assert "ines: Vänta, inte dröj." in sent.body


def test_it_is_sent_once(entry, alva, settings):
    Role.objects.create(user=alva, language="sv")
    _outdate(entry)
    assert send_digests().count == 1
    assert send_digests().count == 0
    (sent,) = mail.outbox
    assert sent.to == [alva.email]
    assert "Run `df -h` at once." in sent.body
    changed = Segment.objects.current().get(entry=entry, text="Run `df -h` at once.")
    assert f"{settings.SITE_ADDRESS}{sentence_path('sv', 'disk-full', changed.uid)}\n" in sent.body
    _outdate(entry, "at last")
    assert send_digests().count == 1
    assert "Run `df -h` at last." in mail.outbox[1].body


def test_nothing_is_sent_where_nothing_happened(entry, alva):
    Role.objects.create(user=alva, language="sv")
    assert send_digests().count == 0
    assert mail.outbox == []


def test_what_happened_before_somebody_joined_is_not_told(entry, alva):
    _outdate(entry)
    Role.objects.create(user=alva, language="sv")
    assert send_digests().count == 0


def test_each_language_has_its_own(entry, alva, mads):
    Role.objects.create(user=mads, language="da")
    Role.objects.create(user=alva, language="sv")
    Role.objects.create(user=alva, language="da")
    body = "Start agenten. Vent 5 minutter.\n\n- Kør `df -h` nu.\n"
    catalog.publish_text(entry=entry, language="da", title="Disken er fuld", body=body)
    _outdate(entry)
    assert send_digests().count == 3
    assert sorted((sent.to[0], sent.subject) for sent in mail.outbox) == sorted(
        [(alva.email, _subject("da")), (alva.email, _subject("sv")), (mads.email, _subject("da"))]
    )
    danish = next(sent for sent in mail.outbox if sent.to == [mads.email])
    assert "Kør `df -h` nu." in danish.body
    assert "Kör" not in danish.body


def test_who_wants_none_or_left_or_has_no_address_gets_none(entry, alva, ines, mads):
    Role.objects.create(user=alva, language="sv", digest=False)
    ines.is_active = False
    ines.save()
    Role.objects.create(user=ines, language="sv")
    mads.email = ""
    mads.save()
    Role.objects.create(user=mads, language="sv")
    _outdate(entry)
    assert send_digests().count == 0


def test_a_long_digest_names_some_and_counts_all(db, alva):
    body = "\n\n".join(f"Restart machine {n} and wait for it." for n in range(DIGEST_LINES + 5))
    entry = CauseFactory(key="many", texts={"en": ("Many", body)})
    for one in Segment.objects.filter(entry=entry):
        store(segment=one, language="sv", text=one.flat, state="translated", origin="human", step=Step.SAVED)
    Role.objects.create(user=alva, language="sv")
    catalog.publish_text(entry=entry, language="en", title="Many", body=body.replace("wait for", "wait upon"))
    assert send_digests().count == 1
    assert mail.outbox[0].body.count("/workbench/sv/entries/many/?segment=") == DIGEST_LINES
    assert "5" in mail.outbox[0].body.split("#")[-1]


class BrokenBackend(EmailBackend):
    """Refuses what goes to ines, as a mail server does."""

    def send_messages(self, messages):
        if any("ines@" in to for one in messages for to in one.to):
            raise SMTPRecipientsRefused({"ines@example.org": (550, b"No such mailbox")})
        return super().send_messages(messages)


@pytest.mark.parametrize("address", ["ines@example.org", "this is\nno address"])
def test_a_broken_mailbox_stops_no_other_and_is_tried_again(entry, alva, ines, settings, address):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    ines.email = address
    ines.save()
    for person in (UserFactory(username="first"), ines, alva):
        Role.objects.create(user=person, language="sv")
    _outdate(entry)
    with pytest.raises(CommandError, match="The digests of ines could not be sent"):
        call_command("send_digests")
    assert len(mail.outbox) == 2
    ines.email = "there@example.org"
    ines.save()
    assert send_digests().count == 1
    assert mail.outbox[-1].to == ["there@example.org"]
