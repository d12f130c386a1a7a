"""One table per lifecycle: which named step leads from which states to which state."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from balai.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Step:
    sources: frozenset[str]
    target: str


class Workflow:
    """Steps by name: {"accept": ((S.SUBMITTED,), S.ACCEPTED)}."""

    def __init__(self, steps: Mapping[str, tuple[tuple[models.TextChoices, ...], models.TextChoices]]) -> None:
        self.steps = {
            name: Step(frozenset(str(s) for s in sources), str(target)) for name, (sources, target) in steps.items()
        }

    def allows(self, state: str, step: str) -> bool:
        return state in self.steps[step].sources

    def next_state(self, state: str, step: str) -> str:
        """The state after `step`; Refused("wrong_state") when the step does not start here."""
        if not self.allows(state, step):
            raise Refused(
                "wrong_state",
                _(
                    "Langkah ini tidak bisa dilakukan pada keadaan sekarang. Muat ulang halaman untuk melihat keadaan terbaru."
                ),
            )
        return self.steps[step].target

    def open_steps(self, state: str) -> list[str]:
        return [name for name, step in self.steps.items() if state in step.sources]
