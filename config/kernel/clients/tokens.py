"""Tokens: who may get one, and what is read to check one. Named in settings, loaded by django-oauth-toolkit."""

import hashlib

from oauth2_provider.models import get_access_token_model
from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    """django-oauth-toolkit's own checks, on what a request needs and in one query."""

    def _load_application(self, client_id, request):
        # PostgreSQL keeps no NUL: psycopg raises what django-oauth-toolkit does not expect, and that would be a 500
        return None if "\0" in (client_id or "") else super()._load_application(client_id, request)

    def _extract_basic_auth(self, request):
        given = super()._extract_basic_auth(request)
        return given if given and given.isascii() else None  # base64 of anything else would be a 500 too

    def _load_access_token(self, token):
        tokens = get_access_token_model().objects.select_related("application__seat__user", "application__seat__body")
        return tokens.filter(token_checksum=hashlib.sha256(token.encode()).hexdigest()).first()
