"""``python -m kilowatch.web [serve|migrate|openapi]``."""

from kilowatch.kit.service import run_service
from kilowatch.web.app import create_app
from kilowatch.web.settings import WebSettings

if __name__ == "__main__":
    run_service("web", WebSettings, create_app, None)
