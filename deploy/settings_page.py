"""docs/settings.md: every setting of every part, read off the classes that take it."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from pydantic import AliasChoices, BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from kilowatch.auth.settings import AuthSettings
from kilowatch.balancing.settings import BalancingSettings
from kilowatch.devices.settings import DevicesSettings
from kilowatch.kit.settings import ServiceSettings
from kilowatch.local.settings import LocalSettings
from kilowatch.monitoring.settings import MonitoringSettings
from kilowatch.realtime.settings import RealtimeSettings
from kilowatch.support.settings import SupportSettings
from kilowatch.users.settings import UsersSettings
from kilowatch.web.settings import WebSettings

HEAD = """<!-- Made by `make schemas` of the settings classes: edit their docstrings. -->
# Settings

Every setting there is. The ones that most people want, with the ways to set them, are in
[.env.example](../.env.example). `make up` reads all of them from the environment and from `.env`.
In containers those of .env.example are read from `.env`; any other goes under `environment:` of
its service in a `docker-compose.override.yml`. A setting that does not fit keeps its service from
starting, with a message that names it.

Lists and tables are JSON, durations are seconds or ISO 8601 (`PT2H`), sizes may have a unit
(`2gb`). Secrets and addresses have no default here: `make up` and `deploy/make-secrets` make them.
"""

SERVICES: dict[str, type[BaseSettings]] = {
    "auth": AuthSettings,
    "users": UsersSettings,
    "devices": DevicesSettings,
    "balancing": BalancingSettings,
    "monitoring": MonitoringSettings,
    "realtime": RealtimeSettings,
    "support": SupportSettings,
    "web": WebSettings,
}


def page() -> str:
    """The whole page. Raises `LookupError` where a setting has no docstring."""
    shared = _section("every service", ServiceSettings, set())
    known = set(ServiceSettings.model_fields)
    local = _section("make up", LocalSettings, set())
    return HEAD + local + shared + "".join(_section(*each, known) for each in SERVICES.items())


def _section(title: str, settings: type[BaseSettings], known: set[str]) -> str:
    texts = _docstrings(settings)
    rows = [
        _row(settings, name, field, texts)
        for name, field in settings.model_fields.items()
        # Addresses and ports are the business of who puts the parts together.
        if name not in known and not name.endswith("port")
    ]
    if not rows:
        return ""
    head = "| setting | default | bounds | what it does |\n|---|---|---|---|\n"
    return f"\n## {title}\n\n{head}" + "".join(rows)


def _row(
    settings: type[BaseSettings], name: str, field: FieldInfo, texts: Mapping[str, str]
) -> str:
    if name not in texts:
        raise LookupError(f"{settings.__name__}.{name} has no docstring")
    alias = field.validation_alias
    prefix = settings.model_config.get("env_prefix") or "KILOWATCH_<SERVICE>_"
    if isinstance(alias, AliasChoices):
        alias = alias.choices[0]
    shown = alias if isinstance(alias, str) else f"{prefix}{name.upper()}"
    return f"| `{shown}` | {_default(field)} | {_bounds(field)} | {texts[name]} |\n"


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.is_required():
        return "required"
    if value is PydanticUndefined or isinstance(value, Path | BaseModel):
        return ""
    if value is None or value == "" or isinstance(value, SecretStr):
        return "none"
    return f"`{getattr(value, 'value', value)}`"


def _bounds(field: FieldInfo) -> str:
    names = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_length": "length ≥"}
    found = [
        f"{sign} {getattr(each, name)}"
        for each in field.metadata
        for name, sign in names.items()
        if getattr(each, name, None) is not None
    ]
    return ", ".join(found)


def _docstrings(settings: type[BaseSettings]) -> dict[str, str]:
    """The docstring below each field, of the class and of those it builds on."""
    found: dict[str, str] = {}
    for each in reversed(settings.__mro__):
        if issubclass(each, BaseSettings) and each is not BaseSettings:
            found |= dict(_of_class(each))
    return found


def _of_class(settings: type[BaseSettings]) -> Iterator[tuple[str, str]]:
    body = [
        statement
        for tree in ast.parse(inspect.getsource(settings)).body
        if isinstance(tree, ast.ClassDef)
        for statement in tree.body
    ]
    for statement, following in pairwise(body):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            text = " ".join(following.value.value.split())
            yield statement.target.id, text.replace("``", "`").replace("|", "\\|")
