"""Machine translation as a plug: what an engine is, and the engines there are."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from kb.l10n.engines.base import Engine, EngineError
from kb.l10n.engines.libretranslate import LibreTranslateEngine
from kb.l10n.engines.prefill import PrefillEngine
from kb.l10n.services import knowledge


def engine_names() -> list[str]:
    """The engines that can be used here: filling in from memory always, the HTTP engine where its address is set."""
    return ["prefill", *(["libretranslate"] if settings.TRANSLATION_ADDRESS else [])]


def get_engine(name: str, *, source_language: str, target_language: str) -> Engine:
    """The engine of this name for a language pair; raises EngineError for one that is not set up."""
    if name == "prefill":
        return PrefillEngine(knowledge.memory(source_language, target_language), knowledge.glossary())
    if name == "libretranslate" and settings.TRANSLATION_ADDRESS:
        return LibreTranslateEngine(settings.TRANSLATION_ADDRESS, key=settings.TRANSLATION_KEY)
    raise EngineError(_("There is no translation engine “%(name)s” here.") % {"name": name})


__all__ = ["Engine", "EngineError", "LibreTranslateEngine", "PrefillEngine", "engine_names", "get_engine"]
