from django.urls import path, re_path

from kb.catalog import views

urlpatterns = [
    path("editing/preview/", views.preview, name="editing-preview"),
    path("editing/upload/", views.upload, name="editing-upload"),
    re_path(r"^media/editing/(?P<name>[0-9a-f]{32})\.(?P<suffix>png|jpg|webp)$", views.picture, name="picture"),
]
