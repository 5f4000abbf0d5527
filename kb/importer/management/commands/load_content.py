from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kb.importer.run import run_import
from kb.importer.sources import ImportFailed, find_sources


class Command(BaseCommand):
    help = "Load what Orsak ships with, from content/. Texts that somebody edited stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = run_import(find_sources([settings.CONTENT_DIR]))
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(report.summary())
