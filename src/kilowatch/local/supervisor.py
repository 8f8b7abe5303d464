"""Starts the processes in order, keeps them running, and stops them in order."""

import asyncio
import signal
import time
from collections.abc import Coroutine, Sequence
from typing import Any, Literal

import asyncpg
import httpx

from kilowatch.kit.background import all_of, background, end_tasks
from kilowatch.local.broker_care import BrokerCare
from kilowatch.local.control import Answer, ProcessStatus, Request, Status, listening
from kilowatch.local.databases import ensure_databases, migrate
from kilowatch.local.disk import DiskWatch, Level, Thresholds
from kilowatch.local.edit_watch import EditWatch
from kilowatch.local.environment import meter_environment
from kilowatch.local.errors import LocalError
from kilowatch.local.first_start import FirstStart, NotYet
from kilowatch.local.home import Home, Secrets
from kilowatch.local.instances import REPLICATED
from kilowatch.local.log_files import LogFiles
from kilowatch.local.managed_process import ManagedProcess, ProcessSpec, State
from kilowatch.local.platform import Platform
from kilowatch.local.process_control import steer
from kilowatch.local.rabbitmq import remove_former_meters_user
from kilowatch.local.reporting import Report
from kilowatch.local.scaling import Scaling
from kilowatch.local.settings import LocalSettings

SERVERS_WITHIN_S = 120.0
SERVICES_WITHIN_S = 90.0
AGAIN_AFTER_S = 5.0
REPLICA_PREFIX = f"{REPLICATED}-"
SAME_WISH_S = 2.0
"""A signal to the process group arrives twice, the second time through `make`: that is one
request to stop. A later second signal forces the shutdown."""


