"""A remembered verdict always equals a fresh one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.services import answers
from app.services.facts import History
from app.services.verdicts import Memory, Verdicts
from tests.services.rules.build import AS_OF, RULES, ago, client, history, promise
from tests.services.rules.strategies import histories


@settings(max_examples=20)  # each example is several histories
@given(
    st.lists(histories(), min_size=1, max_size=3),
    st.lists(
        st.tuples(st.sampled_from(["ask", "change", "settings"]), st.integers(0, 2), st.integers(0, 2)),
        max_size=8,
    ),
)
def test_a_remembered_verdict_equals_a_fresh_one(
    versions: list[History], steps: list[tuple[str, int, int]]
) -> None:
    """The client's records change now and then; whoever asks gets what a fresh computation gives."""
    memory, current, rules = Memory(), versions[0], RULES
    for step, number, day in steps:
        if step == "change":
            current = versions[number % len(versions)]
            memory.forget([current.client.id])
        elif step == "settings":
            rules = replace(RULES, advice_limit=number, complaint_close_days=number)
        as_of = AS_OF - timedelta(days=day)
        remembered = memory.verdicts(current, as_of, rules)
        assert answers.about(remembered) == answers.about(Verdicts(current, as_of, rules))


def test_asking_twice_computes_once() -> None:
    memory = Memory()
    made = history()
    first = memory.verdicts(made, AS_OF, RULES)
    assert memory.verdicts(made, AS_OF, RULES) is first
    assert memory.kept(made.client.id, AS_OF, RULES) is first
    assert memory.kept(made.client.id, ago(1), RULES) is None


def test_only_the_clients_named_are_forgotten() -> None:
    memory = Memory()
    one, two = history(client(id=1)), history(client(id=2))
    kept = memory.verdicts(two, AS_OF, RULES)
    gone = memory.verdicts(one, AS_OF, RULES)
    memory.forget([1])
    assert memory.verdicts(one, AS_OF, RULES) is not gone
    assert memory.verdicts(two, AS_OF, RULES) is kept
    memory.forget()
    assert memory.kept(2, AS_OF, RULES) is None


def test_other_settings_drop_everything_and_late_verdicts_are_not_kept() -> None:
    memory = Memory()
    made = history(promises=[promise(ago(3), due_on=ago(1))])
    old = memory.verdicts(made, AS_OF, RULES)
    changed = replace(RULES, advice_limit=1)
    assert memory.kept(1, AS_OF, changed) is None
    memory.keep(old)  # computed by a slower thread under the settings of before
    assert memory.kept(1, AS_OF, changed) is None


def test_the_oldest_go_first() -> None:
    memory = Memory(capacity=2)
    days = [date(2026, 1, n) for n in (1, 2, 3)]
    for day in days:
        memory.verdicts(history(), day, RULES)
    assert [memory.kept(1, day, RULES) is not None for day in days] == [False, True, True]


def test_a_change_while_somebody_was_loading_leaves_no_old_verdict_behind() -> None:
    memory = Memory()
    loading = memory.mark
    memory.forget([1])  # the client changed after the records were read
    memory.verdicts(history(client(id=1)), AS_OF, RULES, loading)
    assert memory.kept(1, AS_OF, RULES) is None
    memory.verdicts(history(client(id=2)), AS_OF, RULES, loading)
    assert memory.kept(2, AS_OF, RULES) is not None
    memory.forget()
    memory.verdicts(history(client(id=3)), AS_OF, RULES, loading)
    assert memory.kept(3, AS_OF, RULES) is None
