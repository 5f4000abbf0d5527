from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.l10n.services.digests import send_digests


class Command(BaseCommand):
    help = "Send each translator what became outdated, was reviewed or was sent back since the last digest."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_digests()
        self.stdout.write(f"{sent.count} digests sent.")
        if sent.failed:
            raise CommandError(
                f"The digests of {', '.join(sent.failed)} could not be sent; they are tried again next time."
            )
