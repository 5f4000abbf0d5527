"""Where readers tell us something. Stands under the language: /sv/feedback/…"""

from django.urls import path

from kb.feedback import views

app_name = "feedback"

urlpatterns = [
    path("outcome/<str:key>/", views.outcome, name="outcome"),
    path("sentence/<str:key>/", views.report, name="report"),
    path("search/", views.search_left, name="search"),
    path("thanks/", views.thanks, name="thanks"),
]
