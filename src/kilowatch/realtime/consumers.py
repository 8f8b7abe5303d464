"""The handlers of the events that `realtime` consumes."""

from kilowatch.contracts.accounts import UserDeleted
from kilowatch.contracts.devices import DeviceChanged, DeviceDeleted, DeviceRegistered
from kilowatch.contracts.overconsumption import (
    EarlyWarningRaised,
    EarlyWarningRetracted,
    OverconsumptionDetected,
    OverconsumptionRetracted,
)
from kilowatch.contracts.support import ConversationChanged, MessagePosted
from kilowatch.kit.accounts import ACCOUNT_HANDLERS
from kilowatch.kit.messaging.consumers import Handlers
from kilowatch.realtime import service, storage
from kilowatch.realtime.chat import notifications as chat

HANDLERS: Handlers = {
    **ACCOUNT_HANDLERS,
    UserDeleted: service.forget_user,
    DeviceRegistered: storage.apply_device,
    DeviceChanged: storage.apply_device,
    DeviceDeleted: storage.apply_device_deleted,
    OverconsumptionDetected: service.notify_owner,
    OverconsumptionRetracted: service.notify_owner,
    EarlyWarningRaised: service.notify_owner,
    EarlyWarningRetracted: service.notify_owner,
    MessagePosted: chat.push_message,
    ConversationChanged: chat.push_conversation,
}
