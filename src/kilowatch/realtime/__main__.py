"""``python -m kilowatch.realtime [serve|migrate|openapi]``."""

from kilowatch.kit.service import run_service
from kilowatch.realtime import migrations
from kilowatch.realtime.app import create_app
from kilowatch.realtime.settings import RealtimeSettings

if __name__ == "__main__":
    run_service("realtime", RealtimeSettings, create_app, migrations)
