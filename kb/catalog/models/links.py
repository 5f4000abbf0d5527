"""Ordered links between entries. Order lives on the link: the same causes stand under five errors in five orders.

A link that came from a document names its edition. Of each owner the links of the newest edition (or those made by
hand, which have none) are current; older ones stay, so that a reader may ask for an older edition.
"""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

_L = TypeVar("_L", bound="Link")


class LinkQuerySet(models.QuerySet[_L]):
    def current(self) -> Self:
        return self.filter(is_current=True)


class Link(models.Model):
    """What every link has: its place in the owner's list, and the edition it came from."""

    position = models.PositiveIntegerField(_("position"), default=0)
    edition = models.ForeignKey(
        "catalog.Edition", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("edition")
    )
    is_current = models.BooleanField(_("current"), default=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.position}"


def _unique(owner: str, target: str, name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=[owner, target, "edition"], name=f"{name}_once_an_edition"),
        models.UniqueConstraint(
            fields=[owner, target], condition=models.Q(is_current=True), name=f"{name}_current_once"
        ),
    ]


class ErrorCause(Link):
    error = models.ForeignKey("catalog.ErrorCode", models.CASCADE, related_name="cause_links")
    cause = models.ForeignKey("catalog.Cause", models.PROTECT, related_name="error_links", verbose_name=_("cause"))

    class Meta(Link.Meta):
        verbose_name = _("cause of the error")
        verbose_name_plural = _("causes of the error")
        constraints = _unique("error", "cause", "error_cause")


class ErrorSolution(Link):
    error = models.ForeignKey("catalog.ErrorCode", models.CASCADE, related_name="solution_links")
    solution = models.ForeignKey(
        "catalog.Solution", models.PROTECT, related_name="error_links", verbose_name=_("solution")
    )

    class Meta(Link.Meta):
        verbose_name = _("step of the error")
        verbose_name_plural = _("steps of the error")
        constraints = _unique("error", "solution", "error_solution")


class CauseSolution(Link):
    cause = models.ForeignKey("catalog.Cause", models.CASCADE, related_name="solution_links")
    solution = models.ForeignKey(
        "catalog.Solution", models.PROTECT, related_name="cause_links", verbose_name=_("solution")
    )

    class Meta(Link.Meta):
        verbose_name = _("solution of the cause")
        verbose_name_plural = _("solutions of the cause")
        constraints = _unique("cause", "solution", "cause_solution")


class GuideError(Link):
    guide = models.ForeignKey("catalog.Guide", models.CASCADE, related_name="error_links")
    error = models.ForeignKey(
        "catalog.ErrorCode", models.PROTECT, related_name="guide_links", verbose_name=_("error code")
    )

    class Meta(Link.Meta):
        verbose_name = _("error code of the guide")
        verbose_name_plural = _("error codes of the guide")
        constraints = _unique("guide", "error", "guide_error")


class GuideCause(Link):
    guide = models.ForeignKey("catalog.Guide", models.CASCADE, related_name="cause_links")
    cause = models.ForeignKey("catalog.Cause", models.PROTECT, related_name="guide_links", verbose_name=_("cause"))

    class Meta(Link.Meta):
        verbose_name = _("cause of the guide")
        verbose_name_plural = _("causes of the guide")
        constraints = _unique("guide", "cause", "guide_cause")


class GuideSolution(Link):
    guide = models.ForeignKey("catalog.Guide", models.CASCADE, related_name="solution_links")
    solution = models.ForeignKey(
        "catalog.Solution", models.PROTECT, related_name="guide_links", verbose_name=_("solution")
    )

    class Meta(Link.Meta):
        verbose_name = _("procedure of the guide")
        verbose_name_plural = _("procedures of the guide")
        constraints = _unique("guide", "solution", "guide_solution")


class RelatedError(Link):
    error = models.ForeignKey("catalog.ErrorCode", models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        "catalog.ErrorCode", models.PROTECT, related_name="related_from_links", verbose_name=_("related error")
    )

    class Meta(Link.Meta):
        verbose_name = _("related error")
        verbose_name_plural = _("related errors")
        constraints = _unique("error", "related", "related_error")
