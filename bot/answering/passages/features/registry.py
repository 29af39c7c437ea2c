"""A feature is a name and the function that computes it; a registry holds those of one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Seen = TypeVar("Seen")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Feature(Generic[Seen, Value]):
    """One number that a fitted model reads: `compute` takes what is looked at and returns it."""

    name: str
    compute: Callable[[Seen], Value]


class FeatureMismatchError(ValueError):
    """Report fitted weights that are for other features than there are; says which, and what to do."""


class Registry(Generic[Seen, Value]):
    """The features of one step, by name. A name is given once.

    A fitted model names its features in its file; `select` returns them in that order, so the order in
    which features were registered is of no account.
    """

    def __init__(self, features: Sequence[Feature[Seen, Value]] = ()) -> None:
        self._features: dict[str, Feature[Seen, Value]] = {}
        for feature in features:
            self.add(feature)

    def __iter__(self) -> Iterator[Feature[Seen, Value]]:
        return iter(self._features.values())

    def __len__(self) -> int:
        return len(self._features)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names in the order of registering."""
        return tuple(self._features)

    def add(self, feature: Feature[Seen, Value]) -> None:
        """Register a feature; raises ValueError for a name that is taken."""
        if feature.name in self._features:
            raise ValueError(f"A feature named {feature.name!r} is registered already; choose another name.")
        self._features[feature.name] = feature

    def feature(self, name: str) -> Callable[[Callable[[Seen], Value]], Callable[[Seen], Value]]:
        """Register the function below as the feature of this name."""

        def register(compute: Callable[[Seen], Value]) -> Callable[[Seen], Value]:
            self.add(Feature(name, compute))
            return compute

        return register

    def copy(self) -> Self:
        """Return a registry of the same features, to which others can be added."""
        return type(self)(tuple(self))

    def select(self, names: Sequence[str], file: str) -> tuple[Feature[Seen, Value], ...]:
        """Return the features in the order of `names`; raises FeatureMismatchError unless they are all.

        `file` is where the names were read, for the message.
        """
        unknown = sorted(set(names) - self._features.keys())
        unfitted = sorted(self._features.keys() - set(names))
        if unknown or unfitted or len(set(names)) != len(names):
            what = [f"it has weights for {', '.join(unknown)}"] if unknown else []
            what += [f"it has none for {', '.join(unfitted)}"] if unfitted else []
            raise FeatureMismatchError(
                f"{file} was fitted for other features ({'; '.join(what) or 'a name comes twice'}); "
                "run `python -m bench.fit` again."
            )
        return tuple(self._features[name] for name in names)
