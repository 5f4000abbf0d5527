"""Linking the entries of a document, and the life cycle of its codes, once all of them are there."""

from __future__ import annotations

from kb.catalog import services
from kb.catalog.errors import CatalogError
from kb.catalog.models import Edition, Entry, EntryKind, ErrorCode
from kb.importer.detect import NATIVE
from kb.importer.findings import Finding
from kb.importer.index import CatalogueIndex
from kb.importer.outcome import Outcome
from kb.importer.plan import LINKED, EntryStep, Plan


class Linker:
    """Carries out what a plan says of links, through the services of the catalogue."""

    def __init__(self, index: CatalogueIndex) -> None:
        self.index = index

    def link(
        self,
        step: EntryStep,
        entries: dict[str, Entry],
        plan: Plan,
        edition: Edition | None,
        outcome: Outcome,
        changed: set[str],
    ) -> None:
        """Set the ordered links of an entry as its document tells them. `changed` gets its key where they changed."""
        is_native = plan.document.dialect == NATIVE
        if is_native and not step.entry.source_language:
            return
        for kind, keys in (
            (EntryKind.CAUSE, step.entry.causes),
            (EntryKind.SOLUTION, step.entry.solutions),
            (EntryKind.ERROR, step.entry.errors if step.entry.kind == EntryKind.GUIDE else step.entry.related),
        ):
            if (step.entry.kind, kind) not in LINKED:
                continue
            if not keys and (edition is None if not is_native else step.known is None):
                continue  # a document without a date says nothing of lists it does not have
            targets = [entry for key in keys if (entry := self._target(key, kind, entries, plan, step, outcome))]
            owner = entries[step.key]
            if targets:
                self.index.note_links(entry.pk for entry in (owner, *targets))
            if services.set_links(owner=owner, kind=kind, targets=targets, edition=edition):
                changed.add(step.key)

    def _target(
        self, key: str, kind: str, entries: dict[str, Entry], plan: Plan, step: EntryStep, outcome: Outcome
    ) -> Entry | None:
        found = entries.get(plan.keys.get(key, key))
        if found is None:
            known = self.index.find_name(key) or (self.index.find_code(key) if kind == EntryKind.ERROR else None)
            found = Entry.objects.filter(pk=known.pk).first() if known is not None else None
        if found is None or found.kind != kind:
            outcome.findings.append(Finding("broken-link", step.entry.line, f"{kind}:{key}", "left out"))
            return None
        return found

    def set_lifecycle(self, step: EntryStep, entry: Entry, outcome: Outcome, changed: set[str]) -> None:
        """Set whether a code is active, renamed, merged or retired, where the document says so."""
        parsed = step.entry
        if not parsed.lifecycle or not isinstance(entry, ErrorCode):
            return
        before = (entry.lifecycle, entry.successor_id)
        known = (
            self.index.find_name(parsed.successor) or self.index.find_code(parsed.successor)
            if parsed.successor
            else None
        )
        successor = ErrorCode.objects.filter(pk=known.pk).first() if known is not None else None
        try:
            services.set_lifecycle(error=entry, lifecycle=parsed.lifecycle, successor=successor)
        except CatalogError as error:
            outcome.findings.append(Finding("refused", 1, f"lifecycle: {parsed.lifecycle}", str(error)))
        if (entry.lifecycle, entry.successor_id) != before:
            changed.add(step.key)
