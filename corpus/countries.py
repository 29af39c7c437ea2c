"""Countries by their common English names: other spellings, adjectives, continents, US states.

`country` is for importing (it may ask pycountry for rarer spellings); `named` is for questions and
reads only the table below, because it runs each time the program starts.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus import country_names
from corpus.us_states import US_STATES

_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)

INVISIBLE = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
     0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080))
)  # fmt: skip
"""Characters that leave no trace on paper: soft hyphens, joiners, direction marks, variation selectors."""

# Name | continent | adjectives | other names. Continents: AF AN AS EU NA OC SA.
_TABLE = """
Afghanistan|AS|Afghan|
Åland Islands|EU|Ålandic|Aland;Åland
Albania|EU|Albanian|
Algeria|AF|Algerian|
American Samoa|OC||
Andorra|EU|Andorran|
Angola|AF|Angolan|
Anguilla|NA||
Antigua and Barbuda|NA||Antigua & Barbuda
Argentina|SA|Argentinian;Argentine;Argentinean|
Armenia|AS|Armenian|
Aruba|NA||
Australia|OC|Australian|
Austria|EU|Austrian|Österreich
Azerbaijan|AS|Azerbaijani;Azeri|
Bahamas|NA|Bahamian|The Bahamas
Bahrain|AS|Bahraini|
Bangladesh|AS|Bangladeshi|
Barbados|NA|Barbadian|
Belarus|EU|Belarusian;Belorussian|Byelorussia;Belorussia
Belgium|EU|Belgian|België;Belgique
Belize|NA|Belizean|
Benin|AF|Beninese|
Bermuda|NA|Bermudian|
Bhutan|AS|Bhutanese|
Bolivia|SA|Bolivian|
Bosnia and Herzegovina|EU|Bosnian|Bosnia;Bosnia-Herzegovina;Bosnia & Herzegovina;BiH
Botswana|AF|Botswanan|
Brazil|SA|Brazilian|Brasil
British Virgin Islands|NA||Virgin Islands, British
Brunei|AS|Bruneian|Brunei Darussalam
Bulgaria|EU|Bulgarian|
Burkina Faso|AF|Burkinabe|Burkina
Burundi|AF|Burundian|
Cambodia|AS|Cambodian|Kampuchea
Cameroon|AF|Cameroonian|Cameroun
Canada|NA|Canadian|
Cape Verde|AF|Cape Verdean|Cabo Verde
Caribbean Netherlands|NA||Bonaire, Sint Eustatius and Saba
Cayman Islands|NA||
Central African Republic|AF||
Chad|AF|Chadian|
Chile|SA|Chilean|
China|AS|Chinese|People's Republic of China;PRC;P.R. China;PR China;Mainland China
Christmas Island|OC||
Colombia|SA|Colombian|
Comoros|AF|Comorian|
Congo|AF||Republic of the Congo;Congo-Brazzaville;Congo Republic
Cook Islands|OC||
Costa Rica|NA|Costa Rican|
Croatia|EU|Croatian|Hrvatska
Cuba|NA|Cuban|
Curaçao|NA||
Cyprus|EU|Cypriot|Republic of Cyprus
Czech Republic|EU|Czech|Czechia;Česko;The Czech Republic
Democratic Republic of the Congo|AF||Congo, The Democratic Republic of the;DR Congo;DRC;Congo-Kinshasa;Congo (Kinshasa);Zaire
Denmark|EU|Danish|Danmark
Djibouti|AF|Djiboutian|
Dominica|NA||
Dominican Republic|NA||The Dominican Republic
Ecuador|SA|Ecuadorian|
Egypt|AF|Egyptian|
El Salvador|NA|Salvadoran;Salvadorian|
Equatorial Guinea|AF||
Eritrea|AF|Eritrean|
Estonia|EU|Estonian|Eesti
Eswatini|AF|Swazi|Swaziland
Ethiopia|AF|Ethiopian|
Falkland Islands|SA||Falklands;Falkland Islands (Malvinas)
Faroe Islands|EU|Faroese|Faeroe Islands
Federated States of Micronesia|OC|Micronesian|Micronesia
Fiji|OC|Fijian|
Finland|EU|Finnish|Suomi
France|EU|French|
French Guiana|SA||
French Polynesia|OC||
Gabon|AF|Gabonese|
Gambia|AF|Gambian|The Gambia
Georgia|AS|Georgian|
Germany|EU|German|Deutschland;Federal Republic of Germany
Ghana|AF|Ghanaian|
Gibraltar|EU||
Greece|EU|Greek|Hellas
Greenland|NA|Greenlandic|
Grenada|NA|Grenadian|
Guadeloupe|NA||
Guam|OC||
Guatemala|NA|Guatemalan|
Guernsey|EU||
Guinea|AF|Guinean|
Guinea-Bissau|AF||Guinea Bissau
Guyana|SA|Guyanese|
Haiti|NA|Haitian|
Honduras|NA|Honduran|
Hong Kong|AS||Hong Kong SAR
Hungary|EU|Hungarian|Magyarország
Iceland|EU|Icelandic|Ísland;Island
India|AS|Indian|
Indonesia|AS|Indonesian|
Iran|AS|Iranian|Islamic Republic of Iran;Persia
Iraq|AS|Iraqi|
Ireland|EU|Irish|Republic of Ireland;Éire
Isle of Man|EU|Manx|
Israel|AS|Israeli|
Italy|EU|Italian|Italia
Ivory Coast|AF|Ivorian|Côte d'Ivoire;Cote d'Ivoire
Jamaica|NA|Jamaican|
Japan|AS|Japanese|Nippon
Jersey|EU||
Jordan|AS|Jordanian|
Kazakhstan|AS|Kazakh;Kazakhstani|
Kenya|AF|Kenyan|
Kiribati|OC||
Kosovo|EU|Kosovar;Kosovan|
Kuwait|AS|Kuwaiti|
Kyrgyzstan|AS|Kyrgyz|Kirghizia;Kirgizstan
Laos|AS|Laotian|Lao PDR
Latvia|EU|Latvian|Latvija
Lebanon|AS|Lebanese|
Lesotho|AF||
Liberia|AF|Liberian|
Libya|AF|Libyan|
Liechtenstein|EU||
Lithuania|EU|Lithuanian|Lietuva
Luxembourg|EU|Luxembourgish|Luxemburg
Macau|AS|Macanese|Macao
Madagascar|AF|Malagasy|
Malawi|AF|Malawian|
Malaysia|AS|Malaysian|
Maldives|AS|Maldivian|
Mali|AF|Malian|
Malta|EU|Maltese|
Marshall Islands|OC|Marshallese|
Martinique|NA||
Mauritania|AF|Mauritanian|
Mauritius|AF|Mauritian|
Mayotte|AF||
Mexico|NA|Mexican|México
Micronesia|OC|Micronesian|Micronesia, Federated States of;Federated States of Micronesia
Moldova|EU|Moldovan|Moldavia;Republic of Moldova
Monaco|EU||
Mongolia|AS|Mongolian|
Montenegro|EU|Montenegrin|Crna Gora
Montserrat|NA||
Morocco|AF|Moroccan|
Mozambique|AF|Mozambican|Moçambique
Myanmar|AS|Burmese|Burma
Namibia|AF|Namibian|
Nauru|OC||
Nepal|AS|Nepalese;Nepali|
Netherlands|EU|Dutch|The Netherlands;Holland;Nederland
New Caledonia|OC||
New Zealand|OC|New Zealand|Aotearoa
Nicaragua|NA|Nicaraguan|
Niger|AF|Nigerien|
Nigeria|AF|Nigerian|
Niue|OC||
Norfolk Island|OC||
North Korea|AS|North Korean|DPRK;Democratic People's Republic of Korea
North Macedonia|EU|Macedonian|Macedonia;FYROM;Republic of Macedonia;Republic of North Macedonia
Northern Cyprus|AS||TRNC;North Cyprus
Northern Mariana Islands|OC||
Norway|EU|Norwegian|Norge
Oman|AS|Omani|
Pakistan|AS|Pakistani|
Palau|OC|Palauan|
Palestine|AS|Palestinian|State of Palestine;Palestine, State of;Palestinian Territories;Palestinian Authority
Panama|NA|Panamanian|Panamá
Papua New Guinea|OC||
Paraguay|SA|Paraguayan|
Peru|SA|Peruvian|Perú
Philippines|AS|Filipino;Philippine|The Philippines
Pitcairn|OC||Pitcairn Islands
Poland|EU|Polish|Polska
Portugal|EU|Portuguese|
Puerto Rico|NA|Puerto Rican|
Qatar|AS|Qatari|
Réunion|AF||Reunion
Romania|EU|Romanian|Rumania
Russia|EU|Russian|Russian Federation;The Russian Federation
Rwanda|AF|Rwandan|
Saint Barthélemy|NA||St Barts
Saint Helena|AF||Saint Helena, Ascension and Tristan da Cunha;St Helena
Saint Kitts and Nevis|NA||St. Kitts and Nevis;St Kitts and Nevis
Saint Lucia|NA||St. Lucia;St Lucia
Saint Martin|NA||Saint Martin (French part)
Saint Pierre and Miquelon|NA||
Saint Vincent and the Grenadines|NA||St. Vincent and the Grenadines
Samoa|OC|Samoan|Western Samoa
San Marino|EU|Sammarinese|
São Tomé and Príncipe|AF||Sao Tome and Principe
Saudi Arabia|AS|Saudi;Saudi Arabian|KSA
Senegal|AF|Senegalese|
Serbia|EU|Serbian|Srbija
Seychelles|AF||
Sierra Leone|AF||
Singapore|AS|Singaporean|
Sint Maarten|NA||Sint Maarten (Dutch part)
Slovakia|EU|Slovak;Slovakian|Slovak Republic;Slovensko
Slovenia|EU|Slovenian;Slovene|Slovenija
Solomon Islands|OC||
Somalia|AF|Somali|
South Africa|AF|South African|
South Korea|AS|South Korean;Korean|Republic of Korea;Korea;Korea, South
South Sudan|AF|South Sudanese|
Spain|EU|Spanish|España
Sri Lanka|AS|Sri Lankan|Ceylon
Sudan|AF|Sudanese|
Suriname|SA|Surinamese|Surinam
Svalbard|EU||Svalbard and Jan Mayen
Sweden|EU|Swedish|Sverige
Switzerland|EU|Swiss|Schweiz;Suisse
Syria|AS|Syrian|Syrian Arab Republic
Taiwan|AS|Taiwanese|Republic of China;ROC;Chinese Taipei;Taiwan, Province of China
Tajikistan|AS|Tajik|
Tanzania|AF|Tanzanian|United Republic of Tanzania
Thailand|AS|Thai|
Timor-Leste|AS|Timorese|East Timor;Timor Leste
Togo|AF|Togolese|
Tokelau|OC||
Tonga|OC|Tongan|
Trinidad and Tobago|NA|Trinidadian|Trinidad & Tobago
Tunisia|AF|Tunisian|
Turkey|AS|Turkish|Türkiye;Turkiye;Republic of Turkey
Turkmenistan|AS|Turkmen|
Turks and Caicos Islands|NA||Turks & Caicos
Tuvalu|OC||
Uganda|AF|Ugandan|
Ukraine|EU|Ukrainian|
United Arab Emirates|AS|Emirati|UAE;U.A.E.;Emirates
United Kingdom|EU|British;UK|UK;U.K.;Great Britain;Britain;GB
United States|NA|American;US;U.S.|USA;US;U.S.A.;U.S.;United States of America;the States;America
United States Virgin Islands|NA||Virgin Islands, U.S.;US Virgin Islands;U.S. Virgin Islands
Uruguay|SA|Uruguayan|
Uzbekistan|AS|Uzbek|
Vanuatu|OC||
Vatican City|EU||Holy See (Vatican City State);Vatican City State;Holy See;Vatican
Venezuela|SA|Venezuelan|
Vietnam|AS|Vietnamese|Viet Nam
Wallis and Futuna|OC||
West Bank|AS||
Western Sahara|AF|Sahrawi|Sahrawi Arab Democratic Republic;SADR
Yemen|AS|Yemeni|
Zambia|AF|Zambian|
Zimbabwe|AF|Zimbabwean|
"""

CONTINENTS = {
    "africa": "AF", "african": "AF", "asia": "AS", "asian": "AS", "europe": "EU", "european": "EU",
    "north america": "NA", "north american": "NA", "south america": "SA", "south american": "SA",
    "oceania": "OC",
}  # fmt: skip
"""Continents and their adjectives, folded, and the codes that `continent` gives."""

CONTINENT_NAMES = {
    "AF": "Africa", "AS": "Asia", "EU": "Europe",
    "NA": "North America", "OC": "Oceania", "SA": "South America",
}  # fmt: skip

_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: common English name, continent code, adjectives, other names."""

    name: str
    continent: str
    adjectives: tuple[str, ...]
    names: tuple[str, ...]


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return the text as names are compared: NFKC, lower case, plain apostrophes, single spaces.

    Diacritics stay (Münster is not Munster); only signs that differ by typing habit are levelled:
    the Romanian comma and the cedilla, the kinds of apostrophe and dash, the full stop of "St.", wide
    letters, and characters that nobody sees.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).translate(INVISIBLE))
        text = text.replace("İ", "I").replace("ţ", "ț").replace("ş", "ș").replace("Ţ", "Ț").replace("Ş", "Ș")
        for mark in "’‘ʼ`´ʻ":
            text = text.replace(mark, "'")
        for mark in "‐‑–—":
            text = text.replace(mark, "-")
    return " ".join(text.casefold().replace(".", " ").split())


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """Return the folded text without diacritics, for a last resort and never as an identity."""
    text = fold(text)
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def table() -> dict[str, Country]:
    """Return every country of the table by its common English name."""
    rows = {}
    for line in _TABLE.strip().splitlines():
        name, continent, adjectives, names = line.split("|")
        rows[name] = Country(name, continent, tuple(filter(None, adjectives.split(";"))),
                             tuple(filter(None, names.split(";"))))  # fmt: skip
    return rows


