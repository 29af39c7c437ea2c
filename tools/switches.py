"""Put a switch on every condition of chosen modules while they are imported, for `tools.mutants`.

The condition of each `if`, `while` and conditional expression, each operand of `and` and `or`, each filter of
a comprehension, and each rule of a table of (name, condition) pairs can then be switched off in the running
program, one at a time: a branch to False, a veto (an operand of `and`, a filter) to True.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

_CALLED = "__switch__"
_SHOWN = 70  # characters of a condition that are shown


@dataclass(frozen=True, slots=True)
class Switch:
    """One condition: where it stands, and the value that it has when it is switched off."""

    module: str
    function: str
    line: int
    text: str
    off: bool

    @property
    def name(self) -> str:
        """Name it without its line, which other changes move."""
        return (
            f"{self.module.removeprefix('bot.answering.records.')}.{self.function}: {self.text} -> {self.off}"
        )


class Switchboard:
    """All switches; `active` is the one that is off, `passed` those that would have made a difference."""

    def __init__(self) -> None:
        self.switches: list[Switch] = []
        self.active = -1
        self.passed: set[int] = set()

    def add(self, switch: Switch) -> int:
        """Add a switch and return its number."""
        self.switches.append(switch)
        return len(self.switches) - 1

    def __call__(self, number: int, value: Any) -> Any:
        """Return the value of a condition, what it is when off if it is the active one."""
        off = self.switches[number].off
        if bool(value) == off:
            return value
        self.passed.add(number)
        return off if number == self.active else value


class _Wiring(ast.NodeTransformer):
    """Wrap the conditions inside the functions of one module."""

    def __init__(self, module: str, board: Switchboard) -> None:
        self._module, self._board = module, board
        self._inside: list[str] = []

    def _switch(self, node: ast.expr, text: str, *offs: bool) -> ast.expr:
        for off in offs:
            switch = Switch(self._module, ".".join(self._inside), node.lineno, text, off)
            number = ast.Constant(self._board.add(switch))
            name = ast.Name(_CALLED, ast.Load())
            node = ast.copy_location(ast.Call(name, [number, node], []), node)
        return node

    def _named(self, node: ast.AST, name: str) -> ast.AST:
        self._inside.append(name)
        self.generic_visit(node)
        self._inside.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._named(node, node.name)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._named(node, node.name)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return self._named(node, "fits")

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        return self._branch(node, False)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._branch(node, False)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        return self._branch(node, False, True)

    def _branch(self, node: ast.If | ast.While | ast.IfExp, *offs: bool) -> ast.AST:
        text = _shown(node.test)
        self.generic_visit(node)
        if self._inside:
            node.test = self._switch(node.test, text, *offs)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        texts = [_shown(one) for one in node.ifs]
        self.generic_visit(node)
        if self._inside:
            node.ifs = [self._switch(one, text, True) for one, text in zip(node.ifs, texts, strict=True)]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        texts = [_shown(one) for one in node.values]
        self.generic_visit(node)
        if self._inside:
            veto = isinstance(node.op, ast.And)
            node.values = [
                self._switch(one, text, veto) for one, text in zip(node.values, texts, strict=True)
            ]
        return node

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        rule = self._inside and len(node.elts) == 2 and isinstance(node.elts[0], ast.Constant)
        text = _shown(node)
        self.generic_visit(node)
        if rule and isinstance(node.elts[1], ast.Compare | ast.BoolOp | ast.Call | ast.UnaryOp):
            node.elts[1] = self._switch(node.elts[1], text, False)
        return node


def _shown(node: ast.expr) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class _Loader(SourceFileLoader):
    """Load a module with its conditions wired; what is compiled already is not used, nor anything kept."""

    def __init__(self, name: str, path: str, board: Switchboard) -> None:
        super().__init__(name, path)
        self._board = board

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(Path(self.path).read_text("utf-8"), self.path)
        wired = ast.fix_missing_locations(_Wiring(fullname, self._board).visit(tree))
        return compile(wired, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        setattr(module, _CALLED, self._board)
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def __init__(self, wanted: Callable[[str], bool], board: Switchboard) -> None:
        self._wanted, self._board = wanted, board

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not self._wanted(fullname):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin and spec.submodule_search_locations is None:
            spec.loader = _Loader(fullname, spec.origin, self._board)
        return spec


def wire(wanted: Callable[[str], bool]) -> Switchboard:
    """Wire the wanted modules from now on; raises RuntimeError for one that is imported already."""
    early = sorted(filter(wanted, sys.modules))
    if early:
        raise RuntimeError(f"{early[0]} is imported already and cannot be wired.")
    board = Switchboard()
    sys.meta_path.insert(0, _Finder(wanted, board))
    return board
