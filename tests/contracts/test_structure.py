"""Every service has one shape: one typed container, endpoints in routes, models in schemas."""

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
def test_the_search_finds_every_access_to_app_state(code: str, is_found: bool) -> None:
    assert any(map(is_state_of_an_app, ast.walk(ast.parse(code)))) is is_found


def test_app_state_holds_only_the_container() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for folder in (ROOT / "src", ROOT / "tests")
        for path in folder.rglob("*.py")
        if path != HOLDER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if is_state_of_an_app(node)
    ]

    assert found == [], "declare it in the service's container.py"


MODELS = {"BaseModel", "RequestModel", "TypedDict"}


def route_modules() -> list[Path]:
    """Return every module with routes of a service."""
    return [
        path
        for service in SERVICES
        for path in (PACKAGE / service).rglob("*.py")
        if path.stem == "routes" or (path.parent.name == "routes" and path.stem != "__init__")
    ]


def has_endpoints(tree: ast.Module) -> bool:
    """Return true if a module decorates functions with a method of a router, except the kit's."""
    return any(
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in {"get", "post", "put", "patch", "delete", "api_route"}
        for node in tree.body
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
        for decorator in node.decorator_list
    )


def test_endpoints_are_declared_only_in_routes() -> None:
    routes = set(route_modules())
    assert len(routes) > len(SERVICES)

    found = [
        str(path.relative_to(PACKAGE))
        for service in SERVICES
        for path in (PACKAGE / service).rglob("*.py")
        if path not in routes and has_endpoints(ast.parse(path.read_text(encoding="utf-8")))
    ]
    # The gateway's own errors are not an API of a service.
    assert found == ["web/gateway_answers.py"]


def test_routes_declare_no_models() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in route_modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and MODELS & {base.id for base in node.bases if isinstance(base, ast.Name)}
    ]

    assert found == [], "declare it in schemas"


def test_the_list_of_services_is_complete() -> None:
    assert {"auth", "monitoring", "simulator", "web"} <= set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_declares_its_container_in_its_container_module(service: str) -> None:
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


def storage_modules() -> list[Path]:
    """Return every module with the queries of a service."""
    return [
        path
        for service in SERVICES
        for path in (PACKAGE / service).rglob("*.py")
        if path.stem == "storage" or (path.parent.name == "storage" and path.stem != "__init__")
    ]


def runs_on(function: ast.AsyncFunctionDef) -> str:
    """Return the type of the first parameter of a function."""
    first = function.args.args[:1]
    return ast.unparse(first[0].annotation) if first and first[0].annotation else ""


def test_storage_is_functions_of_a_pool_or_a_connection() -> None:
    modules = storage_modules()
    assert {path.relative_to(PACKAGE).parts[0] for path in modules} >= {"auth", "monitoring"}
    found = [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
        and not {"Pool", "Connection", "Executor"} & set(runs_on(node).split(" | "))
    ]

    assert found == [], "so that a service can run several of them in one transaction"
