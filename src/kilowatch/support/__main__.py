"""``python -m kilowatch.support [serve|migrate|openapi]``."""

from kilowatch.kit.service import run_service
from kilowatch.support import migrations
from kilowatch.support.app import create_app
from kilowatch.support.settings import SupportSettings

if __name__ == "__main__":
    run_service("support", SupportSettings, create_app, migrations)
