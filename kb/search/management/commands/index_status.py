from __future__ import annotations

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.search.engines import get_engine
from kb.search.status import compare


class Command(BaseCommand):
    help = "Compare the search index with the database. Exit 1 when they differ or the index cannot be used."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: object, **options: object) -> None:
        found = compare(get_engine())
        if options["json"]:
            self.stdout.write(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        else:
            status = found.status
            self.stdout.write(f"engine      {status.engine}, generation {status.generation or '-'}")
            self.stdout.write(f"documents   {status.documents} ({status.dead} replaced ones not yet merged away)")
            self.stdout.write(f"size        {status.size_bytes / 1e6:.1f} MB")
            self.stdout.write(f"entries     {found.entries} that can be found, {found.pending} changes pending")
        if found.sentence:
            raise CommandError(found.sentence)
