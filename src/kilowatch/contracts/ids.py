"""Typed identifiers, so that a device can't be passed where a user is meant."""

from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
DeviceId = NewType("DeviceId", UUID)
