from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kb.l10n.management.files import write_file
from kb.l10n.services.glossary_files import export_glossary


class Command(BaseCommand):
    help = "Write the glossary as CSV, a row for each form of each term."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", metavar="FILE", help="write it to a file instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        write_file(self, export_glossary(), options["output"], "The glossary")
