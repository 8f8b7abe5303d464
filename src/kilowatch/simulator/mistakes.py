"""User errors whose message says what to do about them."""

import contextlib
from collections.abc import Generator
from typing import Final

from pydantic import ValidationError

from kilowatch.simulator.administrator import NotRegistered
from kilowatch.simulator.keyring import NoSecret
from kilowatch.simulator.metering import MeteringError
from kilowatch.simulator.plan import PlanError
from kilowatch.simulator.publisher import LoginRefused
from kilowatch.simulator.register import NotInstalled
from kilowatch.simulator.replay import RecordingError
from kilowatch.simulator.sending import DevicesFileError
from kilowatch.simulator.settings import NoBroker
from kilowatch.simulator.transports import UnknownTransport
from kilowatch.simulator.trust import BadCaFile

PLAIN: Final[tuple[type[Exception], ...]] = (
    NoBroker,
    UnknownTransport,
    BadCaFile,
    NoSecret,
    LoginRefused,
    NotRegistered,
    DevicesFileError,
    RecordingError,
    PlanError,
    MeteringError,
    NotInstalled,
)


@contextlib.contextmanager
def told_plainly() -> Generator[None]:
    """Report a user error as a sentence, without a traceback."""
    try:
        yield
    except (*PLAIN, OSError, ValidationError) as error:
        raise SystemExit(str(error)) from None
