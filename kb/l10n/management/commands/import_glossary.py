from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.l10n.exchange import ExchangeError
from kb.l10n.management.files import read_file
from kb.l10n.services.glossary_files import apply_glossary, plan_glossary


class Command(BaseCommand):
    help = "Take terms from a CSV file into the glossary; a term that is there gets the forms of the file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = plan_glossary(data=read_file(options["file"]))
        except ExchangeError as error:
            raise CommandError(str(error)) from error
        for warning in plan.warnings:
            self.stdout.write(f"{warning.kind} {warning.id} {warning.detail}".rstrip())
        for word, terms in (("new", plan.new), ("changed", plan.changed)):
            for term in terms:
                self.stdout.write(f"{word} {term.id}")
        self.stdout.write(f"{len(plan.new)} new terms, {len(plan.changed)} changed, {plan.same} as they are.")
        if not options["dry_run"]:
            self.stdout.write(f"{apply_glossary(plan=plan)} terms written.")
