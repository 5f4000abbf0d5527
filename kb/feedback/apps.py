from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "kb.feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        from kb.feedback import receivers  # noqa: F401 - subscribes
