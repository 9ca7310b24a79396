"""Tokens for partner systems, sessions for people."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView

from config.kernel.rest.session import SessionView
from config.kernel.rest.tokens import Tokens

urlpatterns = [
    path("token/", Tokens.as_view(), name="token"),
    path("token/revoke/", RevokeTokenView.as_view(), name="revoke-token"),
    path("v1/session/", SessionView.as_view(), name="session"),
]
