"""The addresses of the public site below the language: `/sv/…`."""

from django.urls import path

from kb.pages.cache import page
from kb.pages.feeds import ChangesFeed
from kb.pages.views.browse import browse, error_list
from kb.pages.views.cause import cause
from kb.pages.views.error import error
from kb.pages.views.guide import guide
from kb.pages.views.home import home
from kb.pages.views.offline import offline
from kb.pages.views.search import search_page
from kb.pages.views.seen import seen
from kb.pages.views.solution import solution
from kb.pages.views.suggest import opensearch, suggestions

app_name = "pages"

urlpatterns = [
    path("", home, name="home"),
    path("search", search_page, name="search"),
    path("suggest", suggestions, name="suggest"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("errors/", browse, name="browse"),
    path("errors.json", error_list, name="error-list"),
    path("errors/<path:name>/", error, name="error"),
    path("causes/<path:name>/", cause, name="cause"),
    path("solutions/<path:name>/", solution, name="solution"),
    path("guides/<path:name>/", guide, name="guide"),
    path("offline/", offline, name="offline"),
    path("changes.atom", page(ChangesFeed()), name="feed"),
    path("changes/<slug:product>.atom", page(ChangesFeed()), name="product-feed"),
    path("seen/<str:key>/", seen, name="seen"),
]
