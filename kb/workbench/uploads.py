"""Files that were looked at and wait to be imported: kept in the data folder for a day, one a person and language."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kb.l10n.exchange.document import ExchangeError

MOST_BYTES = 10_000_000
_DAY_SECONDS = 24 * 3600


def sent(request: HttpRequest) -> bytes:
    """The file of a form; raises ExchangeError where there is none or it is too large."""
    file = request.FILES.get("file")
    if file is None:
        raise ExchangeError(_("Choose a file first."))
    if (file.size or 0) > MOST_BYTES:
        raise ExchangeError(
            _("The file is larger than %(most)s MB. Import it in parts.") % {"most": MOST_BYTES // 1_000_000}
        )
    return file.read()


def keep(data: bytes, *, user_id: int, language: str) -> str:
    """Keeps a file; returns the token it is found by. What is older than a day goes."""
    folder = _folder()
    for old in folder.iterdir():
        with suppress(FileNotFoundError):  # another request may have taken it
            if time.time() - old.stat().st_mtime > _DAY_SECONDS or old.name.startswith(f"{user_id}-{language}-"):
                old.unlink()
    token = secrets.token_hex(16)
    path = folder / f"{user_id}-{language}-{token}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return token


def waiting(request: HttpRequest, language: str) -> bytes:
    """The file that the token of a form is for, which is gone then; raises ExchangeError where it is not here."""
    data = take(request.POST["token"], user_id=request.user.pk, language=language)  # type: ignore[arg-type]
    if data is None:
        raise ExchangeError(_("The file is not here any more. Choose it again."))
    return data


def take(token: str, *, user_id: int, language: str) -> bytes | None:
    """The file of this person and token, which is gone then; None where there is none."""
    if not token.isalnum():
        return None
    path = _folder() / f"{user_id}-{language}-{token}"
    try:
        data = path.read_bytes()
    except OSError:
        return None
    path.unlink(missing_ok=True)
    return data


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
