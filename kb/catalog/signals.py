"""What the catalogue tells the apps above it. Sent inside the transaction of the change; receivers that need the
committed state use `transaction.on_commit` themselves.
"""

from django.dispatch import Signal

source_published = Signal()
"""A new source revision is in force: `entry`, `revision`, `significance`."""

source_considered = Signal()
"""Somebody asks what a source text would do to the translations: `entry`, `title`, `body`, `significance`.

Receivers write nothing and return `kb.catalog.impact.Impact`s.
"""

text_published = Signal()
"""A text was published or changed: `entry`, `language`, `translation`."""

text_withdrawn = Signal()
"""An entry's text is no longer shown: `entry`, `language` (None for all)."""

entry_changed = Signal()
"""Something other than text changed (key, alias, links, life cycle, product): `entry`."""

entries_written = Signal()
"""Entries came or got further texts, many at a time: `entries`, their primary keys. Sent instead of the others."""
