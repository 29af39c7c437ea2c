"""Failures with one line for people, and the exit code each leads to.

    FootbridgeError            1   anything that Footbridge itself reports
    ├── RefusedError           1   the user's input was refused; nothing was changed
    │   └── AmbiguousError         what was named is more than one thing
    ├── UsageError             2   the command was used wrongly
    ├── ModelError             1   the embedding model cannot be loaded or failed its check
    ├── ResourceError          3   the machine has too little memory for this
    └── StateError             3   the state folder cannot be used
        ├── StateInUseError        another process is changing it
        ├── StateDamagedError      what it holds cannot be read
        ├── StateMissingError      there is nothing in it yet
        ├── StateTooNewError       a later version of Footbridge wrote it
        └── StateReadOnlyError     it cannot be written

A message says what happened, what was kept and what to do next, in one line.
"""

from __future__ import annotations


class FootbridgeError(Exception):
    """Report a failure to a person; `str(error)` is the line to show."""

    exit_code = 1


class RefusedError(FootbridgeError):
    """Refuse the user's input; nothing was changed."""


class AmbiguousError(RefusedError):
    """Refuse a name that stands for more than one thing."""


class UsageError(FootbridgeError):
    """Report a command used wrongly."""

    exit_code = 2


class ModelError(FootbridgeError):
    """Report an embedding model that cannot be loaded or failed its check."""


class ResourceError(FootbridgeError):
    """Report too little memory; nothing of what is stored or derived is at fault."""

    exit_code = 3


class StateError(FootbridgeError):
    """Report a state folder that cannot be used."""

    exit_code = 3


class StateInUseError(StateError):
    """Report that another process is changing the state folder."""


class StateDamagedError(StateError):
    """Report stored data that cannot be read."""


class StateMissingError(StateError):
    """Report a state folder that nothing has been stored in yet."""


class StateTooNewError(StateError):
    """Report a state folder written by a later version."""


class StateReadOnlyError(StateError):
    """Report a state folder that cannot be written."""
