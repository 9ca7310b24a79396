"""The doors: the public page for everybody, the API for partner systems."""

from django.urls import include, path

from config.public import home

urlpatterns = [
    path("", home, name="home"),
    path("api/", include("config.api.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "config.api.outside.unreadable"
handler403 = "config.api.outside.barred"
handler404 = "config.api.outside.nowhere"
handler500 = "config.api.outside.broken"
