"""The addresses as they are in debug: with the style guide."""

from django.urls import path

from kb.pages.views.styleguide import styleguide
from kb.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [path("styleguide/", styleguide, name="styleguide"), *urlpatterns]
