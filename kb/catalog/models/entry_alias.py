from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kb.codes import normalise_code


def normalise_name(text: str) -> str:
    """The comparable form of a key, anchor or slug: lower case, `_` and space as `-`, no runs of hyphens, no NUL."""
    lowered = text.replace("\x00", "").strip().lstrip("#").lower().replace("_", "-").replace(" ", "-")
    return "-".join(part for part in lowered.split("-") if part)


class AliasKind(models.TextChoices):
    """What an alias used to be."""

    ANCHOR = "anchor", _("anchor")
    CODE = "code", _("code")
    SLUG = "slug", _("slug")


class EntryAlias(models.Model):
    """A former key, anchor, code or slug of an entry; it resolves for ever.

    `value` is as it was spelled, `lookup` how it is found: codes by `normalise_code`, names by `normalise_name`.
    Several spellings of one name (`a_b`, `a-b`) may belong to one entry, never to two.
    """

    entry = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="aliases", verbose_name=_("entry"))
    kind = models.CharField(_("kind"), max_length=6, choices=AliasKind.choices)
    value = models.CharField(_("name"), max_length=300)
    lookup = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["kind", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="alias_is_unique")]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: object, **kwargs: object) -> None:
        self.lookup = alias_lookup(self.kind, self.value)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


def alias_lookup(kind: str, value: str) -> str:
    """How an alias of this kind is looked up."""
    return normalise_code(value) if kind == AliasKind.CODE else normalise_name(value)
