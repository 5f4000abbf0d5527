"""How long the workbench takes in Chromium with 50,000 sentences stored: dashboard, editor, save and next.

    python benchmarks/workbench.py

Starts the production server on data of its own, signs in, and prints JSON in milliseconds (medians): the first paint of
the dashboard and of an editor of 300 sentences, what the server takes for a save, and how long the next sentence takes
to open after the key. `ratio` is each against an editor of three sentences in the same run.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests.serving import served_site  # noqa: E402

SAVES, VISITS = 10, 4
PREPARE = """
from django.contrib.auth.models import User
from kb.catalog import services
from kb.l10n.models import Progress, Role, Segment, SegmentTranslation, SegmentVersion, Unit

def entry(key, body):
    made = services.create_entry(kind="cause", key=key)
    services.publish_text(entry=made, language="en", title=f"The title of {key}", body=body)
    return made

def lines(count, word):
    return "\\n\\n".join(f"Restart the {word} of machine {n} with `harbour start {n}`." for n in range(count))

entry("long", lines(299, "agent"))
entry("short", lines(2, "server"))
many = [entry(f"many-{n}", "Some words.") for n in range(167)]
units = Unit.objects.bulk_create(
    [Unit(entry=one, revision=one.revisions.get(), position=50, kind="paragraph") for one in many]
)
segments = Segment.objects.bulk_create(
    [
        Segment(
            entry=one, unit=unit, position=n, language="en", text=f"Sentence {n} of {one.key}.", hash=f"{one.pk}.{n}"
        )
        for one, unit in zip(many, units) for n in range(300)
    ],
    batch_size=2000,
)
told = [
    dict(segment=one, language="sv", text=f"Mening om {one.text}", state="translated", origin="human")
    for one in segments
]
SegmentTranslation.objects.bulk_create([SegmentTranslation(version=1, **one) for one in told], batch_size=2000)
SegmentVersion.objects.bulk_create([SegmentVersion(number=1, step="saved", **one) for one in told], batch_size=2000)
Progress.objects.filter(entry__in=many, language="sv").update(total=302, translated=300, empty=2)
alva = User.objects.create_user("alva", "alva@example.org", "correct horse battery staple")
Role.objects.create(user=alva, language="sv", name="translator")
print(Segment.objects.count(), "segments")
"""
_PAINT = """new Promise(done => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) done(paint.startTime); else requestAnimationFrame(look);
  };
  look();
})"""
_LAST_SAVE = (
    "performance.getEntriesByType('resource').filter(one => /sentences.[^/]+.$/.test(one.name)).at(-1).duration"
)
_OPEN = "document.querySelector('form[data-open]').dataset.open"


def main() -> None:
    with served_site(PREPARE) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"{address}/workbench/")
        page.locator("[name=login]").fill("alva")
        page.locator("[name=password]").fill("correct horse battery staple")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/workbench/")
        found = {
            "dashboard_paint": _paint(page, f"{address}/workbench/sv/"),
            "editor_of_300_paint": _paint(page, f"{address}/workbench/sv/entries/long/"),
            "editor_of_3_paint": _paint(page, f"{address}/workbench/sv/entries/short/"),
        }
        page.goto(f"{address}/workbench/sv/entries/long/", wait_until="networkidle")
        found |= _saves(page)
        found["ratio"] = round(found["editor_of_300_paint"] / found["editor_of_3_paint"], 2)
        print(json.dumps({name: round(value, 2) for name, value in found.items()}, indent=2))
        browser.close()


def _paint(page: Page, address: str) -> float:
    times = []
    for _visit in range(VISITS + 1):
        page.goto(address, wait_until="load")
        times.append(page.evaluate(_PAINT))
    return statistics.median(times[1:])


def _saves(page: Page) -> dict[str, float]:
    server, whole = [], []
    for number in range(SAVES + 1):
        before = page.evaluate(_OPEN)
        page.locator("textarea[name=text]").fill(f"Starta om agenten {number} med `harbour start {number}`.")
        page.evaluate(
            "before => { window.opened = new Promise(done => { const began = performance.now();"
            " const look = () => { const form = document.querySelector('form[data-open]');"
            " if (form && form.dataset.open !== before) done(performance.now() - began);"
            " else requestAnimationFrame(look); }; look(); }); }",
            before,
        )
        page.keyboard.press("Control+Enter")
        whole.append(page.evaluate("window.opened"))
        server.append(page.evaluate(_LAST_SAVE))
    return {"save_request": statistics.median(server[1:]), "save_and_next": statistics.median(whole[1:])}


if __name__ == "__main__":
    main()
