"""``python -m kilowatch.auth [serve|migrate|openapi]``."""

from kilowatch.auth import migrations
from kilowatch.auth.app import create_app
from kilowatch.auth.settings import AuthSettings
from kilowatch.kit.service import run_service

if __name__ == "__main__":
    run_service("auth", AuthSettings, create_app, migrations)
