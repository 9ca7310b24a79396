"""The doors. So far one for everybody: the public page."""

from django.urls import include, path

from config.public import home

urlpatterns = [
    path("", home, name="home"),
    path("i18n/", include("django.conf.urls.i18n")),
]
