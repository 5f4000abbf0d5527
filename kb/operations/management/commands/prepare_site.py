from __future__ import annotations

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from kb.search.engines import get_engine


class Command(BaseCommand):
    help = "Bring the database, the content of content/ and the search index up to date. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.INFO)  # what happens is told below; that there is no index yet is no news
        try:
            self._prepare()
        finally:
            logging.disable(logging.NOTSET)

    def _prepare(self) -> None:
        self._tell("Bringing the database up to date.")
        call_command("migrate", interactive=False, verbosity=0)
        self._tell("Loading content/.")
        call_command("load_content", verbosity=0)
        if get_engine().status().problem:
            self._tell("Building the search index.")
            call_command("rebuild_index", quiet=True, stdout=self.stdout)
        else:
            call_command("update_index", stdout=self.stdout)

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
