"""Whoever is barred after the award gets no zone to operate (Art. 17 (2)), and no text is locked for a day gone by."""

import pytest

from operators.agreement import actions as agreements
from operators.organisation import actions as organisations
from tests import stages
from tests.cast import later, organisation
from tests.refusing import refused


def barred(who, day):
    return organisations.bar(organisation(), by=who.officer, at=later(days=day), reason="列入失信名单。").subject


@pytest.mark.article("17(2)")
def test_no_agreement_is_drafted_with_a_barred_operator_until_it_is_readmitted(who):
    application = stages.to_sign(who)
    words = {"by": who.officer, "at": later(days=76), "starts_on": later(days=80).date()}
    shut_out = barred(who, 76)
    assert refused(agreements.draft, application, **words) == ["standing"]
    organisations.readmit(shut_out, by=who.officer, at=later(days=76), reason="移出名单。")
    assert agreements.draft(application, **words).subject.state == "drafted"


@pytest.mark.article("17(2)")
def test_no_text_is_locked_or_signed_with_a_barred_operator(who):
    written = stages.written_agreement(who)
    locked = stages.fresh(agreements.finalise(written, by=who.officer, at=later(days=77)).subject)
    shut_out = barred(who, 77)
    sign = {"by": who.authority_signatory, "at": later(days=78), "sha256": locked.sha256}
    assert refused(agreements.sign, locked, **sign) == ["standing"]
    drafted = agreements.reopen(locked, by=who.officer, at=later(days=78), reason="核查。").subject
    assert refused(agreements.finalise, stages.fresh(drafted), by=who.officer, at=later(days=78)) == ["standing"]
    organisations.readmit(shut_out, by=who.officer, at=later(days=78), reason="移出名单。")
    assert agreements.finalise(stages.fresh(drafted), by=who.officer, at=later(days=78)).subject.state == "finalised"


@pytest.mark.article("16")
def test_no_text_is_locked_for_a_first_day_that_has_passed_meanwhile(who):
    written = stages.written_agreement(who)
    assert refused(agreements.finalise, written, by=who.officer, at=later(days=81)) == ["starts_on"]
    assert agreements.finalise(written, by=who.officer, at=later(days=80)).subject.state == "finalised"
