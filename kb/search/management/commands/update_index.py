from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kb.search.engines import get_engine
from kb.search.engines.base import IndexBusy, IndexUnavailable
from kb.search.outbox import drain


class Command(BaseCommand):
    help = "Bring the search index up to date with every change that has not reached it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--optimise", action="store_true", help="also merge what piled up; for the night")

    def handle(self, *args: object, **options: object) -> None:
        try:
            count = drain()
            if options["optimise"]:
                get_engine().optimise()
        except IndexUnavailable as error:
            raise CommandError(f"{error} Run rebuild_index.") from error
        except (IndexBusy, OSError) as error:
            raise CommandError(f"The index was not brought up to date; the changes stay pending. {error}") from error
        self.stdout.write(f"Brought {count} entries up to date.")
