"""Mutations of function bodies, made in a process that has imported everything already.

The code of the changed function is replaced. A change outside of function bodies (a constant, a
default, a field) isn't possible so: others have taken its value when they were imported.
"""

import gc
import importlib
import inspect
import sys
from collections.abc import Iterator, Sequence
from types import CodeType, FrameType, FunctionType

Key = tuple[str, int]
"""A function by its qualified name and first line."""

Swap = dict[Key, CodeType]


def swap_between(before: CodeType, after: CodeType) -> Swap | None:
    """Return the functions whose code differs; None where anything else does."""
    if _frame(before) != _frame(after):
        return None
    found: Swap = {}
    for one, other in zip(_children(before), _children(after), strict=True):
        if one.co_flags & inspect.CO_OPTIMIZED:
            if one != other:
                found[_key(one)] = other
            continue
        inner = swap_between(one, other)
        if inner is None:
            return None
        found |= inner
    return found


def _frame(code: CodeType) -> CodeType:
    """Return the code of a module or class without that of its functions and classes."""
    consts = tuple("code" if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_consts=consts)


def _children(code: CodeType) -> Iterator[CodeType]:
    return (each for each in code.co_consts if isinstance(each, CodeType))


def _key(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


class Swaps:
    """The jobs of one module (`tests.mutants.forks.Jobs`)."""

    def __init__(self, module: str, path: str, swaps: dict[int, Swap]) -> None:
        self._module, self._path, self._swaps = module, path, swaps
        self._called: set[Key] = set()
        self._functions: dict[Key, list[FunctionType]] = {}

    def watch_imports(self) -> None:
        """Take note of functions that run before the tests do: what they returned stays."""
        sys.setprofile(self._note)

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        del argument
        if event == "call" and frame.f_code.co_filename == self._path:
            self._called.add(_key(frame.f_code))

    def numbers(self) -> Sequence[int]:
        """Return the mutations of functions that are there and have not run yet."""
        sys.setprofile(None)
        self._functions = _functions_of(self._module)
        return [number for number, swap in self._swaps.items() if self._applies(swap)]

    def _applies(self, swap: Swap) -> bool:
        return all(
            key in self._functions
            and key not in self._called
            and self._functions[key][0].__code__.co_freevars == code.co_freevars
            for key, code in swap.items()
        )

    def apply(self, number: int) -> None:
        """Replace the code of functions."""
        for key, code in self._swaps[number].items():
            for function in self._functions[key]:
                function.__code__ = code

    def undo(self, number: int) -> None:
        """Do nothing: the change was in the forked process."""


def _functions_of(name: str) -> dict[Key, list[FunctionType]]:
    """Return every function that is defined in a module, those behind decorators too."""
    file = importlib.import_module(name).__file__
    found: dict[Key, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == file:
            found.setdefault(_key(each.__code__), []).append(each)
    return found
