"""One line a measurement: ours, the baseline, their ratio, the goal."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).parent / "results.json"


@dataclass(frozen=True)
class Result:
    """A measurement of one run.

    Attributes:
        name: what was measured; ours and baseline: in ``unit``; goal: the most the ratio may be.
        higher_is_better: a throughput, whose ratio is baseline / ours.
    """

    name: str
    ours: float
    baseline: float
    unit: str
    goal: float | None
    higher_is_better: bool = False

    @property
    def ratio(self) -> float:
        if self.higher_is_better:
            return self.baseline / self.ours
        return self.ours / self.baseline if self.baseline else 0.0

    @property
    def holds(self) -> bool:
        return self.goal is None or self.ratio <= self.goal


def report(results: list[Result]) -> bool:
    """Print and keep the results; whether every goal holds."""
    width = max(len(r.name) for r in results)
    for r in results:
        goal = "" if r.goal is None else f"goal {r.goal:g}  {'ok' if r.holds else 'MISSED'}"
        print(f"{r.name:<{width}}  {r.ours:10.2f} {r.unit}  baseline {r.baseline:10.2f}  ratio {r.ratio:6.2f}  {goal}")
    rows = [{**asdict(r), "ratio": round(r.ratio, 3), "holds": r.holds} for r in results]
    FILE.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return all(r.holds for r in results)
