"""The verbs of zones (Arts 2, 8)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.numbers import next_number
from zones.zone import facts, rules
from zones.zone.models import Field, Supervision, Zone


@act(rules.may_name_field, title=_("name a field"), article="2")
def name_field(authority: Body, *, by, at, code, name):
    """One more field (领域)."""
    field = Field.objects.create(code=code, name=name)
    return facts.FieldNamed(field, by, at, code, name)


@act(rules.may_plan, title=_("plan a zone"), article="2")
def plan(authority: Body, *, by, at, name, kind, purpose, supervisor, field=None, district=None):
    """A zone on paper, supervised from today."""
    zone = Zone.objects.create(
        name=name, kind=kind, purpose=purpose, field=field, district=district,
        number=next_number("ZQ", timezone.localdate(at).year),
    )  # fmt: skip
    Supervision.objects.create(zone=zone, body=supervisor, from_on=timezone.localdate(at))
    return facts.ZonePlanned(zone, by, at, name, kind, supervisor.pk)


@act(rules.may_establish, title=_("establish the zone"))
def establish(zone: Zone, *, by, at):
    """From now on calls can be drafted for it."""
    zone.establish()
    zone.established_at = at
    return facts.ZoneEstablished(zone, by, at)


@act(rules.may_hand_over, title=_("hand over the supervision"), article="8")
def hand_over(zone: Zone, *, by, at, to, from_on, reason):
    """Supervision goes to another body; the history stays."""
    current = zone.supervisions.get(until_on=None)
    current.until_on = from_on
    current.save()
    Supervision.objects.create(zone=zone, body=to, from_on=from_on, reason=reason)
    return facts.SupervisionHandedOver(zone, by, at, current.body_id, to.pk, from_on.isoformat(), reason)


@act(rules.may_close, title=_("close the zone"))
def close(zone: Zone, *, by, at, reason):
    """Nothing new begins here."""
    zone.close()
    zone.closed_at = at
    return facts.ZoneClosed(zone, by, at, reason)
