from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.operations import messages


class Command(BaseCommand):
    help = "Collect the strings of the interface into locale/. `make messages` calls this."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        for language in messages.TRANSLATED:
            count, new, gone = messages.update(settings.BASE_DIR, language)
            self.stdout.write(f"{language}: {count} strings, {new} new, {gone} gone")
