"""Adjectives of regions: what the English Birmingham is in."""

from __future__ import annotations

from functools import cache

from corpus.countries import fold

_OF_REGIONS = (
    "England|English;Scotland|Scottish,Scots;Wales|Welsh;Bavaria|Bavarian;Saxony|Saxon;Flanders|Flemish;"
    "Wallonia|Walloon;Catalonia|Catalan;Andalusia|Andalusian;Galicia|Galician;Brittany|Breton;Corsica|Corsican;"
    "Sicily|Sicilian;Sardinia|Sardinian;Tuscany|Tuscan;Tyrol|Tyrolean;Quebec|Quebecois,Québécois;"
    "Texas|Texan;California|Californian;Hawaii|Hawaiian;Alaska|Alaskan;Florida|Floridian;Ohio|Ohioan;"
    "Virginia|Virginian;Tasmania|Tasmanian"
)


@cache
def adjectives_of_regions() -> dict[str, str]:
    """Return folded adjectives ("english") and the folded name of the region of each."""
    pairs = (pair.split("|") for pair in _OF_REGIONS.split(";"))
    return {fold(word): fold(region) for region, words in pairs for word in words.split(",")}
