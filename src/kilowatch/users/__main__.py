"""``python -m kilowatch.users [serve|migrate|openapi]``."""

from kilowatch.kit.service import run_service
from kilowatch.users import migrations
from kilowatch.users.app import create_app
from kilowatch.users.settings import UsersSettings

if __name__ == "__main__":
    run_service("users", UsersSettings, create_app, migrations)
