from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.l10n.errors import L10nError
from kb.l10n.management.files import write_file
from kb.l10n.services.memory_files import FORMATS, export_memory
from kb.languages import CODES, SOURCE


class Command(BaseCommand):
    help = "Write the memory of a language pair as TMX or CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", choices=CODES, default=SOURCE, help="from which language; English unless told")
        parser.add_argument("--language", choices=CODES, required=True, help="into which language")
        parser.add_argument("--format", choices=FORMATS, default="tmx", help="of the file; TMX unless told")
        parser.add_argument("--output", metavar="FILE", help="write it to a file instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        source, language = options["source"], options["language"]
        try:
            data = export_memory(source_language=source, language=language, format=options["format"])
        except L10nError as error:
            raise CommandError(str(error)) from error
        write_file(self, data, options["output"], f"The memory from {source} into {language}")
