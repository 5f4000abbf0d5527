"""What the importer remembers of its work."""

from kb.importer.models.imported_file import ImportedFile
from kb.importer.models.imported_text import ImportedText

__all__ = ["ImportedFile", "ImportedText"]
