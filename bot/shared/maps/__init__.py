"""Maps of the partnerships that an answer cites: for the terminal and for Discord."""

from bot.shared.maps.drawing import draw
from bot.shared.maps.ties import Spot, Ties, ties_of

__all__ = ["Spot", "Ties", "draw", "ties_of"]
