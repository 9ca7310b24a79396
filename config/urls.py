"""The doors. So far one: the public page."""

urlpatterns: list = []
