"""An import that is killed leaves nothing half done, and can be done again."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tests.commands import ROOT, SECRET, environment, manage

PREPARE = "from tests.sentence_pairs import disk_full; disk_full(origin='mt')"
KILLED = """
import os, signal, sys, django
django.setup()
from django.core.management import call_command
from kb.l10n.services import exchanging
exchanging.publish_entry = lambda **_given: os.kill(os.getpid(), signal.SIGKILL)
call_command("import_translations", sys.argv[1])
"""


def test_a_killed_import_leaves_nothing_half_done(tmp_path: Path) -> None:
    """Killed with every sentence written and none of it published yet."""
    given = {"ORSAK_DATA_DIR": str(tmp_path), "ORSAK_SECRET_KEY": SECRET, "ORSAK_SEARCH_HEALS": "off"}
    for arguments in (["migrate", "-v0"], ["shell", "-v0", "-c", PREPARE]):
        done = manage(*arguments, **given)
        assert done.returncode == 0, done.stderr
    file = tmp_path / "sv.po"
    manage("export_translations", "--language=sv", "--format=po", f"--output={file}", **given)
    before = file.read_text()
    file.write_text(before.replace("Vänta", "Vila").replace("Starta", "Kör"))

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)],
        cwd=ROOT,
        env=environment(**given, DJANGO_SETTINGS_MODULE="kb.settings"),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert manage("export_translations", "--language=sv", "--format=po", **given).stdout == before
    assert "2 sentences written." in manage("import_translations", str(file), **given).stdout
    after = manage("export_translations", "--language=sv", "--format=po", **given).stdout
    assert "Vila" in after
    assert "Kör agenten" in after
