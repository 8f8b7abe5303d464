"""``python -m kilowatch.simulator``."""

from kilowatch.kit.service import run_service
from kilowatch.simulator.app import create_app
from kilowatch.simulator.settings import SimulatorServiceSettings

if __name__ == "__main__":
    run_service("simulator", SimulatorServiceSettings, create_app, migrations=None)
