from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A block of an entry's current source text. Position 0 is the title.

    The body is the concatenation, over the units from position 1 on, of `lead` and of each segment's text and tail:
    nothing of the Markdown is lost. A block that nobody translates (code) is all lead.
    """

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="units", verbose_name=_("entry"))
    revision = models.ForeignKey(
        "catalog.SourceRevision", models.CASCADE, related_name="units", verbose_name=_("source revision")
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20)
    lead = models.TextField(blank=True)
    line = models.PositiveIntegerField(_("line"), default=0)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="unit_position_is_unique")]

    def __str__(self) -> str:
        return f"{self.entry} · {self.position}"

    @property
    def is_title(self) -> bool:
        return self.position == 0
