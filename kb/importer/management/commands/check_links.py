from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kb.importer.links import broken_links


class Command(BaseCommand):
    help = "List every link of the texts that leads to no entry, or to no place in its text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(broken_links())
        if options["json"]:
            self.stdout.write(json.dumps([link.as_dict() for link in found], ensure_ascii=False, indent=1))
            return
        for link in found:
            self.stdout.write(str(link))
        self.stdout.write(f"{len(found)} broken links." if found else "Every link leads somewhere.")
