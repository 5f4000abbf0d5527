from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.catalog.models import Entry
from kb.l10n.errors import L10nError
from kb.l10n.exchange import FORMATS, write
from kb.l10n.management.files import write_file
from kb.l10n.services.exchanging import export_document
from kb.l10n.states import Condition
from kb.languages import CODES


class Command(BaseCommand):
    help = "Write the sentences and their translations into a language as a file for translation tools."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=CODES, required=True, help="into which language")
        parser.add_argument("--format", choices=FORMATS, required=True, help="of the file")
        parser.add_argument("--entry", action="append", metavar="KEY", help="of this entry only; may be repeated")
        parser.add_argument("--product", metavar="KEY", default="", help="of this product only")
        parser.add_argument(
            "--state", action="append", choices=[one.value for one in Condition], help="only these; may be repeated"
        )
        parser.add_argument("--inline", action="store_true", help="XLIFF: mark placeholders as inline elements")
        parser.add_argument("--output", metavar="FILE", help="write it to a file instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["inline"] and options["format"] == "po":
            raise CommandError("PO has no inline elements; --inline is for XLIFF.", returncode=2)
        entries = None
        if options["entry"]:
            entries = list(Entry.objects.filter(key__in=options["entry"]))
            missing = set(options["entry"]) - {entry.key for entry in entries}
            if missing:
                raise CommandError(f"There is no entry {', '.join(sorted(missing))}.")
        conditions = [Condition(one) for one in options["state"]] if options["state"] else None
        try:
            document = export_document(
                language=options["language"], entries=entries, product=options["product"], conditions=conditions
            )
        except L10nError as error:
            raise CommandError(str(error)) from error
        data = write(document, options["format"], inline=options["inline"])
        told = f"{len(document.units)} sentences of {len(document.entries)} entries"
        write_file(self, data, options["output"], told)
