"""Options that every command takes, wherever they stand on the command line."""

from __future__ import annotations

from collections.abc import Sequence

_WITH_VALUE = ("--data",)
_FLAGS = ("--empty",)


def options_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the options for all commands moved ahead of the command's name.

    So `corpus list --data x` and `--data x corpus list` are the same to typer. What follows `--` is
    text, not options, and stays where it is.
    """
    ahead: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _WITH_VALUE:
            ahead += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        elif argument in _FLAGS or argument.startswith(tuple(f"{name}=" for name in _WITH_VALUE)):
            ahead.append(argument)
        else:
            rest.append(argument)
    return ahead + rest
