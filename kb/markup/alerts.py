"""The titles of alerts (`> [!NOTE]`) in every language."""

from __future__ import annotations

_TITLES = {
    "sv": {
        "note": "Obs!",
        "tip": "Tips",
        "important": "Viktigt",
        "warning": "Varning",
        "caution": "Var försiktig",
    },
    "es": {
        "note": "Nota",
        "tip": "Sugerencia",
        "important": "Importante",
        "warning": "Advertencia",
        "caution": "Precaución",
    },
    "da": {
        "note": "Bemærk",
        "tip": "Tip",
        "important": "Vigtigt",
        "warning": "Advarsel",
        "caution": "Forsigtig",
    },
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
    },
}
_TABLES = {"sv": "Tabell", "es": "Tabla", "da": "Tabel", "en": "Table"}


def alert_title(kind: str, language: str) -> str:
    """What stands above an alert: "Varning" for ("warning", "sv"). Unknown languages get English."""
    return _TITLES.get(language, _TITLES["en"])[kind.lower()]


def table_label(columns: list[str], language: str) -> str:
    """The name of a scrollable table for those who do not see it: the word, and the column heads."""
    word = _TABLES.get(language, _TABLES["en"])
    heads = ", ".join(column for column in columns if column)
    return f"{word}: {heads}" if heads else word
