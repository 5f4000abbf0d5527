"""The feed of a translator: what their digest tells, for who knows the address, as long as the role lasts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from kb import logs
from kb.catalog.models import Cause
from kb.catalog.services import publish_text
from kb.l10n.models import Role, Segment, SegmentTranslation, Step
from kb.l10n.paths import sentence_path
from kb.l10n.selectors import DIGEST_LINES
from kb.l10n.services.roles import renew_feed
from kb.l10n.services.segments import reject_segment, save_segment
from kb.l10n.services.versions import store
from kb.workbench.views.library import FEEDS
from tests.factories import CauseFactory

WORDS = ["Agenten är stoppad", "Kör `harbour start`.", "Det tar en minut."]


@pytest.fixture
def role(translator: Client, alva: User) -> Role:
    """alva's, with a feed."""
    renew_feed(user=alva, language="sv")
    return Role.objects.get(user=alva)


@pytest.fixture
def reader(db: None) -> Client:
    """A feed reader: it has no session."""
    return Client()


def _address(role: Role, **changed: object) -> str:
    given = {"code": role.language, "pk": role.pk, "token": role.feed_token} | changed
    return reverse("workbench:feed", kwargs=given)


def _import(many: int) -> None:
    """A bulk of sentences that somebody else brings, and that then become outdated."""
    body = "\n\n".join(f"Restart machine {n} and wait for it." for n in range(many))
    entry = CauseFactory(key="many", texts={"en": ("Many", body)})
    for one in Segment.objects.filter(entry=entry):
        store(segment=one, language="sv", text=one.flat, state="translated", origin="import", step=Step.IMPORTED)
    publish_text(entry=entry, language="en", title="Many", body=body.replace("wait for", "wait upon"))


def test_it_tells_what_the_digest_tells(role: Role, reader: Client, reviewer, alva, ines, cause: Cause, sentences):
    for segment, text in zip(sentences, WORDS, strict=True):
        save_segment(segment=segment, language="sv", text=text, state="translated", user=alva, base_version=0)
    again = {"language": "sv", "user": ines, "base_version": 1}
    save_segment(segment=sentences[0], text=WORDS[0], state="reviewed", **again)
    reject_segment(segment=sentences[2], reason="Inte <minut>.", **again)
    body = "Run `harbour start` now. It takes a minute."
    publish_text(entry=cause, language="en", title="The agent is stopped", body=body)
    answer = reader.get(_address(role))
    assert answer.status_code == 200
    assert not answer.cookies
    page = answer.content.decode()
    assert page.count("<entry>") == 3
    assert 'xml:lang="sv"' in page
    assert "ines: Inte &lt;minut&gt;." in page
    path = sentence_path("sv", cause.key, sentences[0].uid).replace("&", "&amp;")
    assert f'href="http://testserver{path}"' in page
    outdated = SegmentTranslation.objects.get(segment__unit__isnull=False, segment__entry=cause, outdated=True)
    assert page.index(outdated.segment.uid) < page.index(sentences[2].uid) < page.index(sentences[0].uid)


def test_an_import_pushes_nothing_out(role: Role, reader: Client, reviewer, alva, ines, sentences):
    save_segment(segment=sentences[0], language="sv", text=WORDS[0], state="translated", user=alva, base_version=0)
    reject_segment(segment=sentences[0], language="sv", user=ines, base_version=1)
    _import(DIGEST_LINES + 5)
    page = reader.get(_address(role)).content.decode()
    assert page.count("<entry>") == DIGEST_LINES + 1
    assert WORDS[0] in page


def test_it_asks_a_flat_number_of_queries(role: Role, reader: Client, django_assert_max_num_queries):
    _import(DIGEST_LINES)
    with django_assert_max_num_queries(5):
        assert reader.get(_address(role)).content.count(b"<entry>") == DIGEST_LINES


@pytest.mark.parametrize(
    "changed", [{"token": "x"}, {"token": "å" * 43}, {"code": "da"}, {"code": "fr"}, {"pk": 0}, {"pk": 10**40}]
)
def test_another_address_is_not_found(role: Role, reader: Client, changed):
    assert reader.get(_address(role, **changed)).status_code == 404


def test_one_persons_secret_opens_no_others_feed(role: Role, reader: Client, mads: User):
    other = Role.objects.create(user=mads, language="sv")
    assert reader.get(_address(role, pk=other.pk)).status_code == 404
    assert reader.get(_address(other, token="0")).status_code == 404


def test_a_new_address_ends_the_old_one(role: Role, reader: Client, translator: Client, mads: User):
    other = Role.objects.create(user=mads, language="sv", feed_token="theirs")
    old = _address(role)
    assert f"http://testserver{old}" in translator.get(reverse("workbench:start")).content.decode()
    translator.post(reverse("workbench:new-feed", args=["sv"]))
    role.refresh_from_db()
    other.refresh_from_db()
    assert reader.get(old).status_code == 404
    assert reader.get(_address(role)).status_code == 200
    assert f"http://testserver{_address(role)}" in translator.get(reverse("workbench:start")).content.decode()
    assert other.feed_token == "theirs"


def test_who_has_none_makes_one_and_nobody_else_does(translator: Client, reader: Client, alva: User, mads: User):
    path = reverse("workbench:new-feed", args=["sv"])
    assert "/feed/" in translator.get(reverse("workbench:start")).content.decode()
    assert translator.get(path).status_code == 405
    reader.post(path)
    reader.force_login(mads)
    assert reader.post(path).status_code == 403
    assert not Role.objects.exclude(feed_token="").exists()
    translator.post(path)
    assert len(Role.objects.get(user=alva).feed_token) == 43


def test_it_ends_with_the_role_and_with_the_account(role: Role, reader: Client, alva: User):
    alva.is_active = False
    alva.save()
    assert reader.get(_address(role)).status_code == 404
    alva.is_active = True
    alva.save()
    assert reader.get(_address(role)).status_code == 200
    Role.objects.filter(pk=role.pk).delete()
    assert reader.get(_address(role)).status_code == 404


def test_it_is_not_asked_for_without_end(role: Role, reader: Client):
    for _time in range(FEEDS.most):
        assert reader.get(_address(role)).status_code == 200
    answer = reader.get(_address(role))
    assert (answer.status_code, bool(answer.headers["Retry-After"])) == (429, True)


def test_the_log_does_not_tell_the_secret(role: Role):
    line = {"event": f"Not Found: {_address(role)}", "request": f"GET {_address(role)}", "code": 404}
    assert logs._hide_secrets in logs._PROCESSORS
    line = logs._hide_secrets(None, "info", line)
    assert role.feed_token not in str(line)
    assert line["request"] == f"GET /workbench/sv/feed/{role.pk}/…/"
