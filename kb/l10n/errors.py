"""Refusals of the workbench. Each carries one sentence in the reader's language, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kb.languages import get_language


class L10nError(Exception):
    """A write that is refused; `str(error)` is the sentence for the reader."""


class NotAllowedError(L10nError):
    """The person has no role in this language, or not one that may do this."""


class SourceLanguageError(L10nError):
    """The language is the source of the entry: it is written as a new revision, not sentence by sentence."""

    def __init__(self, language: str) -> None:
        super().__init__(
            _("%(language)s is the source language of this entry. A leader changes it on the page “Source”.")
            % {"language": get_language(language).autonym}
        )


class SegmentGoneError(L10nError):
    """The sentence left the source text; what was typed is kept as a draft."""

    def __init__(self) -> None:
        super().__init__(_("This sentence is no longer part of the source. Your text is kept as a draft."))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both texts of a stale save: what was typed, what was saved meanwhile and by whom, and what both began from."""

    yours: str
    theirs: str
    base: str
    version: int
    state: str
    author: str


class StaleSaveError(L10nError):
    """Somebody saved the sentence since this edit began. Nothing is lost: the error carries both texts."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        super().__init__(
            _("%(author)s saved this sentence while you worked on it. Choose one text, or write a third.")
            % {"author": conflict.author or _("Somebody")}
        )


class UnpartneredError(L10nError):
    """A whole text has blocks that the source does not, or lacks some: named, so that none is lost unseen.

    `source_alone` and `target_alone` are the first words of the blocks of either side.
    """

    def __init__(self, source_alone: list[str], target_alone: list[str]) -> None:
        self.source_alone, self.target_alone = source_alone, target_alone
        super().__init__(
            _("%(count)s blocks found no partner in the source: %(blocks)s")
            % {"count": len(target_alone), "blocks": " · ".join(target_alone)}
        )