class Supervisor:
    """The one program that owns all processes of a platform."""

    def __init__(
        self, settings: LocalSettings, home: Home, report: Report, *, watch: bool = False
    ) -> None:
        self._settings = settings
        self._watches = watch
        self._home = home
        self._report = report
        self._say = report.say
        self._secrets: Secrets = home.load_secrets()
        self._logs = LogFiles(home.logs, settings.log_max_size, settings.log_files - 1)
        thresholds = Thresholds(settings.disk_warning, settings.disk_hold)
        self._disk = DiskWatch(home.path, thresholds, self._say)
        self._broker_care: BrokerCare | None = None
        self._platform = Platform(settings, home, self._secrets, self._disk.has_room)
        self._servers: list[list[ManagedProcess]] = []
        self._layers: list[list[ManagedProcess]] = []
        """The processes that need the servers, in the order of starting."""
        self._phase: Literal["starting", "up", "stopping"] = "starting"
        self._enough = asyncio.Event()
        self._asked_to_end_at_s: float | None = None
        self._announcements: list[str] = []
        self._settling: asyncio.Task[None] | None = None
        self._scaling: Scaling | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> bool:
        """Run the platform until it is asked to stop. Return true if it was ever healthy."""
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, self._asked_to_end)
        came_up = False
        try:
            async with (
                listening(self._home.make_socket_path(), self._answer),
                background(self._disk.run()),
            ):
                came_up = await self._until_enough(self._bring_up())
                if came_up:
                    await self._enough.wait()
                self._phase = "stopping"
                await self._take_down()
        finally:
            self._kill_all()
            self._logs.close()
            self._home.forget_socket()
        return came_up

    def take_announcements(self) -> list[str]:
        """Return the messages that have not been shown to a person yet."""
        texts, self._announcements = self._announcements, []
        return texts

    def status(self) -> Status:
        """Return the state of the platform."""
        parts = [
            ProcessStatus(part.spec.name, part.state.value, part.pid, part.restarts, part.spec.port)
            for part in self._parts()
        ]
        warnings = self._warnings()
        if self._phase != "up":
            return Status(self._phase, self._settings.http_url, parts, warnings=warnings)
        healthy = all(part.state == State.HEALTHY for part in parts) and self._takes_readings()
        settled = self._settling is not None and self._settling.done()
        state = "healthy" if healthy else "degraded"
        return Status(state, self._settings.http_url, parts, settled, warnings)

    def _takes_readings(self) -> bool:
        alarm = self._broker_care and self._broker_care.alarm
        return self._disk.level in {Level.ENOUGH, Level.LOW} and not alarm

    def _warnings(self) -> list[str]:
        care = self._broker_care
        texts = (self._disk.warning, *((care.warning, care.alarm) if care else ()))
        return [each for each in texts if each]

    def _parts(self) -> list[ManagedProcess]:
        return [part for layer in self._servers + self._layers for part in layer]

    def _asked_to_end(self) -> None:
        now_s = time.monotonic()
        if self._asked_to_end_at_s is None:
            self._asked_to_end_at_s = now_s
            self._say("Stopping …")
            self._enough.set()
        elif now_s - self._asked_to_end_at_s > SAME_WISH_S:
            self._say("Forcing shutdown.")
            self._kill_all()

    def _kill_all(self) -> None:
        for part in self._parts():
            part.kill()

    async def _until_enough(self, work: Coroutine[Any, Any, None]) -> bool:
        working = asyncio.create_task(work)
        waiting = asyncio.create_task(self._enough.wait())
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not working.done():
            await end_tasks(working)
            return False
        if error := working.exception():
            self._phase = "stopping"
            await self._take_down()
            raise error
        return True

    async def _bring_up(self) -> None:
        await self._platform.prepare(self._say)
        # Services wait for the broker by themselves: it boots while they load.
        await all_of(self._bring_up_databases_and_services(), self._bring_up_rabbitmq())
        await self._up([self._platform.gateway()], SERVICES_WITHIN_S)
        first_start = FirstStart(self._settings, self._home, self._secrets)
        said = ""
        try:
            self._announcements += await first_start.ensure_administrator()
        except NotYet as error:
            said = str(error)
            self._say(said)
        self._phase = "up"
        self._report.came_up(self.status())
        self._tell([])
        self._settling = asyncio.create_task(self._settle_in(first_start, said))
        if self._watches:
            watching = EditWatch(self._parts, self._migrate, self._say).run()
            self._tasks.append(asyncio.create_task(watching))

    async def _settle_in(self, first_start: FirstStart, said: str) -> None:
        """Run what may take long; progress in ``said`` is not repeated."""
        while True:
            try:
                self._tell(await first_start.ensure_administrator())
                self._tell(await first_start.ensure_demo())
                break
            except NotYet as error:
                if str(error) != said:
                    said = str(error)
                    self._say(said)
                await asyncio.sleep(AGAIN_AFTER_S)
        plan = first_start.demo_plan()
        if plan is not None:
            await self._up([self._platform.simulator(plan)], SERVICES_WITHIN_S)

    async def _bring_up_databases_and_services(self) -> None:
        await self._bring_up_databases()
        # The broker may take as long as it needs, and they wait for it.
        within_s = SERVERS_WITHIN_S + SERVICES_WITHIN_S
        services = await self._up(self._platform.services(), within_s)
        self._scaling = Scaling(
            self._settings, self._home, self._platform, services, self._make_process
        )

    async def _bring_up_databases(self) -> None:
        await self._up_server(self._platform.postgres())
        admin_url = self._platform.addresses.postgres_admin_url
        try:
            await ensure_databases(admin_url, self._secrets.databases)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise LocalError(f"The databases could not be made: {error}") from error
        await self._migrate()
        self._say("databases migrated")

    async def _migrate(self) -> None:
        await migrate(self._platform.addresses.postgres_admin_url, self._platform.migrations())

    async def _bring_up_rabbitmq(self) -> None:
        node: ManagedProcess | None = None
        for plan in self._platform.rabbitmq():
            [node] = await self._up_server([plan])
        self._platform.settle_rabbitmq()
        addresses = self._platform.addresses
        if node is not None:
            url = addresses.management_url
            self._broker_care = BrokerCare(node, url, self._disk.has_room, self._say)
            self._tasks.append(asyncio.create_task(self._broker_care.run()))
        try:
            await remove_former_meters_user(addresses.management_url)
        except httpx.HTTPError as error:
            name = type(error).__name__
            self._say(f"The user that meters shared could not be removed: {name}")
        self._home.write_meter_env(meter_environment(self._settings, self._secrets, addresses))

    def _make_process(self, plan: ProcessSpec) -> ManagedProcess:
        return ManagedProcess(plan, self._logs, self._home.run, self._say)

    async def _up_server(self, plans: Sequence[ProcessSpec]) -> list[ManagedProcess]:
        """Start the servers. Raises `LocalError` if they are not healthy in time."""
        layer = self._start(plans, self._servers)
        if problem := await self._missing(layer, SERVERS_WITHIN_S):
            raise LocalError(problem)
        return layer

    async def _up(self, plans: Sequence[ProcessSpec], within_s: float) -> list[ManagedProcess]:
        """Start a layer, and continue without processes that are not healthy in time."""
        layer = self._start(plans, self._layers)
        if problem := await self._missing(layer, within_s):
            self._say(problem)
        return layer

    def _start(
        self, plans: Sequence[ProcessSpec], layers: list[list[ManagedProcess]]
    ) -> list[ManagedProcess]:
        layer = [self._make_process(plan) for plan in plans]
        layers.append(layer)
        for part in layer:
            part.start()
        return layer

    async def _missing(self, layer: list[ManagedProcess], within_s: float) -> str:
        """Report which processes of a layer are not healthy in time; empty if all are."""
        healthy = await asyncio.gather(*(self._await(part, within_s) for part in layer))
        missing = [part.spec.name for part, up in zip(layer, healthy, strict=True) if not up]
        if not missing:
            return ""
        log = self._home.logs / f"{missing[0]}.log"
        return f"Not healthy in {within_s:.0f} s: {', '.join(missing)}. See {log}."

    async def _await(self, part: ManagedProcess, within_s: float) -> bool:
        up = await part.wait_for(State.HEALTHY, within_s=within_s)
        if up:
            self._say(f"{part.spec.name} healthy")
        return up

    def _tell(self, announcements: list[str]) -> None:
        self._announcements += announcements
        if self._report.has_a_reader:
            for line in self.take_announcements():
                self._say(line)

    async def _take_down(self) -> None:
        await end_tasks(*self._tasks, *([self._settling] if self._settling else []))
        for layer in reversed(self._servers + self._layers):
            # Replicas leave while there is a balancer to drain them.
            replicas = [each for each in layer if each.spec.name.startswith(REPLICA_PREFIX)]
            await asyncio.gather(*(part.close() for part in replicas))
            await asyncio.gather(*(part.close() for part in reversed(layer)))

    async def _answer(self, request: Request) -> Answer:
        match request.ask:
            case "status":
                return Answer(status=self.status())
            case "announcements":
                return Answer(announcements=self.take_announcements())
            case "down":
                self._asked_to_end()
                return Answer()
            case "scale":
                return await self._scale(request)
            case "stop" | "start":
                return await self._steer(request)

    async def _scale(self, request: Request) -> Answer:
        if self._scaling is None or self._phase != "up":
            return Answer(error="The platform is not up yet; try again in a moment.")
        return Answer(error=await self._scaling.do(request.part, request.number))

    async def _steer(self, request: Request) -> Answer:
        error = await steer({part.spec.name: part for part in self._parts()}, request)
        return Answer(error=error) if error else Answer(status=self.status())
