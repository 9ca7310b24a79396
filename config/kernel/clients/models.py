"""Partner systems (合作系统): each acts from one seat of its body, within its scopes and its rate (house:10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from config.kernel.accounts.models import Seat
from config.kernel.clients.flow import ClientFlow
from config.kernel.flows import states_only


class Client(ClientFlow, AbstractApplication):
    """An OAuth2 client: confidential, client credentials only. Its secret is kept as a hash.

    `scopes`: what its tokens may cover, e.g. `application:read`. `rate`: requests a minute. What django-oauth-toolkit
    keeps for its other grants is no column here but one answer for all: no redirections, no public clients.
    """

    user = None  # what it may do hangs on the seat
    client_type = AbstractApplication.CLIENT_CONFIDENTIAL
    authorization_grant_type = AbstractApplication.GRANT_CLIENT_CREDENTIALS
    hash_client_secret = True
    redirect_uris = post_logout_redirect_uris = allowed_origins = ""
    skip_authorization = False
    algorithm = AbstractApplication.NO_ALGORITHM
    registration_source = AbstractApplication.RegistrationSource.MANUAL
    cimd_expires_at = None

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="clients")
    scopes = models.JSONField(default=list)
    rate = models.PositiveIntegerField(default=600)
    issued_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name = _("partner system")
        constraints = [
            states_only("client", ClientFlow.State),
            models.CheckConstraint(condition=models.Q(rate__gte=1), name="client_rate_positive"),
        ]

    def __str__(self):
        return self.name

    def is_usable(self, request) -> bool:
        """Asked by the token endpoint, and here for each request that comes with a token."""
        seat = self.seat
        return self.state == self.State.ACTIVE and seat.state == seat.State.ACTIVE and seat.user.is_active
