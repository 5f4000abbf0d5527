from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.catalog.models.translation import LANGUAGE_CHOICES


class RoleName(models.TextChoices):
    """What a person may do in a language; each may do what the ones before may."""

    TRANSLATOR = "translator", _("translator")
    REVIEWER = "reviewer", _("reviewer")
    LEADER = "leader", _("leader")


class Role(models.Model):
    """What a person may do in one language, whether and when a digest was sent, and the secret of their feed.

    The secret stands in the address of the feed, which feed readers ask for without signing in; "" where there is none.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="translation_roles", verbose_name=_("person")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    name = models.CharField(_("role"), max_length=10, choices=RoleName.choices, default=RoleName.TRANSLATOR)
    digest = models.BooleanField(_("digest by e-mail"), default=True)
    digest_at = models.DateTimeField(_("last digest"), null=True, blank=True, editable=False)
    feed_token = models.CharField(_("secret of the feed"), max_length=43, default="", blank=True, editable=False)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [models.UniqueConstraint(fields=["user", "language"], name="one_role_a_language")]

    def __str__(self) -> str:
        return f"{self.user} · {self.language} · {self.name}"
