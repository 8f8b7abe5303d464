"""Formulas in requests and responses: factors as decimals."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kilowatch.contracts.channels import DEFAULT_CHANNEL
from kilowatch.contracts.formulas import (
    FACTOR_SCALE,
    LARGEST_FACTOR,
    MOST_STEPS,
    MOST_TERMS,
    Formula,
    FormulaStep,
    FormulaTerm,
)
from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.domain import EARLIEST_OWNERSHIP
from kilowatch.devices.formulas.domain import AskedStep, AskedTerm, FormulaInvalid
from kilowatch.kit.channel_names import ChannelCode
from kilowatch.kit.inputs import Moment, RequestModel

Factor = Annotated[
    float,
    Field(
        strict=True,
        ge=-LARGEST_FACTOR,
        le=LARGEST_FACTOR,
        allow_inf_nan=False,
        description="By which the channel's quantity is multiplied; at most six decimals. If left "
        "out, 1, for a channel of the same unit. For another unit: how many of ours one of its "
        "own is, such as 10.55 kWh in a cubic metre of gas.",
    ),
]


class Term(RequestModel):
    """A channel in a formula."""

    device_id: UUID = Field(description="The device of the channel.")
    channel: ChannelCode = Field(
        default=DEFAULT_CHANNEL, description="Code or OBIS code of the channel."
    )
    factor: Factor | None = None

    def asked(self) -> AskedTerm:
        """Return the term in the units of the domain. Raises `FormulaInvalid`."""
        millionths = None if self.factor is None else Decimal(str(self.factor)) * FACTOR_SCALE
        if millionths is not None and (millionths == 0 or millionths != int(millionths)):
            raise FormulaInvalid("A factor is not 0, and has at most six decimals.")
        return AskedTerm(
            device_id=DeviceId(self.device_id),
            channel=self.channel,
            factor_millionths=None if millionths is None else int(millionths),
        )


class Step(RequestModel):
    """What a channel is calculated from, from a moment on."""

    since: Annotated[Moment, Field(ge=EARLIEST_OWNERSHIP)] | None = Field(
        default=None,
        description="The step holds from this hour on, until the next one begins; null: from the "
        "first reading on.",
    )
    terms: Annotated[list[Term], Field(min_length=1, max_length=MOST_TERMS)] = Field(
        description="The channels that are added, each by its factor."
    )

    def asked(self) -> AskedStep:
        """Return the step in the units of the domain. Raises `FormulaInvalid`."""
        return AskedStep(
            since=None if self.since is None else self.since.astimezone(UTC),
            terms=tuple(each.asked() for each in self.terms),
        )


Steps = Annotated[
    list[Step],
    Field(
        min_length=1,
        max_length=MOST_STEPS,
        description="What the channel is calculated from: each step holds until the next begins.",
    ),
]


class FormulaChange(RequestModel):
    """The whole formula of a calculated channel."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "steps": [
                        {
                            "terms": [
                                {
                                    "device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21",
                                    "channel": "import",
                                },
                                {
                                    "device_id": "5f0d1c9e-3d0b-4c57-9a63-0b8f6c1e7a21",
                                    "channel": "export",
                                    "factor": -1,
                                },
                            ]
                        }
                    ]
                }
            ]
        }
    )

    steps: Steps


def asked_steps(steps: Sequence[Step]) -> list[AskedStep]:
    """Return steps in the units of the domain. Raises `FormulaInvalid`."""
    return [each.asked() for each in steps]


class TermView(BaseModel):
    """A channel in a formula."""

    device_id: UUID = Field(description="The device of the channel.")
    channel: str = Field(description="Code of the channel.")
    factor: float = Field(description="By which its quantity is multiplied.")

    @classmethod
    def of(cls, term: FormulaTerm) -> Self:
        """Return the view of a term."""
        return cls(
            device_id=term.device_id,
            channel=term.channel,
            factor=term.factor_millionths / FACTOR_SCALE,
        )


class StepView(BaseModel):
    """What a channel is calculated from, from a moment on."""

    since: datetime | None = Field(description="Null: from the first reading on.")
    terms: list[TermView] = Field(description="The channels that are added, each by its factor.")

    @classmethod
    def of(cls, step: FormulaStep) -> Self:
        """Return the view of a step."""
        return cls(since=step.since, terms=[TermView.of(each) for each in step.terms])


def steps_view(formula: Formula | None) -> list[StepView] | None:
    """Return the view of a formula; None for a channel that is measured."""
    return None if formula is None else [StepView.of(each) for each in formula]
