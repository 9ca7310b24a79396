"""Proposals over the API: what waits for the second body."""

from rest_framework import serializers

from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import turn, visible_to
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row, StateName


class ProposalFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Proposal.State.choices)
    act = filters.CharFilter()


class ProposalRow(Row):
    """An act that waits for the second body, or did."""

    act = serializers.CharField(help_text="The act that is done when it is countersigned.")
    article = serializers.CharField()
    case_noun = serializers.CharField(source="case_kind")
    case_id = serializers.IntegerField()
    case_version = serializers.IntegerField(help_text="What was proposed is about this version of the case.")
    proposed_by = serializers.CharField(source="proposed_by.body.name")
    proposed_at = serializers.DateTimeField()
    second = serializers.CharField(source="second.name")
    state = serializers.ChoiceField(Proposal.State.choices)
    state_name = StateName(Proposal.State.choices, source="state")


class ProposalDetail(ProposalRow, Detail):
    """A proposal with the words of its act."""

    turn_of = turn

    words = serializers.DictField()
    reason = serializers.CharField()


class Proposals(Cases):
    """What your body proposed, or has to answer."""

    noun = "proposal"
    visible_to = visible_to
    row, whole = ProposalRow, ProposalDetail
    filterset_class = ProposalFilters
