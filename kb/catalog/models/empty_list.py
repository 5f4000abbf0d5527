from __future__ import annotations

from django.db import models

from kb.catalog.models.entry import EntryKind


class EmptyList(models.Model):
    """That an edition, or somebody by hand, lists no entries of a kind under an entry.

    A list with links in it is told by its links; an empty one would be forgotten, and an older edition's come back.
    """

    owner = models.ForeignKey("catalog.Entry", models.CASCADE, related_name="empty_lists")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    edition = models.ForeignKey("catalog.Edition", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "edition"], name="empty_once_an_edition"),
            models.UniqueConstraint(
                fields=["owner", "kind"], condition=models.Q(edition=None), name="empty_once_by_hand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.kind}"
