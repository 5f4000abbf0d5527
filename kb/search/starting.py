"""What a web process does for search when it starts: open the index, or have it rebuilt, and know its way before the
first reader asks.
"""

from __future__ import annotations

import threading

import structlog
from django.db import connection

from kb.languages import CODES
from kb.search.asking import ask
from kb.search.engines import get_engine
from kb.search.engines.base import Engine, IndexUnavailable
from kb.search.rebuilding import heal
from kb.search.suggestions import suggestions_for

# Words of any support text: what matters is that each language's stemmer, lexicon and columns are touched once.
_REHEARSAL = {
    "sv": "felmeddelande när lösenordet ändrades 0x80070005",
    "da": "fejlmeddelelse da adgangskoden blev ændret 0x80070005",
    "es": "mensaje de error al cambiar la contraseña 0x80070005",
    "en": "error message when the password was changed 0x80070005",
}
log = structlog.get_logger(__name__)


def prewarm(engine: Engine) -> None:
    """Open the index and ask it once in every language; raises IndexUnavailable."""
    snapshot = engine.snapshot()
    for language in CODES:
        ask(_REHEARSAL[language], language, snapshot)


def start() -> None:
    """Get ready beside the first requests, which are answered meanwhile as well as can be."""
    threading.Thread(target=_start, name="search-start", daemon=True).start()


def _start() -> None:
    try:
        prewarm(get_engine())
        for language in CODES:
            suggestions_for(language)
    except IndexUnavailable as error:
        log.warning("search_index_unusable", reason=str(error))
        heal()
    except Exception as error:  # a start that fails is not worth a dead process: the first search says what is wrong
        log.error("search_not_prewarmed", reason=str(error))
    finally:
        connection.close()
