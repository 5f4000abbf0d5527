from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.importer.export import write_native


class Command(BaseCommand):
    help = "Write the catalogue as native files, one for each entry and language, as in content/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="a new or empty folder")
        parser.add_argument("--force", action="store_true", help="write into a folder that holds files already")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} is a file.")
        if folder.is_dir() and any(folder.iterdir()) and not options["force"]:
            raise CommandError(f"The folder {folder} is not empty; --force writes into it all the same.")
        try:
            written = write_native(folder)
        except OSError as error:
            raise CommandError(f"The files cannot be written to {folder}: {error.strerror}.") from error
        if options["verbosity"]:
            self.stdout.write(f"{written} files written to {folder}.")
