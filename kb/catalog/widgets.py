from __future__ import annotations

from typing import Any

from markdownx.widgets import AdminMarkdownxWidget

PREVIEW = "data-markdownx-urls-path"


class MarkdownEditor(AdminMarkdownxWidget):
    """django-markdownx's editor, with a way to pick a picture by keyboard and Tab left to the browser.

    `language` is that of the text: the preview renders for it.
    """

    template_name = "admin/catalog/markdown_editor.html"
    language = ""

    class Media:
        css = {"all": ["catalog/editor.css"]}
        js = ["catalog/editor.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.language:
            context["widget"]["attrs"][PREVIEW] += f"?language={self.language}"
        return context
