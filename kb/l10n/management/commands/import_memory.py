from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.l10n.exchange import ExchangeError
from kb.l10n.management.files import read_file
from kb.l10n.services.memory_files import apply_memory, plan_memory
from kb.languages import CODES, SOURCE


class Command(BaseCommand):
    help = "Add the sentence pairs of a TMX or CSV file to the memory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--source", choices=CODES, default=SOURCE, help="from which language; English unless told")
        parser.add_argument("--language", choices=CODES, required=True, help="into which language")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["source"] == options["language"]:
            raise CommandError("--source and --language are the same.", returncode=2)
        try:
            plan = plan_memory(
                data=read_file(options["file"]), source_language=options["source"], language=options["language"]
            )
        except ExchangeError as error:
            raise CommandError(str(error)) from error
        for warning in plan.warnings:
            self.stdout.write(f"{warning.kind} {warning.id} {warning.detail}".rstrip())
        self.stdout.write(f"{len(plan.records)} pairs, {plan.new} of them new, {len(plan.warnings)} left out.")
        if not options["dry_run"]:
            self.stdout.write(f"{apply_memory(plan=plan)} pairs added.")
