"""``python -m kilowatch.balancing``: the balancer."""

from kilowatch.balancing import migrations
from kilowatch.balancing.app import create_app
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.kit.service import run_service

run_service("balancing", BalancingSettings, create_app, migrations)
