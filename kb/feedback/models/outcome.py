from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.languages import LANGUAGES


class Answer(models.TextChoices):
    """What a reader answers to "Did this fix it?"."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_POSSIBLE = "not_possible", _("Not possible for me")


class Outcome(models.Model):
    """One visitor's answer about one solution. `visitor` is a hash whose key is thrown away at the end of the day."""

    solution = models.ForeignKey(
        "catalog.Solution", models.CASCADE, related_name="outcomes", verbose_name=_("solution")
    )
    language = models.CharField(_("language"), max_length=2, choices=[(one.code, one.autonym) for one in LANGUAGES])
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices)
    visitor = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta:
        verbose_name = _("answer to “Did this fix it?”")
        verbose_name_plural = _("answers to “Did this fix it?”")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["solution", "visitor"], name="one_answer_a_visitor")]
        indexes = [models.Index(fields=["solution", "language", "answer"], name="outcome_counts")]

    def __str__(self) -> str:
        return f"{self.solution}: {self.answer}"
