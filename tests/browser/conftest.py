"""What the browser tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.catalogue import Harbour
from tests.sentences import Told, machine, outdated, publish_in_sentences, untranslated

expect.set_options(timeout=20_000)  # milliseconds: machines are busy, and what comes at once is not waited for


@pytest.fixture(autouse=True)
def _database_from_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright keeps an event loop in this thread; the tests write to the database from it all the same."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def site(live_server, harbour: Harbour) -> str:
    return live_server.url


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: a fresh browser as far as storage goes. They are closed after the test."""
    made: list[BrowserContext] = []

    def make(**given: object) -> BrowserContext:
        made.append(browser.new_context(**given))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def sentences(harbour: Harbour) -> Harbour:
    """The catalogue with texts kept sentence by sentence: one sentence of every kind, in Swedish and Danish."""
    publish_in_sentences(
        harbour.stopped,
        "sv",
        Told("Agenten är stoppad", "The agent is stopped"),
        "{0} {1}\n\n- {2}\n- {3}\n",
        machine("Någon stoppade den.", "Somebody stopped it."),
        Told("Eller så *kraschade* den.", "Or it *crashed*."),
        outdated("Den svarar `ping`.", "It answers `ping`."),
        untranslated("Nobody knows why."),
    )
    publish_in_sentences(
        harbour.restart,
        "sv",
        machine("Starta om agenten", "Restart the agent"),
        "1. {0}\n2. {1}\n",
        machine("Logga in på datorn.", "Sign in to the machine."),
        machine("Kör `harbour restart`.", "Run `harbour restart`."),
    )
    return harbour
