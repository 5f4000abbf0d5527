from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kb.importer.run import ImportFailed, find_sources, run_import
from kb.languages import CODES


class Command(BaseCommand):
    help = "Import documents: files, or folders with all Markdown files below them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        parser.add_argument("--language", choices=CODES, default="", help="of documents that do not name theirs")
        parser.add_argument("--dry-run", action="store_true", help="report what would be done, and do nothing")
        parser.add_argument("--repair", action="store_true", help="mend mechanical damage, and list each repair")
        parser.add_argument("--report", metavar="FILE", help="write the report as JSON; - prints it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sources = find_sources(options["paths"])
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        quiet = not sys.stderr.isatty() or options["verbosity"] == 0
        report = run_import(
            sources,
            language=options["language"],
            dry_run=options["dry_run"],
            repair=options["repair"],
            progress=lambda items: tqdm(items, unit="file", disable=quiet, file=sys.stderr),
        )
        document = report.as_dict()
        if options["report"] == "-":
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        if options["report"]:
            try:
                Path(options["report"]).write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
            except OSError as error:
                raise CommandError(f"The report cannot be written to {options['report']}: {error.strerror}.") from error
        if options["verbosity"]:
            self.stdout.write(report.summary(dry_run=options["dry_run"]))
