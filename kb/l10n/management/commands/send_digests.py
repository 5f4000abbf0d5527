from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kb.l10n.services.digests import send_digests


class Command(BaseCommand):
    help = "Send each translator what became outdated, was reviewed or was sent back since the last digest."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_digests()} digests sent.")
