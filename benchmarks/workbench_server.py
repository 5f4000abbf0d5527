"""What the workbench costs the server with 50,000 sentences stored, without a browser.

    python benchmarks/workbench_server.py

Asks the application in this process, on data of its own, and prints JSON. For the save of a sentence (with all that
opens the next one) in an entry of 300 sentences that is not published yet and in one that is, for the dashboard and for
the editor: the median and the slowest in milliseconds, the median of the processor time, and the queries.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.workbench import PREPARE  # noqa: E402
from tests.serving import prepared_data  # noqa: E402

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 20


def main() -> None:
    with prepared_data(PREPARE) as environment:
        os.environ |= environment | {"DJANGO_SETTINGS_MODULE": "kb.settings"}
        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        from django.contrib.auth.models import User
        from django.test import Client

        client = Client(headers={"Host": "localhost", "HX-Request": "true"})
        client.force_login(User.objects.get(username="alva"))
        found = {"save": _measured(_saves(client, "long"))}
        _translate("long")
        found["save_of_published"] = _measured(_saves(client, "long"))
        found["dashboard"] = _measured(_visits(client, "/workbench/sv/"))
        found["editor"] = _measured(_visits(client, "/workbench/sv/entries/long/"))
        print(json.dumps(found, indent=2))


def _saves(client: Client, key: str) -> Iterator[Callable[[], object]]:
    """A save of one sentence after the other, each with a text of its own."""
    from kb.l10n.models import Segment, SegmentTranslation

    for segment in itertools.islice(Segment.objects.filter(entry__key=key).in_order(), 1, None):
        told = SegmentTranslation.objects.filter(segment=segment, language="sv").first()
        number = segment.text.split("`")[1].rpartition(" ")[2]
        text = f"Starta nu om agenten {time.time_ns()} på maskin {number} med `harbour start {number}`."
        given = {"version": told.version if told else 0, "text": text, "action": "save"}
        yield lambda uid=segment.uid, given=given: client.post(f"/workbench/sv/sentences/{uid}/", given)


def _visits(client: Client, address: str) -> Iterator[Callable[[], object]]:
    return itertools.repeat(lambda: client.get(address))


def _translate(key: str) -> None:
    """Gives every sentence of an entry a text, which publishes it."""
    from kb.catalog.models import Entry
    from kb.l10n.models import Segment, SegmentTranslation
    from kb.l10n.services.assembly import publish_entry

    entry = Entry.objects.get(key=key)
    missing = Segment.objects.filter(entry=entry).exclude(translations__language="sv")
    SegmentTranslation.objects.bulk_create(
        SegmentTranslation(segment=one, language="sv", text=one.flat, state="translated") for one in missing
    )
    publish_entry(entry=entry, language="sv")


def _measured(requests: Iterator[Callable[[], object]]) -> dict[str, float]:
    """The first three requests warm up and are not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    whole, processor = [], []
    for request in itertools.islice(requests, ROUNDS + 3):
        began, worked = time.perf_counter(), time.process_time()
        request()
        whole.append((time.perf_counter() - began) * 1_000)
        processor.append((time.process_time() - worked) * 1_000)
    with CaptureQueriesContext(connection) as asked:
        next(requests)()
    told = {
        "median": statistics.median(whole[3:]),
        "slowest": max(whole[3:]),
        "processor": statistics.median(processor[3:]),
        "queries": len(asked),
    }
    return {name: round(value, 1) for name, value in told.items()}


if __name__ == "__main__":
    main()
