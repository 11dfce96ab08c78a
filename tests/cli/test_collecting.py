"""The garbage collector during a run."""

from __future__ import annotations

import gc

import pytest

from summarizer.cli.collecting import seldom


def test_garbage_is_collected_less_often_during_a_run_and_as_before_after_it() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with seldom():
        assert gc.get_threshold() > before
        assert gc.get_freeze_count() > frozen
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_also_after_a_run_that_was_stopped() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), seldom():
        raise KeyboardInterrupt
    assert gc.get_threshold() == before
