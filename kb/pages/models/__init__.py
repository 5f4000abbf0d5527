"""What the public site remembers about itself."""

from kb.pages.models.generation import Generation
from kb.pages.models.page_view import PageView

__all__ = ["Generation", "PageView"]
