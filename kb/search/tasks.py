"""Background work of search, through django-tasks."""

from __future__ import annotations

from django_tasks import task

from kb.search import outbox, rebuilding


@task()
def update_index() -> None:
    """Bring the index up to date with what is pending."""
    outbox.try_drain()


@task()
def rebuild_index() -> None:
    """Build the index anew where it cannot be used."""
    rebuilding.rebuild_if_unusable()
