"""Factories of catalogue records for tests. They write through the catalogue's services, as the site does.

ErrorFactory(code="AgentNotReachable", causes=[CauseFactory(), CauseFactory()])
CauseFactory(key="clock-is-wrong", texts={"en": "The clock is wrong", "sv": ("Klockan går fel", "*Efter*.")})
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import factory
from django.contrib.auth import get_user_model

from kb.catalog import services
from kb.catalog.models import AliasKind, Cause, Edition, Entry, EntryKind, ErrorCode, Guide, Product, Solution

TextOf = str | tuple[str, str]
"""The title of a text, or its title and its Markdown body."""


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("correct horse battery staple")


class ProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Product
        django_get_or_create = ("key",)

    key = "harbour-backup"
    name = "Harbour Backup"


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    source_path = "harbour/backup-fails.md"
    name = factory.Sequence(lambda number: f"edition-{number}")
    date = factory.Faker("date_object")


class EntryFactory(factory.Factory):
    """An entry with texts, aliases and links. `texts` maps a language to a title, or to a title and a body."""

    class Meta:
        model = Entry
        abstract = True

    key = factory.Sequence(lambda number: f"entry-{number}")
    title = factory.LazyAttribute(lambda entry: entry.key.replace("-", " ").capitalize())
    body = "Some words about it."
    texts = factory.LazyAttribute(lambda entry: {"en": (entry.title, entry.body)})

    @classmethod
    def _create(cls, model_class: type[Entry], **given: object) -> Entry:
        return _create_entry(kind=model_class.KIND, **given)  # type: ignore[arg-type]


class CauseFactory(EntryFactory):
    class Meta:
        model = Cause

    key = factory.Sequence(lambda number: f"cause-{number}")


class SolutionFactory(EntryFactory):
    class Meta:
        model = Solution

    key = factory.Sequence(lambda number: f"solution-{number}")
    body = "1. Do this.\n2. Then do that.\n"


class ErrorFactory(EntryFactory):
    class Meta:
        model = ErrorCode

    code = factory.Sequence(lambda number: f"HarbourError{number}")
    key = factory.LazyAttribute(lambda error: error.code.lower())
    title = factory.LazyAttribute(lambda error: f"The job ended with {error.code}")


class GuideFactory(EntryFactory):
    class Meta:
        model = Guide

    key = factory.Sequence(lambda number: f"guide-{number}")


def _create_entry(
    *,
    kind: str,
    key: str,
    texts: Mapping[str, TextOf],
    title: str,
    body: str,
    causes: Iterable[Entry] = (),
    solutions: Iterable[Entry] = (),
    errors: Iterable[Entry] = (),
    anchors: Iterable[str] = (),
    code_aliases: Iterable[str] = (),
    text: Mapping[str, object] | None = None,
    **fields: object,
) -> Entry:
    """`text` is passed on to `publish_text` for every language: state, origin, date, outdated."""
    entry = services.create_entry(kind=kind, key=key, **fields)  # type: ignore[arg-type]
    for language, written in texts.items():
        one_title, one_body = (written, body) if isinstance(written, str) else written
        services.publish_text(entry=entry, language=language, title=one_title, body=one_body, **(text or {}))  # type: ignore[arg-type]
    for targets, target_kind in ((causes, EntryKind.CAUSE), (solutions, EntryKind.SOLUTION), (errors, EntryKind.ERROR)):
        listed = list(targets)
        if listed:
            services.set_links(owner=entry, kind=target_kind, targets=listed)
    for value in anchors:
        services.add_alias(entry=entry, kind=AliasKind.ANCHOR, value=value)
    for value in code_aliases:
        services.add_alias(entry=entry, kind=AliasKind.CODE, value=value)
    return entry
