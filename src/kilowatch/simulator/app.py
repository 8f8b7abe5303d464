"""Puts the simulator's API together: the meters of a plan, and who may control them."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import httpx
from fastapi import FastAPI

from kilowatch.kit.app import create_service_app
from kilowatch.kit.background import background
from kilowatch.kit.container import put_container
from kilowatch.kit.http_client import shared_tls
from kilowatch.kit.tokens import TokenVerifier
from kilowatch.simulator.acts import Acts
from kilowatch.simulator.container import SimulatorContainer
from kilowatch.simulator.guard import RemoteGuard
from kilowatch.simulator.overrides import OverridesFile
from kilowatch.simulator.plan import load_plan, load_reporting_state
from kilowatch.simulator.registry import Registry
from kilowatch.simulator.routes import router
from kilowatch.simulator.service import Simulation
from kilowatch.simulator.settings import (
    SimulatorServiceSettings,
    SimulatorSettings,
    find_endpoint,
    find_keyring,
)
from kilowatch.simulator.transports import Fleet, Transport

CALL_TIMEOUT_S: Final = 3.0


def create_app(
    settings: SimulatorServiceSettings, meters: SimulatorSettings | None = None
) -> FastAPI:
    """The app of the simulator. ``meters`` is by default the meters' environment."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        meter_settings = meters or SimulatorSettings()
        endpoint = find_endpoint(None, Transport.AMQP, meter_settings)
        plan = load_plan(settings.plan)
        overrides_file = OverridesFile(settings.plan.with_suffix(".shape.json"))
        async with (
            httpx.AsyncClient(timeout=CALL_TIMEOUT_S, trust_env=False, verify=shared_tls()) as http,
            Fleet(endpoint, find_keyring(meter_settings, {})) as fleet,
        ):
            simulation = Simulation(
                plan, fleet, load_reporting_state(settings.plan), overrides_file
            )
            guard = RemoteGuard(TokenVerifier(settings.jwks_url), http, settings.users_url)
            registry = Registry(http, settings.devices_url)
            acts = Acts(http, settings.users_url)
            put_container(
                app,
                SimulatorContainer(
                    guard=guard, simulation=simulation, registry=registry, acts=acts
                ),
            )
            async with background(simulation.run()):
                yield

    summary = "The simulated meters of a demo."
    return create_service_app("simulator", summary, router, lifespan=lifespan)
