from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.importer.export import catalog_document


class Command(BaseCommand):
    help = "Print the whole catalogue as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", metavar="FILE", help="write it to a file instead")

    def handle(self, *args: Any, **options: Any) -> None:
        document = json.dumps(catalog_document(), ensure_ascii=False, indent=1)
        if not options["output"]:
            self.stdout.write(document)
            return
        try:
            Path(options["output"]).write_text(document + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The catalogue cannot be written to {options['output']}: {error.strerror}.") from error
