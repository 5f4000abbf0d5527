from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.catalog.models import Entry
from kb.languages import CODES
from kb.search.asking import ask
from kb.search.engines import get_engine
from kb.search.engines.base import IndexUnavailable
from kb.search.evaluation import DEPTH, Answer, JudgedQuery, JudgedQueryError, judge, read_judged, report
from kb.search.synonyms import all_synonyms


class Command(BaseCommand):
    help = "Ask judged queries and report MRR@10, success@1/5/10 by class and language, and latency."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="JSON lines: q, lang, class, relevant")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, file: Path, *args: object, **options: object) -> None:
        try:
            queries = list(read_judged(file.read_text(encoding="utf-8").splitlines()))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}.") from error
        except JudgedQueryError as error:
            raise CommandError(f"{file}: {error}") from error
        if not queries:
            raise CommandError(f"{file} holds no judged query.")
        unknown = {query.language for query in queries} - set(CODES)
        if unknown:
            raise CommandError(f"{file}: Orsak has no language {', '.join(sorted(unknown))}.")
        paths = dict(Entry.objects.values_list("pk", "source_path"))
        engine, synonyms = get_engine(), all_synonyms()

        def answer(query: JudgedQuery) -> Sequence[Answer]:
            snapshot = engine.snapshot()
            _, found = ask(query.text, query.language, snapshot, synonyms, limit=DEPTH)
            return [Answer(hit.kind, hit.key, paths.get(hit.entry_id, "")) for hit in found.hits]

        try:
            figures = report(judge(queries, answer))
        except IndexUnavailable as error:
            raise CommandError(f"{error} Run rebuild_index.") from error
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{'':<18}{'queries':>8}{'MRR@10':>9}{'S@1':>8}{'S@5':>8}{'S@10':>8}")
        rows = [("all", figures), *figures["classes"].items(), *figures["languages"].items()]
        for name, row in rows:
            self.stdout.write(
                f"{name:<18}{row['queries']:>8}{row['mrr@10']:>9.4f}"
                f"{row['success@1']:>8.4f}{row['success@5']:>8.4f}{row['success@10']:>8.4f}"
            )
        for name, key in (("latency ms", "latency_ms"), ("asked again", "latency_again_ms")):
            self.stdout.write(f"{name}: " + " ".join(f"{share} {value}" for share, value in figures[key].items()))
