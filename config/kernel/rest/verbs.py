"""One act over the API: POST to its address, its words as JSON. The frame does the rest, and says no in words."""

import re
from typing import ClassVar

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from config.kernel.acts import Act
from config.kernel.countersigning.facts import Proposed
from config.kernel.refusals import NEVER, Refused
from config.kernel.rest import addresses, allowing, words
from config.kernel.rest.answers import Done
from config.kernel.rest.cases import Cases
from config.kernel.rest.problems import Malformed
from config.kernel.rest.reading import PlainJSON
from config.kernel.rest.references import find

ETAG = re.compile(r'"([0-9]{1,9})"')
LONGEST_KEY = 200


class Verb(APIView):
    """An act of the cases of one noun. `as_view(act=…, cases=…)`."""

    act: ClassVar[Act]
    cases: ClassVar[type[Cases]]
    parser_classes = [PlainJSON]

    def post(self, request, reference):
        allowing.to_act(request, self.cases.noun)
        case = find(self.cases.visible_to(request.seat), reference)
        fact = self.act(case, by=request.seat, seen=seen(request), key=key(request), **self.words(case, request))
        begun = fact.subject.key != case.key
        status = 202 if isinstance(fact, Proposed) else 201 if begun else 200
        headers = {"ETag": f'"{fact.subject.version}"'}
        if begun:
            headers["Location"] = addresses.of_case(fact.subject)
        return Response(Done(fact, context={"act": self.act}).data, status=status, headers=headers)

    def words(self, case, request):
        """The words, read. Who may never do this is told that, and not what was wrong with the words."""
        try:
            return words.read(self.act, request.data, request.seat)
        except Malformed as fault:
            refusals = self.act.refusals(case, by=request.seat, **fault.read)
            never = [no for no in refusals if no.kind == NEVER]
            if never:
                raise Refused(never) from None
            raise


def seen(request) -> int | None:
    """The version of If-Match; None where it is not given, or is `*`."""
    given = request.headers.get("If-Match", "*").strip()
    if given == "*":
        return None
    found = ETAG.fullmatch(given)
    if not found:
        raise ValidationError({"If-Match": [_("Give the ETag of the case as it was read, in quotes.")]})
    return int(found[1])


def key(request) -> str:
    """The Idempotency-Key, "" where it is not given."""
    given = request.headers.get("Idempotency-Key", "")
    if len(given) > LONGEST_KEY or not given.isprintable():
        said = _("A key has at most %(most)s signs.") % {"most": LONGEST_KEY}
        raise ValidationError({"Idempotency-Key": [said]})
    return given
