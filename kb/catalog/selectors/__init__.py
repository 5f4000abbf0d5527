"""Reads of the catalogue: whole pages of linked entries with their texts, in a fixed number of queries each."""

from kb.catalog.selectors.browse import ErrorRow, error_rows, guides, products_with_counts, recently_changed
from kb.catalog.selectors.cause_page import CausePage, cause_page
from kb.catalog.selectors.error_page import ErrorPage, error_page
from kb.catalog.selectors.guide_page import GuidePage, guide_page
from kb.catalog.selectors.linked import linked
from kb.catalog.selectors.shown import Shown, choose_language, shelve
from kb.catalog.selectors.solution_page import SolutionPage, solution_page

__all__ = [
    "CausePage",
    "ErrorPage",
    "ErrorRow",
    "GuidePage",
    "Shown",
    "SolutionPage",
    "cause_page",
    "choose_language",
    "error_page",
    "error_rows",
    "guide_page",
    "guides",
    "linked",
    "products_with_counts",
    "recently_changed",
    "shelve",
    "solution_page",
]
