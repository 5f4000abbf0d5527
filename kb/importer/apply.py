"""Carrying out a plan: one transaction for a document, through the services of the catalogue."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from kb.catalog import services
from kb.catalog.errors import CatalogError
from kb.catalog.models import Edition, Entry, EntryKind, ErrorCode, Product, Translation
from kb.importer import plan as planning
from kb.importer.detect import NATIVE
from kb.importer.findings import Finding
from kb.importer.index import CatalogueIndex, Known
from kb.importer.linking import Linker
from kb.importer.models import ImportedFile, ImportedText
from kb.importer.outcome import Outcome, count_steps, note_unresolved
from kb.importer.parsed import ParsedEntry, ParsedText
from kb.importer.plan import EntryStep, Plan, age_of, fingerprint, new_names
from kb.l10n.fit import SentencePair
from kb.l10n.services.pairs import align_translation, store_pairs


class Applier:
    """Applies plans to the catalogue and keeps the index true."""

    def __init__(self, index: CatalogueIndex) -> None:
        self.index = index
        self.linker = Linker(index)
        self._products: dict[str, Product] = {product.key: product for product in Product.objects.all()}
        self._waiting: list[tuple[Plan, str, Outcome]] = []

    def apply(self, plan: Plan, digest: str = "") -> Outcome:
        """Carry out a plan in one transaction; with a digest, remember the file as done."""
        outcome = Outcome(findings=list(plan.findings))
        with transaction.atomic():
            edition = self._edition(plan)
            entries: dict[str, Entry] = {}
            changed: set[str] = set()
            for step in plan.steps:
                entries[step.key] = self._entry(step, plan, outcome, changed)
            published: set[tuple[int, str]] = set()
            for step in plan.steps:
                published |= self._texts(step, entries[step.key], plan, edition, outcome, changed)
            _remember(published | plan.untouched)
            if plan.document.dialect == NATIVE:
                self._waiting.append((plan, digest, outcome))
            else:
                for step in plan.steps:
                    if not step.foreign:
                        self.linker.link(step, entries, plan, edition, outcome, changed)
                self._done(plan, digest)
            count_steps(plan, outcome, changed)
        return outcome

    def link_native(self) -> None:
        """Link the entries of native files, which may name entries of files that came after them.

        A file counts as done only now, so that one whose links were not reached is taken up again.
        """
        for plan, digest, outcome in self._waiting:
            with transaction.atomic():
                changed: set[str] = set()
                entries = {
                    step.key: self._instance(self.index.by_key[step.key]) for step in plan.steps if not step.foreign
                }
                for step in plan.steps:
                    if not step.foreign:
                        self.linker.link(step, entries, plan, self._edition(plan), outcome, changed)
                        self.linker.set_lifecycle(step, entries[step.key], outcome, changed)
                self._done(plan, digest)
            for step in plan.steps:
                if step.key in changed and outcome.skipped[step.entry.kind]:
                    outcome.skipped[step.entry.kind] -= 1
                    outcome.updated[step.entry.kind] += 1
            outcome.skipped = +outcome.skipped
        self._waiting = []

    def _done(self, plan: Plan, digest: str) -> None:
        if digest:
            ImportedFile.objects.get_or_create(digest=digest, defaults={"path": plan.document.path[:500]})

    # --- entries ---

    def _edition(self, plan: Plan) -> Edition | None:
        date = plan.document.date
        if date is None:
            return None
        name = date.isoformat()
        edition, _created = Edition.objects.get_or_create(
            source_path=plan.name[:500], name=name, defaults={"date": date}
        )
        return edition

    def product(self, key: str) -> Product | None:
        """The product with a key, made where there is none."""
        if not key:
            return None
        if key not in self._products:
            name = key.replace("-", " ").title()
            self._products[key], _created = Product.objects.get_or_create(key=key[:100], defaults={"name": name})
        return self._products[key]

    def _entry(self, step: EntryStep, plan: Plan, outcome: Outcome, changed: set[str]) -> Entry:
        parsed = step.entry
        product = self.product(parsed.product or plan.document.product)
        if step.known is None:
            entry = services.create_entry(
                kind=parsed.kind,
                key=step.key,
                code=parsed.code,
                product=product,
                source_language=step.source_language,
                platforms=parsed.platforms,
                source_path=plan.document.path[:500],
            )
            known = Known(entry.pk, parsed.kind, step.key, plan.name, parsed.code, product is not None, titles={})
            known.source_language, known.platforms = step.source_language, bool(parsed.platforms)
            self.index.add(known)
            step_known = known
        else:
            step_known = step.known
            entry = self._instance(step.known)
            self._update(entry, step, product, changed)
        self._names(entry, step_known, parsed, step.key, outcome, changed)
        return entry

    def _instance(self, known: Known) -> Entry:
        model = ErrorCode if known.kind == EntryKind.ERROR else Entry
        return model.objects.get(pk=known.pk)

    def _update(self, entry: Entry, step: EntryStep, product: Product | None, changed: set[str]) -> None:
        parsed, native = step.entry, bool(step.entry.source_language)
        if step.foreign:
            return
        platforms = parsed.platforms if native or (parsed.platforms and not entry.platforms) else None
        if services.update_entry(
            entry=entry,
            product=product if native or entry.product_id is None else None,
            platforms=platforms,
            source_language=step.source_language or None,
        ):
            changed.add(step.key)
            step.known.source_language = entry.source_language  # type: ignore[union-attr]
        if native and isinstance(entry, ErrorCode) and parsed.code and parsed.code != entry.code:
            services.set_code(error=entry, code=parsed.code)
            changed.add(step.key)

    def _names(
        self, entry: Entry, known: Known, parsed: ParsedEntry, key: str, outcome: Outcome, changed: set[str]
    ) -> None:
        for kind, value in new_names(self.index, known, parsed, key, outcome.findings):
            try:
                if services.add_alias(entry=entry, kind=kind, value=value) is not None:
                    self.index.add_alias(known, kind, value)
                    changed.add(key)
            except CatalogError as error:
                outcome.findings.append(Finding("refused", parsed.line, value, str(error)))

    # --- texts ---

    def _texts(
        self, step: EntryStep, entry: Entry, plan: Plan, edition: Edition | None, outcome: Outcome, changed: set[str]
    ) -> set[tuple[int, str]]:
        """Carry out what was decided on the texts of an entry; returns which were published."""
        known = self.index.entries[entry.pk]
        published: set[tuple[int, str]] = set()
        for one in sorted(step.texts, key=lambda one: one.text.language != entry.source_language):
            text = one.text
            try:
                if one.action in {planning.EARLIER, planning.CONFLICT}:
                    if self._keep_as_history(entry, step, text, edition):
                        changed.add(step.key)
                elif one.action != planning.SKIP:
                    with transaction.atomic():
                        self._publish(entry, step, text, plan, edition, outcome)
                    changed.add(step.key)
                    published.add((entry.pk, text.language))
                    if known.titles is not None:
                        known.titles[text.language] = text.title
            except CatalogError as error:
                outcome.findings.append(Finding("refused", step.entry.line, text.language, str(error)))
        return published

    def _keep_as_history(self, entry: Entry, step: EntryStep, text: ParsedText, edition: Edition | None) -> bool:
        kept = services.record_earlier_text(
            entry=entry,
            language=text.language,
            title=text.title,
            body=text.body,
            state=text.state,
            origin=text.origin,
            date=text.date,
            edition=edition,
        )
        if step.entry.pairs and text is step.entry.texts[0] and text.language != entry.source_language:
            store_pairs(
                entry=entry,
                language=text.language,
                pairs=sentence_pairs(step.entry),
                origin=text.origin,
                state=text.state,
            )
        return kept

    def _publish(
        self,
        entry: Entry,
        step: EntryStep,
        text: ParsedText,
        plan: Plan,
        edition: Edition | None,
        outcome: Outcome,
    ) -> None:
        if step.entry.pairs and text is step.entry.texts[0] and text.language != entry.source_language:
            translation = align_translation(
                entry=entry,
                language=text.language,
                title=text.title,
                body=text.body,
                pairs=sentence_pairs(step.entry),
                state=text.state,
                origin=text.origin,
                date=text.date,
                edition=edition,
            ).translation
        else:
            age = age_of(text, plan.document, self._source_date(entry, step, text))
            translation = services.publish_text(
                entry=entry,
                language=text.language,
                title=text.title,
                body=text.body,
                state=text.state,
                origin=text.origin,
                date=text.date,
                edition=edition,
                outdated=age < 0,
                newer_than_source=age > 0,
                allow_broken_links=True,
            )
        if translation is not None:
            note_unresolved((str(one["target"]) for one in translation.unresolved), step.entry, outcome)
        if text.language == entry.source_language and text.date is not None:
            self._judge_others(entry, text.date)

    def _judge_others(self, entry: Entry, date: dt.date) -> None:
        """Fit the texts to their source that were there before it, and see which are older than it.

        A text that was the source until now is cut anew. One that is told sentence by sentence knows its age already.
        """
        formerly_source = entry.revisions.exclude(language=entry.source_language).values("language")
        others = entry.translations.exclude(language=entry.source_language)
        for one in others.filter(
            Q(aligned=False, date__isnull=False, outdated=False) | Q(language__in=formerly_source)
        ):
            services.publish_text(
                entry=entry,
                language=one.language,
                title=one.title,
                body=one.body,
                marked_title=one.title,
                marked_body=one.body,
                state=one.state,
                origin=one.origin,
                author=one.author,
                outdated=one.date is not None and one.date < date,
                newer_than_source=one.date is not None and one.date > date,
                allow_broken_links=True,
            )

    def _source_date(self, entry: Entry, step: EntryStep, text: ParsedText) -> dt.date | None:
        """The date of the source beside a translation; None for the source itself, or where there is none."""
        if text.language == entry.source_language:
            return None
        beside = next((one.text.date for one in step.texts if one.text.language == entry.source_language), None)
        if beside is not None:
            return beside
        row = Translation.objects.filter(entry=entry, language=entry.source_language).values_list("date", flat=True)
        return row.first()


def sentence_pairs(entry: ParsedEntry) -> list[SentencePair]:
    return [SentencePair(pair.source, pair.target) for pair in entry.pairs]


def _remember(texts: set[tuple[int, str]]) -> None:
    """Take the fingerprints of texts as they are now stored, so that a later edit is seen."""
    rows = Translation.objects.filter(entry__in={pk for pk, _language in texts}).order_by()
    prints = [
        ImportedText(entry_id=pk, language=language, digest=fingerprint(title, body))
        for pk, language, title, body in rows.values_list("entry_id", "language", "title", "body")
        if (pk, language) in texts
    ]
    ImportedText.objects.bulk_create(
        prints, update_conflicts=True, unique_fields=["entry", "language"], update_fields=["digest"]
    )
