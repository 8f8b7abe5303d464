"""Decides who may see, change and own a device.

Whatever a client may not change answers alike, whether it exists or not.
"""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from kilowatch.contracts.ids import DeviceId
from kilowatch.devices.domain import Device, DeviceNotFound, people_of
from kilowatch.devices.formulas.domain import AskedStep
from kilowatch.kit.accounts import Caller
from kilowatch.kit.errors import Forbidden

Access: TypeAlias = Literal["view", "change", "own"]
"""``own`` includes its credential, and giving it back."""

_RANK: Final = {"view": 0, "change": 1, "own": 2}
_OF_ROLE: Final[dict[str, Access]] = {"owner": "own", "member": "change", "viewer": "view"}


def access_of(device: Device, caller: Caller) -> Access | None:
    """Return what ``caller`` may do with ``device``; None if it doesn't exist for them."""
    if caller.is_admin:
        return "own"
    for person in people_of(device):
        if person.user_id == caller.user_id and person.until is None:
            return _OF_ROLE[person.role]
    return "view" if device.owner_id == caller.user_id else None


def require_access(device: Device | None, caller: Caller, least: Access) -> Device:
    """Return the device if ``caller`` may do ``least`` with it.

    Raises `Forbidden`, for an administrator `DeviceNotFound`.
    """
    if caller.is_admin:
        if device is None:
            raise DeviceNotFound
        return device
    access = None if device is None else access_of(device, caller)
    if device is None or access is None or _RANK[access] < _RANK[least]:
        raise Forbidden("Only an administrator may do this.")
    return device


def require_parts(caller: Caller, device_id: DeviceId, steps: Sequence[AskedStep]) -> None:
    """Return if ``caller`` may have a channel of the device calculated by ``steps``.

    Raises `Forbidden`: a client would see in the result what others measure.
    """
    parts = {term.device_id for step in steps for term in step.terms}
    if not caller.is_admin and parts - {device_id}:
        raise Forbidden("Only an administrator may do this.")


def named_for(caller: Caller, users: Sequence[str]) -> Sequence[str]:
    """Return the names of channels that are calculated from others, as ``caller`` may see them."""
    return users if caller.is_admin else ["other channels"]
