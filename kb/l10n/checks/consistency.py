"""One source sentence, two translations."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from kb.l10n.checks.base import Check, CheckInput, Finding, Severity, excerpt, values
from kb.l10n.similarity import normalise


def find(given: CheckInput) -> Iterator[Finding]:
    own = normalise(given.target)
    if not own:
        return
    for other in given.siblings:
        if other and normalise(other) != own:
            yield Finding(
                "consistency",
                Severity.WARNING,
                _("The same sentence is translated elsewhere as “%(other)s”. Use one translation, or say why not."),
                values(other=excerpt(other, 120)),
                target=(0, len(given.target)),
            )
            return


CHECK = Check("consistency", _("One source, two translations"), Severity.WARNING, find, needs_source=True)
