from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from kb.l10n.services.audit import Failure, audit, count_texts
from kb.languages import CODES


class Command(BaseCommand):
    help = "Run every check on every translation and list what fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the failures as JSON")
        parser.add_argument("--language", choices=CODES, default="", help="of one language only")

    def handle(self, *args: Any, **options: Any) -> None:
        failures: list[Failure] = []
        quiet = options["verbosity"] == 0 or not sys.stderr.isatty()
        for found in tqdm(audit(options["language"]), total=count_texts(options["language"]), disable=quiet):
            failures += found
        totals = Counter(failure.check for failure in failures)
        if options["json"]:
            document = {"failures": [failure.as_dict() for failure in failures], "totals": dict(sorted(totals.items()))}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        for failure in failures:
            place = f"{failure.language} {failure.kind}:{failure.entry}"
            self.stdout.write(f"{place}  {failure.severity} {failure.check}: {failure.message}")
            self.stdout.write(f"    {failure.target or failure.source}")
        counted = ", ".join(f"{name} {count}" for name, count in totals.most_common())
        self.stdout.write(f"{len(failures)} failed checks: {counted}." if failures else "No check fails.")
