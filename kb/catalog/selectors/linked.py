from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kb.catalog.models import Entry, ErrorCode, Lifecycle, Link
from kb.catalog.selectors.shown import Shown
from kb.languages import get_language


def linked(model: type[Link], owner: str, target: str, owners: Iterable[Entry]) -> dict[int, list[Entry]]:
    """For each owner, by primary key, the live entries it links to now, in their order; one query.

    `owner` and `target` name the two columns of the link model. Swapped they read a link backwards: the errors of a
    cause are `linked(ErrorCause, "cause", "error", causes)`.
    """
    found: dict[int, list[Entry]] = defaultdict(list)
    links = (
        model.objects.current()
        .filter(**{f"{owner}_id__in": [entry.pk for entry in owners], f"{target}__withdrawn": False})
        .select_related(target)
        .order_by("position", "id")
    )
    for link in links:
        found[getattr(link, f"{owner}_id")].append(getattr(link, target))
    return found


def active(entries: Iterable[Entry]) -> list[Entry]:
    """Those of the errors that are neither retired nor became another."""
    return [entry for entry in entries if isinstance(entry, ErrorCode) and entry.lifecycle == Lifecycle.ACTIVE]


def pick(shelf: dict[int, Shown], entries: Iterable[Entry]) -> list[Shown]:
    """Those of the entries that have a text, in their order."""
    return [shelf[entry.pk] for entry in entries if entry.pk in shelf]


def by_name(shown: Iterable[Shown], language: str) -> list[Shown]:
    """Entries by code, then those without a code by title, in the language's alphabet."""
    alphabet = get_language(language)
    return sorted(shown, key=lambda one: (not one.code, one.code.casefold(), alphabet.sort_key(one.text.title)))
