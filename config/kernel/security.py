"""What a security administrator wants to know: who tried what they never may. Kept outside the refused transaction."""

from django.db import models


class SecurityEvent(models.Model):
    """An attempt that was refused because this seat may never do it (house:2)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    act = models.CharField(max_length=80)
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    codes = models.JSONField()

    class Meta:
        app_label = "kernel"


def note_refusal(act, subject, by, refused) -> None:
    """Written after the rollback, in a transaction of its own."""
    SecurityEvent.objects.create(
        seat=by, act=act.name, case_kind=subject.noun(), case_id=subject.pk, codes=refused.codes
    )