@cache
def names() -> dict[str, str]:
    """Return folded names of countries, without "the", and the common English name of each."""
    found: dict[str, str] = {}
    for row in table().values():
        for name in (row.name, *row.names):
            found[fold(name).removeprefix(_ARTICLE)] = row.name
            found.setdefault(plain(name).removeprefix(_ARTICLE), row.name)
    return found


@cache
def adjectives() -> dict[str, str]:
    """Return folded adjectives ("japanese") and the country of each."""
    return {fold(word): row.name for row in table().values() for word in row.adjectives}


@cache
def states() -> dict[str, str]:
    """Return folded names of the states of the United States, and how they are written."""
    return {fold(name): name for name in US_STATES.values()}


def continent(name: str) -> str | None:
    """Return the continent code of a country by its common English name."""
    row = table().get(name)
    return row.continent if row else None


def named(text: str) -> str | None:
    """Return the common English name of the country that the text is a name of, in any language read."""
    key = fold(text).removeprefix(_ARTICLE)
    return names().get(key) or country_names.countries().get(key)


@cache
def country(text: str) -> str | None:
    """Return the common English name of a country as any list may write it; None when unknown."""
    found = named(text) or names().get(plain(text).removeprefix(_ARTICLE))
    if found:
        return found
    import pycountry  # noqa: PLC0415 - a tenth of a second, so only for spellings that the table lacks

    try:
        row = pycountry.countries.lookup(text.strip())
    except LookupError:
        return None
    common = getattr(row, "common_name", None) or row.name
    return named(common) or named(row.name) or str(common)


def suggest(text: str) -> str | None:
    """Return the country whose name is spelt most like the text, None when none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    best = process.extractOne(plain(text), list(names()), scorer=fuzz.ratio, score_cutoff=75)
    return names()[best[0]] if best else None
