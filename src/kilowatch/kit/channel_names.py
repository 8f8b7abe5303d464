"""Names of channels as a request may give them: codes and OBIS codes."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from kilowatch.contracts.channels import UnknownChannelName, channel_code


def _code(name: str) -> str:
    try:
        return channel_code(name)
    except UnknownChannelName as error:
        raise ValueError(str(error)) from error


ChannelCode = Annotated[str, StringConstraints(min_length=1, max_length=32), AfterValidator(_code)]
"""The code of the channel that a text names."""
