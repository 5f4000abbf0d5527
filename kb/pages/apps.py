from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "kb.pages"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from kb.catalog import signals
        from kb.catalog.models import Product
        from kb.pages.generation import bump_after_commit

        for signal in (
            signals.text_published,
            signals.text_withdrawn,
            signals.entry_changed,
            signals.entries_written,
        ):
            signal.connect(bump_after_commit, dispatch_uid="pages")
        for signal in (post_save, post_delete):
            signal.connect(bump_after_commit, sender=Product, dispatch_uid="pages")
