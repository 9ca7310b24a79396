"""Tokens for partner systems, sessions for people."""

from django.urls import path

from config.kernel.rest.session import SessionView
from config.kernel.rest.tokens import RevokeToken, Token

urlpatterns = [
    path("token/", Token.as_view(), name="token"),
    path("token/revoke/", RevokeToken.as_view(), name="revoke-token"),
    path("v1/session/", SessionView.as_view(), name="session"),
]
