"""Writes to the catalogue. Every change goes through these functions; each runs in one transaction."""

from kb.catalog.services.aliases import add_alias, remove_alias
from kb.catalog.services.entries import (
    create_entry,
    delete_entry,
    entries_linking_to,
    hold_entry,
    rename_entry,
    restore_entry,
    update_entry,
    withdraw_entry,
)
from kb.catalog.services.lifecycle import set_code, set_lifecycle
from kb.catalog.services.links import set_links
from kb.catalog.services.texts import attach_sentences, publish_text, record_earlier_text, render_again

__all__ = [
    "add_alias",
    "attach_sentences",
    "create_entry",
    "delete_entry",
    "entries_linking_to",
    "hold_entry",
    "publish_text",
    "record_earlier_text",
    "remove_alias",
    "rename_entry",
    "render_again",
    "restore_entry",
    "set_code",
    "set_lifecycle",
    "set_links",
    "update_entry",
    "withdraw_entry",
]
