"""Where a partner system gets its token: no more often than an unknown address may ask, for each try costs a hash."""

from django.utils.translation import gettext as _
from oauth2_provider.views import TokenView

from config.kernel.rest.problems import failed
from config.kernel.rest.rates import Rate


class Tokens(TokenView):
    """OAuth2's own words for everything (RFC 6749, 5.2) but for too many tries."""

    def dispatch(self, request, *args, **kwargs):
        rate = Rate()
        if rate.allow_request(request, self):
            return super().dispatch(request, *args, **kwargs)
        answer = failed(429, _("Too many tries; wait a little."))
        answer["Retry-After"] = str(max(1, round(rate.wait() or 0)))
        return answer
