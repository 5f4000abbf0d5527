from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class L10nConfig(AppConfig):
    name = "kb.l10n"
    verbose_name = _("translation")

    def ready(self) -> None:
        from kb.l10n import receivers  # noqa: F401 - subscribes
