from __future__ import annotations

from django.db import models


class PendingEntry(models.Model):
    """The outbox: an entry whose change has not reached the index yet. Written in the transaction of the change.

    Rows are only ever added and removed, one for each change, so that a change that comes while an earlier one is being
    applied is not lost.
    """

    entry_id = models.BigIntegerField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.entry_id)
