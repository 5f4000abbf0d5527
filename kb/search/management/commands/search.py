from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.languages import CODES
from kb.search.page import Found
from kb.search.services import search
from kb.search.snippets import plain


class Command(BaseCommand):
    help = "Search as the site does and list the results."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--language", choices=CODES, required=True, help="the language of the site that is asked")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, text: str, language: str, limit: int, *args: object, **options: object) -> None:
        if limit < 1:
            raise CommandError("--limit must be 1 or more.", returncode=2)
        page = search(text, language=language, limit=limit)
        rows = [_row(found) for found in page.results]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        if page.degraded:
            self.stderr.write(f"The search index cannot be used ({page.degraded}): these come from the database.")
        for row in rows:
            self.stdout.write(
                f"{row['rank']:>3}  {row['kind']:<8} {row['code'] or row['key']}  [{row['language']}] {row['score']}"
            )
            self.stdout.write(f"     {row['title']}\n     {row['url']}")
        if page.did_you_mean:
            self.stdout.write(f"Did you mean: {page.did_you_mean}")
        if not rows:
            self.stdout.write("Nothing found.")


def _row(found: Found) -> dict[str, object]:
    return {
        "rank": found.rank,
        "kind": found.kind,
        "key": found.key,
        "code": found.code,
        "language": found.language,
        "title": plain(found.title),
        "url": found.url,
        "score": found.score,
        "snippet": plain(found.snippet),
        "source_path": found.source_path,
    }
