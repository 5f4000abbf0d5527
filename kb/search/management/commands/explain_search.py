from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.languages import CODES
from kb.search.engines.base import IndexUnavailable
from kb.search.explaining import Explained, explain
from kb.search.query import Query
from kb.search.services import snapshot_and_query


class Command(BaseCommand):
    help = "Show how a query is understood and why each of the first results stands where it does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--language", choices=CODES, required=True)
        parser.add_argument("--limit", type=int, default=5)

    def handle(self, text: str, language: str, limit: int, *args: object, **options: object) -> None:
        try:
            snapshot, query = snapshot_and_query(text, language)
        except IndexUnavailable as error:
            raise CommandError(f"{error} Run rebuild_index.") from error
        self._plan(query)
        for place, one in enumerate(explain(query, snapshot, limit=max(limit, 1)), 1):
            self._result(place, one)

    def _plan(self, query: Query) -> None:
        self.stdout.write(f"message    {query.message}")
        self.stdout.write(f"languages  {', '.join(query.languages)}")
        for removed in query.removed:
            self.stdout.write(f"noise      {removed.kind}: {removed.text}")
        if query.codes:
            deciding = f" (deciding: {', '.join(query.deciding)})" if query.deciding else ""
            self.stdout.write(f"codes      {', '.join(query.codes)}{deciding}")
        if query.nearest_codes:
            self.stdout.write(f"near codes {', '.join(query.nearest_codes)}")
        for concept in query.concepts:
            kind = "optional" if concept.optional else "word"
            self.stdout.write(f"{kind:<10} {concept.word}, weight {concept.weight:.2f}")
            for one in concept.alternatives:
                self.stdout.write(f"             {one.field}:{' + '.join(one.terms)} ×{one.factor:.2f} ({one.origin})")
        if query.unknown:
            self.stdout.write(f"unknown    {', '.join(query.unknown)}")

    def _result(self, place: int, one: Explained) -> None:
        by_code = ", first by its code" if one.hit.by_code else ""
        self.stdout.write(
            f"\n{place}. {one.hit.kind} {one.hit.key} [{one.hit.language}] {one.hit.score:.2f}{by_code}\n"
            f"   {one.base:.2f} for covering {one.hit.coverage:.0%}, times {one.factor:.2f} for words in order"
        )
        for part in one.contributions:
            self.stdout.write(
                f"   {part.points:6.2f}  {part.word} as {part.field}:{' + '.join(part.terms)} ({part.origin})"
            )
        if one.missing:
            self.stdout.write(f"   without {', '.join(one.missing)}")
