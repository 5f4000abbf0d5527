"""Named people at the workbench in a browser, and a watch over what the browser complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from kb.catalog.models import Cause
from kb.l10n.models import Role, RoleName, Segment
from tests.factories import CauseFactory, UserFactory

PASSWORD = "correct horse battery staple"


def person(name: str, role: str = RoleName.TRANSLATOR, language: str = "sv") -> User:
    found = User.objects.filter(username=name).first() or UserFactory(username=name)
    Role.objects.update_or_create(user=found, language=language, defaults={"name": role})
    return found


def tide() -> tuple[Cause, list[Segment]]:
    """An entry in English alone: a title and three sentences."""
    cause = CauseFactory(
        key="the-tide-is-out",
        texts={"en": ("The tide is out", "Run `harbour start`. It takes a minute.\n\n- The log is not empty.\n")},
    )
    return cause, list(Segment.objects.filter(entry=cause).in_order())


def sign_in(page: Page, site: str, name: str, *, then: str = "/workbench/") -> None:
    """By the form, as people do."""
    page.goto(f"{site}{then}")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{then}")


def signed_in(context: BrowserContext, site: str, user: User) -> BrowserContext:
    """Without the form, for tests that are about something else."""
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": site,
            }
        ]
    )
    return context


@contextmanager
def no_complaints(page: Page, *, but: str = "nothing") -> Iterator[None]:
    """No error in the console, among them violations of the Content-Security-Policy; no exception of a script.

    What contains `but` is expected.
    """
    told: list[str] = []
    page.on("console", lambda one: told.append(one.text) if one.type == "error" and but not in one.text else None)
    page.on("pageerror", lambda one: told.append(str(one)))
    yield
    assert told == []
