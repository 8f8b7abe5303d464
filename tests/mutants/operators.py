"""Mutation operators for Python source. Each mutation is one change to the syntax tree."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutation:
    """One change: its number within the module, its line, its scope, and the code it changes."""

    number: int
    line: int
    scope: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return one line of a report."""
        return f"{self.line}: {self.scope or 'module'}: {self.before}  ->  {self.after}"


def mutations_of(source: str) -> list[Mutation]:
    """Return every mutation of ``source`` in the order of their numbers."""
    mutator = Mutator(source)
    mutator.apply(None)
    return mutator.found


def mutated(source: str, number: int) -> ast.Module:
    """Return the syntax tree of ``source`` with mutation ``number``."""
    return Mutator(source).apply(number)


class Mutator(ast.NodeTransformer):
    """Numbers all mutations of a module in one walk and applies at most one of them."""

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        self._members = _enum_members(self._tree)
        self._scope: list[str] = []
        self._wanted: int | None = None
        self.found: list[Mutation] = []

    def apply(self, wanted: int | None) -> ast.Module:
        """Walk the module, and replace the node of mutation ``wanted``."""
        self._wanted = wanted
        tree = self.visit(self._tree)
        assert isinstance(tree, ast.Module)
        return ast.fix_missing_locations(tree)

    def visit(self, node: ast.AST) -> ast.AST:
        """Number the mutations of ``node`` and of what is below it."""
        if _is_exempt(node):
            return node
        for replacement in self._replacements(node):
            number = len(self.found)
            self.found.append(
                Mutation(
                    number,
                    getattr(node, "lineno", 0),
                    ".".join(self._scope),
                    _text(node),
                    _text(replacement),
                )
            )
            if number == self._wanted:
                return ast.copy_location(replacement, node)
        return super().visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Mutate the body only."""
        return self._visit_body(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Mutate defaults and body; annotations and decorators stay."""
        return self._visit_body(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Mutate as `visit_FunctionDef` does."""
        return self._visit_body(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Mutate the value, unless it is a type."""
        if node.value is not None and "TypeAlias" not in ast.unparse(node.annotation):
            node.value = self._visit_expression(node.value)
        return node

    def _visit_body(self, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self._scope.append(node.name)
        if not isinstance(node, ast.ClassDef):
            node.args.defaults = [self._visit_expression(each) for each in node.args.defaults]
            node.args.kw_defaults = [
                None if each is None else self._visit_expression(each)
                for each in node.args.kw_defaults
            ]
        node.body = [self.visit(each) for each in node.body]  # type: ignore[misc]
        self._scope.pop()
        return node

    def _visit_expression(self, node: ast.expr) -> ast.expr:
        visited = self.visit(node)
        assert isinstance(visited, ast.expr)
        return visited

    def _replacements(self, node: ast.AST) -> Iterator[ast.AST]:
        match node:
            case ast.Compare():
                yield from _compared_otherwise(node)
            case ast.BoolOp():
                yield ast.BoolOp(
                    ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values
                )
            case ast.UnaryOp(op=ast.Not() | ast.USub()):
                yield node.operand
            case ast.BinOp() if type(node.op) in ARITHMETIC:
                yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
            case ast.AugAssign() if type(node.op) in ARITHMETIC:
                yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
            case ast.Constant():
                yield from _other_constants(node)
            case ast.Attribute(value=ast.Name(id=name), attr=member):
                yield from self._other_members(node, name, member)
            case ast.Call(func=ast.Name(id="min" | "max" as name)):
                other = ast.Name("max" if name == "min" else "min", ast.Load())
                yield ast.Call(other, node.args, node.keywords)
            case ast.IfExp() | ast.If():
                yield from _decided(node)
            case ast.stmt():
                yield from _other_statements(node)
            case _:
                return

    def _other_members(self, node: ast.Attribute, name: str, member: str) -> Iterator[ast.AST]:
        members = self._members.get(name, [])
        if len(members) > 1 and member in members:
            following = members[(members.index(member) + 1) % len(members)]
            yield ast.Attribute(node.value, following, node.ctx)


def _enum_members(tree: ast.Module) -> dict[str, list[str]]:
    """Return the members of each enumeration that the module uses: `State.MISSING`."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id[0].isupper()
            and not node.value.id.isupper()
            and node.attr.isupper()
        ):
            members = found.setdefault(node.value.id, [])
            if node.attr not in members:
                members.append(node.attr)
    return found


def _is_exempt(node: ast.AST) -> bool:
    """Return whether nothing below ``node`` is a rule: names, messages, types, logs, metrics.

    What an error is called and its status are compared with the committed schemas by `make check`.
    """
    match node:
        case ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.Assert():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.ClassDef(bases=[ast.Name(id="StrEnum" | "Enum")]) | ast.keyword(arg="strict"):
            return True
        case ast.Subscript(value=ast.Name(id="Literal" | "Callable")):
            return True
        case ast.Assign(targets=[ast.Name(id="log" | "model_config" | "__all__")]):
            return True
        case ast.Assign(targets=[ast.Name(id="kind" | "code" | "remedy")]):
            return True
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super"))))
        ):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            return True
        case ast.Call(
            func=ast.Name(id="Counter" | "Metric" | "Gauge" | "Histogram" | "TypeVar" | "cast")
        ):
            return True
        case _:
            return False


def _compared_otherwise(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        ops: list[ast.cmpop] = list(node.ops)
        ops[place] = COMPARISONS[type(operator)]()
        yield ast.Compare(node.left, ops, node.comparators)


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2 or 1.0)
    elif isinstance(value, str) and value and " " not in value:
        yield ast.Constant("XX" + value)
    elif isinstance(value, bytes) and value:
        yield ast.Constant(b"XX" + value)


def _decided(node: ast.IfExp | ast.If) -> Iterator[ast.AST]:
    """Return the node with its condition always and never true."""
    for value in (True, False):
        changed = copy.copy(node)
        changed.test = ast.Constant(value)
        yield changed


def _other_statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=ast.expr() as value) if not _is_falsy(value):
            yield ast.Return(ast.Constant(None))
        case ast.Raise():
            yield ast.Pass()
        case ast.Expr(value=ast.Call() as call) if not _is_exempt(call):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case _:
            return


def _is_falsy(value: ast.expr) -> bool:
    """Return whether it is None, or False: a caller sees no difference between these."""
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)


def _text(node: ast.AST) -> str:
    """Return the code of a node on one line, shortened."""
    if isinstance(node, ast.If):
        text = f"if {ast.unparse(node.test)}: …"
    else:
        text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:89]}…"
