"""How it is found: embeddings, vector and lexical search, their fusion, and index generations."""

from index.live import Index
from index.model import Hit, Search, Status, Weights

__all__ = ["Hit", "Index", "Search", "Status", "Weights"]
