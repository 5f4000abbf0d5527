from django.apps import AppConfig


class ImporterConfig(AppConfig):
    name = "kb.importer"
