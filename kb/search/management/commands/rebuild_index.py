from __future__ import annotations

import os
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from kb.search.documents import Document
from kb.search.engines.base import IndexBusy, IndexUnavailable
from kb.search.rebuilding import rebuild


class Command(BaseCommand):
    help = "Build the search index from nothing, beside the live one, and swap it in while readers search."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--processes", type=int, default=0, help="how many to build with (default: one per core)")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *args: object, **options: object) -> None:
        processes = int(options["processes"] or os.cpu_count() or 1)  # type: ignore[call-overload]

        def progress(documents: Iterable[Document], total: int) -> Iterable[Document]:
            return tqdm(documents, total=total, unit="entry", disable=None if not options["quiet"] else True)

        try:
            count = rebuild(processes=processes, progress=progress)
        except (IndexBusy, IndexUnavailable, OSError) as error:
            raise CommandError(f"The index was not rebuilt; the old one is untouched. {error}") from error
        self.stdout.write(f"Indexed {count} entries.")
