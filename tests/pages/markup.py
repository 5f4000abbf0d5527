"""Reading pages in tests: a response as an element tree."""

from __future__ import annotations

from django.http import HttpResponse
from lxml import html


def tree(response: HttpResponse) -> html.HtmlElement:
    """The page of a response, parsed, without what no reader sees: templates for scripts and hidden elements."""
    page = html.document_fromstring(response.content.decode())
    for unseen in page.xpath("//template | //*[@hidden]"):
        unseen.drop_tree()
    return page


def text(element: html.HtmlElement) -> str:
    """The text of an element, with single spaces."""
    return " ".join(element.text_content().split())


def texts(page: html.HtmlElement, selector: str) -> list[str]:
    """The texts of what a CSS selector finds, in order."""
    return [text(element) for element in page.xpath(_xpath(selector))]


def links(page: html.HtmlElement, selector: str) -> list[str]:
    """The `href`s of the links within what a CSS selector finds, in order."""
    return [href for element in page.xpath(_xpath(selector)) for href in element.xpath(".//@href")]


def ids(page: html.HtmlElement) -> list[str]:
    """Every id on the page, in order."""
    return page.xpath("//@id")


def _xpath(selector: str) -> str:
    """A small piece of CSS, `tag.class tag.class`, as XPath."""
    path = ""
    for part in selector.split():
        tag, *classes = part.split(".")
        path += f"//{tag or '*'}"
        path += "".join(f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes)
    return path
