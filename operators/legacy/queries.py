"""Reading lists of legacy agreements."""

from config.kernel.accounts.roles import Role
from operators.legacy.models import LegacyList


def visible_to(seat):
    """The officers of the authority, and auditors; what was taken over is seen as any agreement (Art. 16)."""
    officer = seat is not None and seat.body.kind == "authority" and seat.role == Role.OFFICER
    sees = officer or (seat is not None and seat.role == Role.AUDIT_ADMIN)
    return LegacyList.objects.all() if sees else LegacyList.objects.none()
