"""`/api/v1/`: the nouns, and for each act its address."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from config.api.described import Docs, document
from config.kernel.accounts.api import Bodies, Seats
from config.kernel.countersigning.api import Proposals
from config.kernel.nouns import case_models
from config.kernel.rest import addresses
from config.kernel.rest.urls import urlpatterns as signing_in
from config.kernel.rest.verbs import Verb
from config.kernel.sweeping.api import Sweeps
from config.kernel.webhooks.api import Endpoints
from config.kernel.workdays.api import CalendarYears
from operators.agreement.api import Agreements
from operators.application.api import Applications
from operators.decision.api import Reports
from operators.evaluation.api import Evaluations, IndicatorSets, Rounds
from operators.exit.api import Exits
from operators.legacy.api import LegacyLists
from operators.organisation.api import Organisations
from operators.oversight.api import Breaches, Incidents, Interviews
from operators.partner.api import Partners
from operators.renewal.api import Renewals
from operators.review.api import Experts, Panels
from zones.call.api import Calls
from zones.catalogue.api import Datasets
from zones.rulebook.api import Rulebooks
from zones.zone.api import Fields, Zones

NOUNS = [
    Bodies, Seats, Endpoints, CalendarYears, Proposals, Rulebooks, Fields, Zones, Datasets, Calls, Organisations,
    Applications, Panels, Experts, Reports, Agreements, LegacyLists, Renewals, Incidents, Breaches, Interviews,
    Partners, IndicatorSets, Rounds, Evaluations, Exits, Sweeps,
]  # fmt: skip

router = SimpleRouter()
for cases in NOUNS:
    router.register(cases.path, cases, basename=cases.noun)


def verbs():
    """A view of its own for each act, so that each is described with its own words and refusals."""
    for cases in NOUNS:
        for act in addresses.offered(case_models()[cases.noun]):
            name = act.name.title().replace(".", "").replace("_", "")
            view = type(name, (Verb,), {"__doc__": act.__doc__, "act": act, "cases": cases})
            address = f"{cases.path}/<str:reference>/{addresses.slug(act)}/"
            yield path(address, view.as_view(), name=act.name)  # type: ignore[attr-defined]


urlpatterns = [
    *signing_in,
    path("schema/", document, name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    path("v1/", include([*verbs(), *router.urls])),
]
