from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kb.catalog.models import Entry
from kb.l10n.engines import EngineError, engine_names, get_engine
from kb.l10n.models import Progress
from kb.l10n.services.machine import fill_by_machine
from kb.languages import CODES


class Command(BaseCommand):
    help = "Fill empty sentences from the memory and the glossary, or by a machine translation engine, as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=CODES, required=True, help="into which language")
        parser.add_argument("--engine", default="prefill", help="prefill, or libretranslate where it is set up")
        parser.add_argument("--entry", action="append", metavar="KEY", help="of this entry only; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        if options["engine"] not in engine_names():
            raise CommandError(f"There is no engine {options['engine']} here; there is: {', '.join(engine_names())}.")
        waiting = Progress.objects.filter(language=language).exclude(empty=0, outdated=0)
        if options["entry"]:
            waiting = waiting.filter(entry__key__in=options["entry"])
        entries = list(Entry.objects.filter(pk__in=waiting.values("entry")).exclude(source_language=language))
        filled = without = rejected = 0
        for entry in tqdm(entries, disable=not sys.stderr.isatty()):
            try:
                engine = get_engine(options["engine"], source_language=entry.source_language, target_language=language)
                done = fill_by_machine(entry=entry, language=language, engine=engine, user=None)
            except EngineError as error:
                raise CommandError(f"{error} {filled} sentences were filled before.") from error
            filled, without, rejected = filled + done.filled, without + done.without, rejected + done.rejected
        self.stdout.write(f"{filled} sentences filled, {without} without a translation, {rejected} refused by a check.")
