"""Refusals of the catalogue. Each carries one sentence in the reader's language, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kb.catalog.models import Entry


class CatalogError(Exception):
    """A write that the catalogue refuses; `str(error)` is the sentence for the reader."""


class NameTakenError(CatalogError):
    """A key, anchor, slug or code already names another entry."""

    def __init__(self, name: str, holder: Entry) -> None:
        self.name, self.holder = name, holder
        super().__init__(_("“%(name)s” already names the entry “%(holder)s”.") % {"name": name, "holder": holder.key})


class LinkedEntryError(CatalogError):
    """An entry that others link to cannot be deleted."""

    def __init__(self, entry: Entry, linking: Sequence[Entry]) -> None:
        self.entry, self.linking = entry, list(linking)
        names = ", ".join(other.key for other in self.linking)
        super().__init__(
            _("“%(entry)s” cannot be deleted: these entries link to it: %(names)s.")
            % {"entry": entry.key, "names": names}
        )


class BrokenLinkError(CatalogError):
    """A text links to entries that do not exist. `problems` has the line, the target and the nearest keys of each,
    `sentences` says the same to a reader.
    """

    def __init__(self, problems: Sequence[dict]) -> None:
        self.problems = list(problems)
        self.sentences = [self._say(problem) for problem in self.problems]
        super().__init__(" ".join(self.sentences))

    @staticmethod
    def _say(problem: dict) -> str:
        sentence = _("Line %(line)s links to “%(target)s”, which does not exist.") % problem
        if problem["nearest"]:
            sentence += " " + _("Nearest: %(keys)s.") % {"keys": ", ".join(problem["nearest"])}
        return sentence


class LifecycleError(CatalogError):
    """A life cycle that leads nowhere or in a circle."""


class TextError(CatalogError):
    """A text that cannot be stored: empty title, too long, nested too deeply."""
