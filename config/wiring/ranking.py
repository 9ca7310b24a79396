"""What comes first among the cases of one day."""

from operators.evaluation import preference

# noun → what says of its rows whether they come first: (seat) → an expression, 1 or 0 (Art. 33)
PREFERRED = {
    "application": preference.held_by("organisation"),
    "renewal": preference.held_by("agreement__application__organisation"),
}
