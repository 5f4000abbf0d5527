"""Pictures of the running site, made in Chromium: `make screenshots`.

python -m tests.screenshots docs/screenshots
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.serving import served_site

ERROR = "errors/UserErrorGuestAgentStatusUnavailable/"
GUIDE = "guides/troubleshoot-azure-backup-failure-issues-with-the-agent-or-extension/"
MESSAGE = "snapshot failed: no network connectivity, code 0x80070005"
LOOKED_UP = """
from kb.pages.services import count_views
keys = ["usererrorguestagentstatusunavailable", "extensionsnapshotfailednonetwork", "usererrorrpcollectionlimitreached"]
count_views({(key, "sv"): 9 - number for number, key in enumerate(keys)})
"""
COLOURS = 64


def _nothing(_page: Page) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: where, in which colours, on what device, and what a reader does before it is taken."""

    name: str
    path: str
    scheme: str = "light"
    phone: bool = False
    act: Callable[[Page], None] = _nothing


def _to_first_cause(page: Page) -> None:
    page.locator(".cause").first.evaluate("one => one.scrollIntoView({ behavior: 'instant' })")


def _show_originals(page: Page) -> None:
    page.locator("[data-original-switch]").click()
    page.locator(".source").first.wait_for()
    _to_first_cause(page)


def _tick_off(page: Page) -> None:
    for number in (0, 2):
        page.locator(".rule-out input").nth(number).check()
    second = page.locator(".cause").nth(1)
    second.locator(".tick").first.check()
    second.evaluate("one => one.scrollIntoView({ behavior: 'instant' })")


def _filter(page: Page) -> None:
    page.locator("#_filter").press_sequentially("snapshot")
    page.wait_for_function("document.querySelectorAll('ul.errors li').length < 8")


def _open_qr(page: Page) -> None:
    page.locator(".qr summary").click()
    page.locator(".qr img").scroll_into_view_if_needed()
    page.wait_for_timeout(500)


def _without_a_network(page: Page) -> None:
    page.wait_for_function("caches.match(location.href, { ignoreVary: true }).then(Boolean)")
    page.context.set_offline(True)
    page.reload()


def _as_printed(page: Page) -> None:
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.emulate_media(media="print")


PICTURES = (
    Picture("home-sv", "/sv/"),
    Picture("home-da-dark", "/da/", scheme="dark"),
    Picture("home-es-phone", "/es/", phone=True),
    Picture("error-sv", f"/sv/{ERROR}"),
    Picture("error-da-dark", f"/da/{ERROR}", scheme="dark"),
    Picture("error-en-phone", f"/en/{ERROR}", phone=True),
    Picture("cause-sv", f"/sv/{ERROR}", act=_to_first_cause),
    Picture("originals-es-dark", f"/es/{ERROR}", scheme="dark", act=_show_originals),
    Picture("ticked-off-da", f"/da/{ERROR}", act=_tick_off),
    Picture("ticked-off-sv-phone-dark", f"/sv/{ERROR}", scheme="dark", phone=True, act=_tick_off),
    Picture("search-en", f"/en/search?q={MESSAGE}"),
    Picture("search-sv-phone", "/sv/search?q=datorn når inte internet", phone=True),
    Picture("browse-es", "/es/errors/", act=_filter),
    Picture("guide-en", f"/en/{GUIDE}"),
    Picture("share-en", f"/en/{ERROR}", act=_open_qr),
    Picture("offline-da-phone", f"/da/{ERROR}", phone=True, act=_without_a_network),
    Picture("printed-es", f"/es/{ERROR}", act=_as_printed),
    Picture("not-found-en", "/en/errors/UserErrorGuestAgentStatus/"),
)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots")
    wanted = set(sys.argv[2:])
    folder.mkdir(parents=True, exist_ok=True)
    with served_site(LOOKED_UP) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                path = folder / f"{picture.name}.png"
                path.write_bytes(_small(_take(browser, site, picture)))
                sys.stdout.write(f"{path} {path.stat().st_size:,} bytes\n")
        browser.close()


def _take(browser: Browser, site: str, picture: Picture) -> bytes:
    context = _context(browser, picture)
    try:
        page = context.new_page()
        page.goto(f"{site}{picture.path}", wait_until="networkidle")
        picture.act(page)
        page.wait_for_timeout(300)
        return page.screenshot()
    finally:
        context.close()


def _context(browser: Browser, picture: Picture) -> BrowserContext:
    size = {"width": 390, "height": 844} if picture.phone else {"width": 1280, "height": 860}
    return browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        has_touch=picture.phone,
        locale=picture.path[1:3],
        bypass_csp=True,  # Playwright's wait_for_function evaluates text
    )


def _small(png: bytes) -> bytes:
    """The picture with few colours: a page is text on a ground."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=0)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()


if __name__ == "__main__":
    main()
