"""What a token may cover: to read, or to act on, each kind of case (house:10)."""

from oauth2_provider.scopes import BaseScopes

from config.kernel.wired import wiring

DEEDS = ("read", "act")


def known() -> dict[str, str]:
    """Every scope there is, with its description for the API's documentation."""
    nouns = wiring("VISIBLE")
    return {f"{noun}:{deed}": f"{deed} on {noun}" for noun in nouns for deed in DEEDS}


class OwnScopes(BaseScopes):
    """OAUTH2_PROVIDER["SCOPES_BACKEND_CLASS"]: each client has its own."""

    def get_all_scopes(self):
        return known()

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return application.scopes if application else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return application.scopes if application else []
