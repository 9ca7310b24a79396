"""Every life as the table has it: which step leads where, under which article, and by which act."""

import django_fsm
import pytest

from config.kernel.acts import ACTS
from config.kernel.flows import steps_of
from config.kernel.nouns import case_models
from config.kernel.writing import given
from tests.tables.flows import BEGINS, FLOWS, TAKEN_BY, WITHOUT_STATES

CASES = case_models()


@pytest.mark.article("house:1")
def test_every_case_has_a_table_or_no_states():
    assert set(CASES) == set(FLOWS) | WITHOUT_STATES
    assert {noun for noun, model in CASES.items() if steps_of(model)} == set(FLOWS) == set(BEGINS)


@pytest.mark.article("house:1")
@pytest.mark.parametrize("noun", FLOWS)
def test_the_flow_is_the_table(noun):
    model = CASES[noun]
    coded: dict = {str(state): {} for state in model.State}
    for step, start, end, article in steps_of(model):
        coded[str(start)][step] = (str(end), article)
    assert coded == FLOWS[noun]
    assert model().state == BEGINS[noun]


@pytest.mark.article("house:1")
@pytest.mark.parametrize("noun", FLOWS)
def test_from_each_state_the_steps_of_its_row_can_be_taken_and_no_other(noun):
    model = CASES[noun]
    steps = {step for row in FLOWS[noun].values() for step in row}
    for state, row in FLOWS[noun].items():
        open_ones = {step for step in steps if django_fsm.can_proceed(getattr(model(state=state), step))}
        assert open_ones == set(row), state


@pytest.mark.article("house:1")
@pytest.mark.parametrize("noun", FLOWS)
def test_a_state_is_reached_by_steps_and_never_assigned(noun):
    case = CASES[noun](state=BEGINS[noun])
    with given(), pytest.raises(AttributeError):
        case.state = BEGINS[noun]
    step, (end, _) = next(iter(FLOWS[noun][BEGINS[noun]].items()))
    getattr(case, step)()
    assert case.state == end


@pytest.mark.article("house:1")
def test_every_step_is_taken_by_the_act_of_its_name_and_article():
    for noun, model in CASES.items():
        for step, _, _, article in steps_of(model):
            if (noun, step) in TAKEN_BY:
                assert act_of(noun, step) is None
                assert all(ACTS[name].model is model for name in TAKEN_BY[noun, step])
            else:
                act = act_of(noun, step)
                assert act is not None, f"no act takes the step {noun}.{step}"
                assert (act.model, act.article) == (model, article)


@pytest.mark.article("house:1")
def test_an_act_of_a_step_knows_it_and_every_other_act_names_its_own_article():
    steps = {(model, step) for model in CASES.values() for step, *_ in steps_of(model)}
    for act in ACTS.values():
        assert bool(act.step) == ((act.model, act.verb) in steps), act
        assert act.article and str(act.title) and act.__doc__, act


def act_of(noun: str, step: str):
    """The act of a noun's step, by its verb; a room may have acts on several nouns."""
    return next((act for act in ACTS.values() if act.verb == step and act.model is CASES[noun]), None)
