"""``python -m kilowatch.monitoring``: one replica."""

from kilowatch.kit.service import run_service
from kilowatch.monitoring import migrations
from kilowatch.monitoring.app import create_app
from kilowatch.monitoring.settings import MonitoringSettings

run_service("monitoring", MonitoringSettings, create_app, migrations)
