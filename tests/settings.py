"""Settings of the tests: those of the site, with a secret, a data folder of their own and quick passwords."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

_DATA_DIR = tempfile.mkdtemp(prefix="orsak-tests-")
atexit.register(shutil.rmtree, _DATA_DIR, ignore_errors=True)
os.environ |= {
    "ORSAK_DATA_DIR": _DATA_DIR,
    "ORSAK_SECRET_KEY": "a secret that only the tests know, long enough for every check of it",
    "ORSAK_DEBUG": "off",
    "ORSAK_HTTPS": "off",
    "ORSAK_SEARCH_HEALS": "off",  # tests build the index they need
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop running in the tests' thread
}

from kb.settings import *  # noqa: E402, F403
from kb.settings import CACHES, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(exist_ok=True)
# A test changes the catalogue and looks at once; those of the page cache bring one of their own.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: the browser tests read it from a second thread.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_DATA_DIR) / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # A name of this checkout's own: others may test on the same server.
    _checkout = hashlib.sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]
    DATABASES["default"]["TEST"] = {"NAME": f"orsak_tests_{_checkout}"}
