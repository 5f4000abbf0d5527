"""Texts that are kept sentence by sentence, for tests: what the translation workbench publishes."""

from __future__ import annotations

from dataclasses import dataclass

from kb.catalog import services
from kb.catalog.models import Entry, Translation
from kb.markup import mark


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence: as shown, as its original reads, and what is known of it."""

    shown: str
    source: str
    state: str = "reviewed"
    origin: str = "human"
    outdated: bool = False
    fallback: bool = False


def machine(shown: str, source: str) -> Told:
    return Told(shown, source, state="initial", origin="mt")


def outdated(shown: str, source: str) -> Told:
    return Told(shown, source, state="initial", outdated=True)


def untranslated(source: str) -> Told:
    return Told(source, source, state="initial", fallback=True)


def publish_in_sentences(entry: Entry, language: str, title: Told, blocks: str, *sentences: Told) -> Translation:
    """Publish a text of marked sentences. `blocks` is its Markdown with `{0}`, `{1}`, … where the sentences stand.

    The title is the segment `<key>-title`, the others `<key>-0`, `<key>-1`, …
    """
    names = [f"{entry.key[:50]}-{number}" for number in range(len(sentences))]
    told = [(f"{entry.key[:50]}-title", title), *zip(names, sentences, strict=True)]
    marked = [mark(name, one.shown) for name, one in told[1:]]
    translation = services.publish_text(
        entry=entry, language=language, title=title.shown, body=blocks.format(*(one.shown for one in sentences))
    )
    services.attach_sentences(
        translation=translation,
        marked_title=mark(told[0][0], title.shown),
        marked_body=blocks.format(*marked),
        sentences=[
            {
                "id": name,
                "source": one.source,
                "state": one.state,
                "origin": one.origin,
                "outdated": one.outdated,
                "fallback": one.fallback,
            }
            for name, one in told
        ],
        state="initial",
        origin="human",
        outdated=any(one.outdated for _name, one in told),
    )
    return translation
