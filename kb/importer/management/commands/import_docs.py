from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kb.importer.run import Report, run_import
from kb.importer.sources import ImportFailed, find_sources
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
        self._check_report(options["report"])
        try:
            report = self._import(options)
        except ImportFailed as error:
            raise CommandError(str(error)) from error
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

    def _check_report(self, file: str | None) -> None:
        """Refuse before anything is imported where the report could not be kept."""
        if file and file != "-":
            try:
                Path(file).open("a", encoding="utf-8").close()
            except OSError as error:
                raise CommandError(
                    f"The report cannot be written to {file}: {error.strerror}. Nothing was imported."
                ) from error

    def _import(self, options: dict[str, Any]) -> Report:
        quiet = not sys.stderr.isatty() or options["verbosity"] == 0
        return run_import(
            find_sources(options["paths"]),
            language=options["language"],
            dry_run=options["dry_run"],
            repair=options["repair"],
            progress=lambda items: tqdm(items, unit="file", disable=quiet, file=sys.stderr),
        )
