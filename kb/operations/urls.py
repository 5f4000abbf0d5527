from django.urls import path

from kb.operations.views import HealthView

urlpatterns = [
    path("health/", HealthView.as_view(), name="health"),
]
