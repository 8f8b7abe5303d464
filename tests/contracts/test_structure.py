"""Every service holds what it is made of in one typed container, and nowhere else."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from kilowatch.kit.container import Container

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "kilowatch"
SERVICES = sorted(
    each.parent.name for each in PACKAGE.glob("*/app.py") if each.parent.name != "kit"
)
HOLDER = PACKAGE / "kit" / "container.py"


def is_state_of_an_app(node: ast.AST) -> bool:
    """Find ``app.state``, ``x.app.state``, ``scope["app"].state`` and their `getattr`."""
    match node:
        case ast.Attribute(value=owner, attr="state"):
            pass
        case ast.Call(
            func=ast.Name(id="getattr" | "setattr"), args=[owner, ast.Constant(value="state"), *_]
        ):
            pass
        case _:
            return False
    match owner:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name == "app" or name.endswith("_app")
        case ast.Subscript(slice=ast.Constant(value="app")):
            return True
        case _:
            return False


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("request.app.state.people", True),
        ("app.state.people = 1", True),
        ("platform.auth_app.state.people", True),
        ('scope["app"].state.people', True),
        ('getattr(app, "state").people', True),
        ("reading.state.value", False),
        ("app.title", False),
    ],
)
def test_the_search_finds_each_way_to_the_state_of_an_app(code: str, is_found: bool) -> None:
    assert any(map(is_state_of_an_app, ast.walk(ast.parse(code)))) is is_found


def test_only_the_container_is_in_the_state_of_an_app() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for folder in (ROOT / "src", ROOT / "tests")
        for path in folder.rglob("*.py")
        if path != HOLDER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if is_state_of_an_app(node)
    ]

    assert found == [], "declare it in the service's container.py"


def test_there_are_services() -> None:
    assert {"auth", "monitoring", "simulator", "web"} <= set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_declares_its_container_in_a_module_of_one_name(service: str) -> None:
    module = import_module(f"kilowatch.{service}.container")

    declared = [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Container)
        and each.__module__ == module.__name__
    ]
    assert [each.__name__ for each in declared] == [f"{service.capitalize()}Container"]
    assert callable(module.container)
