"""What never changes in a prompt comes first: many providers charge less for a beginning they have seen."""

from __future__ import annotations

from pathlib import Path

from support import ScriptedModel, folder_of, page, run_over, serving

from summarizer.llm.tokens import estimate

LEAST = 1024  # tokens: a shorter beginning is kept by nobody


async def test_requests_of_a_stage_begin_alike(tmp_path: Path) -> None:
    model, folder = ScriptedModel(), folder_of(tmp_path, 4)
    (folder / "other.txt").write_text(
        page(9, extra="另一段文字谈到云岭县的道路建设和农田水利工程的进展情况。\n"), "utf-8"
    )
    with serving(model) as server:
        await run_over(server, folder, out=tmp_path / "out", to="en")
    for stage in ("digest", "settle", "translate"):
        asked = [question for question in model.asked if question.task == stage]
        assert len({question.system for question in asked}) == 1, stage
    digest = next(question for question in model.asked if question.task == "digest")
    assert estimate(digest.system) > LEAST
    assert digest.user.startswith("===== BEGIN ARTICLE =====")
