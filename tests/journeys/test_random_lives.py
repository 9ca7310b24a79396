"""Random acts by random seats, with plausible and implausible words, over zone, call, application, panel, report and
agreement: after each, no state outside the flows, one entry for each invocation, no refusal with an effect.

`LIVES=2000 python -m pytest tests/journeys/test_random_lives.py` plays that many from each beginning, others each
time, and makes a failure small; without it, the same few are played on every run.
"""

import os
import random
from collections import Counter
from datetime import datetime, time, timedelta
from functools import partial

import django_fsm
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from config.kernel.accounts.queries import the
from config.kernel.acts import ACTS
from config.kernel.countersigning.models import Proposal
from config.story.telling import BEIJING
from operators.agreement.models import Agreement
from operators.application.models import Application
from operators.decision.models import Report
from operators.organisation.models import Organisation
from operators.review.models import Panel
from tests import cast, stages
from tests.journeys.aside import ASIDE
from tests.journeys.moves import WORDS, Choice
from tests.journeys.watching import Watch, check_chains
from tests.tables.roles import ROLES
from zones.call.models import Call
from zones.zone.models import Zone

LUCK = strategies.randoms(use_true_random=True)  # one seed for a step: quicker than to draw each choice
LIVES = int(os.environ.get("LIVES", "0"))
STEPS = 35
DRIVEN = (Organisation, Zone, Call, Application, Panel, Report, Agreement, Proposal)
MAY = {act: may.split() for act, _, _, may in ROLES}
ALSO = {"applicant": "rival", "signatory": "rival_signatory", "supervisor": "district"}
# How far the life has come that a run begins with, and on which day of the tests.
BEGINNINGS = {
    "zone": 1, "published_call": 2, "returned": 8, "accepted": 8, "scoring": 44, "concluded": 46, "entered": 61,
    "to_sign": 76, "part_signed": 79,
}  # fmt: skip


class Lives(RuleBasedStateMachine):
    """One run: a life that was begun with real acts, then whatever comes; undone after it."""

    def __init__(self, stage, who):
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True  # like Django's TestCase: acts believe that theirs is the outermost
        self.block.__enter__()
        self.who, self.at = who, cast.later(days=BEGINNINGS[stage])
        self.watch = Watch()

    @rule(luck=LUCK)
    def somebody_tries_something(self, luck):
        """Mostly what comes next, so that lives get far; else anything, an aside, or nothing but time."""
        [way] = luck.choices([self.what_comes_next, self.anything, self.an_aside, self.time_passes], [5, 3, 1, 1])
        way(luck)

    def what_comes_next(self, luck):
        """What somebody who knows the measures would do now; where nothing can be done, one waits for the next date."""
        for case in luck.sample(cases := self.cases(), len(cases)):
            acts = [act for act in acts_on(case) if act.name not in ASIDE and open_to(act, case)]
            for act in sorted(acts, key=lambda act: luck.random() - 0.7 * bool(act.step)):  # steps rather than words
                words = WORDS[act.name](case, Choice(luck.choice, self.who, self.at, plausible=True))
                if seat := self.who_may(act, case, words):
                    return self.attempt(act, case, seat, words)
        self.at = min(self.dates(), default=self.at)

    def anything(self, luck):
        """Any act on any case, by anybody, with any words, some of them left out."""
        case = luck.choice([*self.cases(), the("authority")])
        act = luck.choice(acts_on(case))
        words = WORDS[act.name](case, Choice(luck.choice, self.who, self.at, plausible=luck.choice([True, False])))
        words = {name: word for name, word in words.items() if luck.random() < 0.9}
        seats = self.seats(act) if luck.random() < 0.7 else everybody(self.who)
        self.attempt(act, case, luck.choice(seats), words)

    def an_aside(self, luck):
        """Something is taken back, ended, or begun beside, by somebody who may."""
        case = luck.choice([*self.cases(), the("authority")])
        if acts := [act for act in acts_on(case) if act.name in ASIDE]:
            act = luck.choice(acts)
            words = WORDS[act.name](case, Choice(luck.choice, self.who, self.at, plausible=True))
            self.attempt(act, case, luck.choice(self.seats(act)), words)

    def time_passes(self, luck):
        """Some days, or until the next date that something waits for."""
        days = luck.choice([1, 7, None])
        self.at = self.at + timedelta(days=days) if days else min(self.dates(), default=self.at)

    def who_may(self, act, case, words):
        """The first of its seats to which nothing is said against it."""
        asked = ((seat, act.refusals(case, by=seat, at=self.at, **words)) for seat in self.seats(act))
        return next((seat for seat, found in asked if not found), None)

    def attempt(self, act, case, seat, words) -> None:
        self.at += timedelta(minutes=1)
        self.watch.attempt(act, case, by=seat, at=self.at, words=words)

    def cases(self) -> list:
        """The cases of the driven nouns, the three newest of each."""
        return [case for model in DRIVEN for case in model.objects.order_by("-pk")[:3]]

    def seats(self, act) -> list:
        """Who may by the table, and their counterparts in the other organisation or zone."""
        names = MAY[act.name]
        found = [getattr(self.who, name) for name in names if name != "member"]
        found += [getattr(self.who, ALSO[name]) for name in names if name in ALSO]
        return found + (list(self.who.experts) if "member" in names else [])

    def dates(self) -> list[datetime]:
        """What the cases wait for, where it is still to come."""
        ends = list(Call.objects.filter(state="published").values_list("closes_at", flat=True))
        days = [day for model in DRIVEN for day in model.objects.exclude(due_on=None).values_list("due_on", flat=True)]
        days += Agreement.objects.filter(state="in_force").values_list("ends_on", flat=True)
        ends += [datetime.combine(day, time(0, 1), BEIJING) + timedelta(days=1) for day in days]
        begins = Agreement.objects.filter(state="signed").values_list("starts_on", flat=True)
        ends += [datetime.combine(day, time(0, 1), BEIJING) for day in begins]
        return [end for end in ends if end > self.at]

    def teardown(self):
        try:
            check_chains()
            TRIED.update(self.watch.tried)
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


TRIED: Counter = Counter()


def acts_on(case) -> list:
    """The acts of these lives that are done on such a case."""
    return [ACTS[name] for name in WORDS if isinstance(case, ACTS[name].model)]


def open_to(act, case) -> bool:
    """Whether the flow knows this step from here; for an act that is none, it is for the rule to say."""
    return not act.step or django_fsm.can_proceed(getattr(case, act.verb))


def everybody(who) -> list:
    return [seat for name, seat in vars(who).items() if name != "experts"] + list(who.experts)


@pytest.mark.article("house:1")
@pytest.mark.parametrize("stage", BEGINNINGS)
def test_whatever_anybody_tries_the_law_holds(who, monkeypatch, stage):
    monkeypatch.setattr("secrets.token_hex", lambda size: random.randbytes(size).hex())  # a draw that can be repeated
    always = {"max_examples": 2, "derandomize": True, "phases": [Phase.generate]}  # to make a failure small takes long
    played = {"max_examples": LIVES, "print_blob": True} if LIVES else always
    TRIED.clear()
    random.seed(0)
    getattr(stages, stage)(who)
    run_state_machine_as_test(
        partial(Lives, stage, who),
        settings=settings(
            stateful_step_count=STEPS, deadline=None, database=None, suppress_health_check=list(HealthCheck), **played
        ),
    )
    assert TRIED["refused"] and sum(TRIED.values()) > TRIED["refused"]
