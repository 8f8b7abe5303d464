"""The components of a path that the test itself puts together."""

from pathlib import Path

import pytest

from kilowatch.contracts.roles import Role
from tests.balancing.fleet import Fleet
from tests.balancing.reading_path import ADMIN
from tests.conftest import MakeDatabase
from tests.harness.servers import Broker
from tests.harness.tokens import TokenIssuer, add_account


@pytest.fixture
async def fleet(
    make_database: MakeDatabase, broker: Broker, issuer: TokenIssuer, tmp_path: Path
) -> Fleet:
    """Databases and a broker; balancers and replicas are started by the test."""
    monitoring_url = await make_database("monitoring")
    balancing_url = await make_database("balancing")
    for url in (monitoring_url, balancing_url):
        await add_account(url, ADMIN, Role.ADMIN)
    return Fleet(broker, issuer, monitoring_url, balancing_url, tmp_path)
