"""Fixtures that every test may use: named people and a small catalogue."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.utils import translation

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from pytest_django.fixtures import SettingsWrapper

    from tests.catalogue import Harbour


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves an event loop in its process, which other tests cannot work beside."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees a page that another one left in a cache, nor words and memories whose rows were rolled back."""
    from kb.l10n.services import knowledge
    from kb.search import suggestions, synonyms

    for cache in caches.all(initialized_only=True):
        cache.clear()
    for kept in (knowledge, suggestions, synonyms):
        kept.forget()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins in English, whatever language the last request of another one was in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_is_being_answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test, the live server ends what it was answering before the database is emptied.

    A page that is closed leaves requests behind: emptying the tables while one of them reads is a deadlock on
    PostgreSQL. The database is asked for first, so that it goes last; the browser's pages are closed before this ends.
    """
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    until = time.monotonic() + 20
    for answering in [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]:
        answering.join(max(0, until - time.monotonic()))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, without what it would fetch by itself. Used by pytest-playwright's `page`."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        reason = f"no Chromium at {chromium}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    switches = "no-sandbox disable-gpu disable-background-networking disable-component-update disable-sync".split()
    return {"executable_path": chromium, "args": [f"--{switch}" for switch in switches]}


@pytest.fixture
def queries_of_the_engine(settings: SettingsWrapper) -> int:
    """How many queries a search may take in the engine itself: PostgreSQL's reads its state, postings and documents."""
    return 3 if settings.SEARCH_ENGINE == "postgres" else 0


@pytest.fixture
def alva(db: None) -> User:
    """Translates into Swedish."""
    from tests.factories import UserFactory

    return UserFactory(username="alva")


@pytest.fixture
def ines(db: None) -> User:
    """Translates into Spanish."""
    from tests.factories import UserFactory

    return UserFactory(username="ines")


@pytest.fixture
def mads(db: None) -> User:
    """Translates into Danish."""
    from tests.factories import UserFactory

    return UserFactory(username="mads")


@pytest.fixture
def ed(db: None) -> User:
    """Edits, and may do everything in the admin."""
    from tests.factories import UserFactory

    return UserFactory(username="ed", is_staff=True, is_superuser=True)


@pytest.fixture
def harbour(db: None) -> Harbour:
    """A small catalogue of a made-up backup product: see tests/catalogue.py."""
    from django.db import connection

    from tests.catalogue import build_harbour

    built = build_harbour()
    connection.run_on_commit = []  # the test begins after all this was committed
    return built
