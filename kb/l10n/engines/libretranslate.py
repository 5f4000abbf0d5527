"""An engine behind HTTP that speaks LibreTranslate's API (POST /translate)."""

from __future__ import annotations

import html
import json
import re
import urllib.error
import urllib.request
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from kb.l10n.engines.base import Engine, EngineError
from kb.l10n.exchange.inline import Placeholder, pieces
from kb.l10n.states import Origin

BATCH = 25
"""Sentences of one request."""
MOST_BYTES = 2_000_000
_MASKED = re.compile(r"<span[^>]*\bid=[\"']?kb(\d+)[\"']?[^>]*>.*?</span>", re.S)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")


class LibreTranslateEngine(Engine):
    """Sends sentences as HTML with their placeholders marked as not to be translated.

    An answer that lost or doubled a placeholder counts as none.
    """

    name = "libretranslate"
    origin = Origin.MT

    def __init__(self, address: str, *, key: str = "", seconds: float = 20.0) -> None:
        """`address` is that of the server, without `/translate`. Raises EngineError for one that is not http(s)."""
        if urlsplit(address).scheme not in {"http", "https"}:
            raise EngineError(_("The address of the translation engine must begin with http:// or https://."))
        self._address, self._key, self._seconds = address.rstrip("/"), key, seconds

    def translate(self, texts: Sequence[str], *, source_language: str, target_language: str) -> list[str | None]:
        done: list[str | None] = []
        for start in range(0, len(texts), BATCH):
            batch = [pieces(text) for text in texts[start : start + BATCH]]
            answers = self._ask([_masked(parts) for parts in batch], source_language, target_language)
            done += [_unmasked(answer, parts) for answer, parts in zip(answers, batch, strict=True)]
        return done

    def _ask(self, texts: list[str], source_language: str, target_language: str) -> list[str]:
        body = {"q": texts, "source": source_language, "target": target_language, "format": "html"}
        if self._key:
            body["api_key"] = self._key
        request = urllib.request.Request(  # noqa: S310  the scheme was checked
            f"{self._address}/translate",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self._seconds) as response:  # noqa: S310
                data = response.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            raise EngineError(
                _("The translation engine refused (%(status)s): %(reason)s")
                % {"status": error.code, "reason": _reason(error)}
            ) from error
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            raise EngineError(_("The translation engine does not answer: %(reason)s") % {"reason": error}) from error
        return _answers(data, len(texts))


def _answers(data: bytes, count: int) -> list[str]:
    try:
        answers = json.loads(data if len(data) <= MOST_BYTES else b"")["translatedText"]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(_("The translation engine answered something that is no translation.")) from error
    answers = [answers] if isinstance(answers, str) else answers
    if not isinstance(answers, list) or len(answers) != count or not all(isinstance(one, str) for one in answers):
        raise EngineError(_("The translation engine answered something that is no translation."))
    return answers


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read(10_000))["error"])[:200]
    except (ValueError, KeyError, TypeError, OSError):
        return str(error.reason)


def _masked(parts: list[str | Placeholder]) -> str:
    out = []
    for number, part in enumerate(parts):
        if isinstance(part, Placeholder):
            out.append(f'<span translate="no" class="notranslate" id="kb{number}">{html.escape(part.text)}</span>')
        else:
            out.append(html.escape(part, quote=False))
    return "".join(out)


def _unmasked(answer: str, parts: list[str | Placeholder]) -> str | None:
    """The answer as Markdown again; None where a placeholder is not there exactly once."""
    wanted = {str(number): part.text for number, part in enumerate(parts) if isinstance(part, Placeholder)}
    seen = [match.group(1) for match in _MASKED.finditer(answer)]
    if sorted(seen) != sorted(wanted):
        return None
    kept: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        kept.append(wanted[match.group(1)])
        return "\x00"

    plain = html.unescape(_TAG.sub("", _MASKED.sub(set_aside, answer.replace("\x00", ""))))
    for text in kept:
        plain = plain.replace("\x00", text, 1)
    return " ".join(plain.split()) or None
