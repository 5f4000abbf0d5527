from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "kb.operations"

    def ready(self) -> None:
        from kb.operations import request_ids

        request_ids.connect()
