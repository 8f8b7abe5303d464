"""``python -m kilowatch.devices [serve|migrate|openapi]``."""

from kilowatch.devices import migrations
from kilowatch.devices.app import create_app
from kilowatch.devices.settings import DevicesSettings
from kilowatch.kit.service import run_service

if __name__ == "__main__":
    run_service("devices", DevicesSettings, create_app, migrations)
