"""Groups of countries that questions name as one: "Scandinavia", "the EU", "Latin America".

Subregions follow the United Nations' M49 where usage agrees with it; `members` is what an answer can
name when it says what was counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpus import country_names
from corpus.countries import CONTINENTS, fold, plain

_ARTICLES = (
    "the ", "die ", "der ", "das ", "den ", "les ", "la ", "le ", "l'", "los ", "las ", "el ", "gli ", "i ",
    "il ", "os ", "a ", "o ", "de ", "het ",
)  # fmt: skip

# Name | adjectives | other names, in other languages too | members; +Name takes in another group.
_TABLE = """
Scandinavia|Scandinavian|Skandinavien;Scandinavie;Escandinavia;Scandinavia;Skandynawia;Escandinávia;Scandinavië;Скандинавия;北欧三国|Denmark;Norway;Sweden
Nordic countries|Nordic|Nordics;Nordic states;Nordic region;Nordische Länder;Nordeuropäische Länder;Pays nordiques;Países nórdicos;Paesi nordici;Kraje nordyckie;Noordse landen;Северные страны;北欧諸国|+Scandinavia;Finland;Iceland;Faroe Islands;Greenland;Åland Islands
Baltic states|Baltic|Baltics;Baltic countries;Baltikum;Baltische Staaten;Pays baltes;Etats baltes;Países bálticos;Estados bálticos;Paesi baltici;Kraje bałtyckie;Baltische staten;Прибалтика;Страны Балтии;バルト三国|Estonia;Latvia;Lithuania
Benelux||Benelux countries;Benelux-Länder;Bénélux;Benelux-landen;Бенилюкс;ベネルクス;Low Countries|Belgium;Luxembourg;Netherlands
European Union||EU;E.U.;EU countries;EU member states;European Union countries;Europäische Union;Union européenne;UE;Unión Europea;Unione europea;Unia Europejska;União Europeia;Europese Unie;Европейский союз;ЕС;欧州連合|Austria;Belgium;Bulgaria;Croatia;Cyprus;Czech Republic;Denmark;Estonia;Finland;France;Germany;Greece;Hungary;Ireland;Italy;Latvia;Lithuania;Luxembourg;Malta;Netherlands;Poland;Portugal;Romania;Slovakia;Slovenia;Spain;Sweden
Eurozone||Euro area;Euro zone;Zone euro;Eurozona|Austria;Belgium;Bulgaria;Croatia;Cyprus;Estonia;Finland;France;Germany;Greece;Ireland;Italy;Latvia;Lithuania;Luxembourg;Malta;Netherlands;Portugal;Slovakia;Slovenia;Spain
NATO||NATO countries;North Atlantic Treaty Organization;OTAN;НАТО|Albania;Belgium;Bulgaria;Canada;Croatia;Czech Republic;Denmark;Estonia;Finland;France;Germany;Greece;Hungary;Iceland;Italy;Latvia;Lithuania;Luxembourg;Montenegro;Netherlands;North Macedonia;Norway;Poland;Portugal;Romania;Slovakia;Slovenia;Spain;Sweden;Turkey;United Kingdom;United States
Balkans|Balkan|Balkan states;Balkan countries;Balkan peninsula;Balkan;Balkanländer;Balcanes;Balcani;Bałkany;Balcãs;Балканы;バルカン|Albania;Bosnia and Herzegovina;Bulgaria;Croatia;Greece;Kosovo;Montenegro;North Macedonia;Romania;Serbia;Slovenia
Western Balkans|Western Balkan|Westbalkan;Balkans occidentaux|Albania;Bosnia and Herzegovina;Kosovo;Montenegro;North Macedonia;Serbia
Former Yugoslavia|Yugoslav;Yugoslavian|Yugoslavia;Ex-Yugoslavia;Jugoslawien;Ehemaliges Jugoslawien;Yougoslavie;Jugosławia;Югославия|Bosnia and Herzegovina;Croatia;Kosovo;Montenegro;North Macedonia;Serbia;Slovenia
Former Soviet Union|Soviet;Post-Soviet|Soviet Union;USSR;Former USSR;Former Soviet states;Former Soviet republics;Sowjetunion;Ehemalige Sowjetunion;UdSSR;URSS;Union soviétique;Unión Soviética;Związek Radziecki;СССР;ソ連|Armenia;Azerbaijan;Belarus;Estonia;Georgia;Kazakhstan;Kyrgyzstan;Latvia;Lithuania;Moldova;Russia;Tajikistan;Turkmenistan;Ukraine;Uzbekistan
Commonwealth of Independent States||CIS;CIS countries;GUS;СНГ|Armenia;Azerbaijan;Belarus;Kazakhstan;Kyrgyzstan;Moldova;Russia;Tajikistan;Uzbekistan
Caucasus|Caucasian|South Caucasus;Transcaucasia;Kaukasus;Südkaukasus;Caucase;Cáucaso;Caucaso;Kaukaz;Закавказье;Кавказ;コーカサス|Armenia;Azerbaijan;Georgia
Central Europe|Central European|Mitteleuropa;Europe centrale;Europa Central;Europa Centrale;Europa Środkowa;Midden-Europa;Центральная Европа;中央ヨーロッパ;中欧|Austria;Czech Republic;Germany;Hungary;Liechtenstein;Poland;Slovakia;Slovenia;Switzerland
Visegrád Group|Visegrád|Visegrad;Visegrad Four;V4|Czech Republic;Hungary;Poland;Slovakia
Eastern Europe|Eastern European;East European|East Europe;Osteuropa;Europe de l'Est;Europa del Este;Europa Oriental;Europa orientale;Europa dell'Est;Europa Wschodnia;Leste Europeu;Oost-Europa;Восточная Европа;東ヨーロッパ;東欧|Belarus;Bulgaria;Czech Republic;Hungary;Moldova;Poland;Romania;Russia;Slovakia;Ukraine
Northern Europe|Northern European;North European|North Europe;Nordeuropa;Europe du Nord;Europa del Norte;Europa settentrionale;Europa del Nord;Europa Północna;Norte da Europa;Noord-Europa;Северная Европа;北ヨーロッパ;北欧|+Nordic countries;+Baltic states;Ireland;United Kingdom;Guernsey;Isle of Man;Jersey
Southern Europe|Southern European;South European|South Europe;Südeuropa;Europe du Sud;Europa del Sur;Europa meridionale;Europa Południowa;Sul da Europa;Zuid-Europa;Южная Европа;南ヨーロッパ;南欧|Albania;Andorra;Bosnia and Herzegovina;Croatia;Gibraltar;Greece;Italy;Kosovo;Malta;Montenegro;North Macedonia;Portugal;San Marino;Serbia;Slovenia;Spain;Vatican City
Western Europe|Western European;West European|West Europe;Westeuropa;Europe de l'Ouest;Europe occidentale;Europa Occidental;Europa occidentale;Europa Zachodnia;Europa Ocidental;West-Europa;Западная Европа;西ヨーロッパ;西欧|Austria;Belgium;France;Germany;Liechtenstein;Luxembourg;Monaco;Netherlands;Switzerland
Iberian Peninsula|Iberian|Iberia;Iberische Halbinsel;Péninsule ibérique;Península Ibérica;Penisola iberica|Andorra;Gibraltar;Portugal;Spain
British Isles||Britische Inseln;Îles Britanniques;Islas Británicas|Ireland;United Kingdom;Guernsey;Isle of Man;Jersey
German-speaking countries|German-speaking|DACH;D-A-CH;Deutschsprachige Länder|Austria;Germany;Liechtenstein;Switzerland
Middle East|Middle Eastern;Mideast|Near East;Mideast;Naher Osten;Nahost;Mittlerer Osten;Moyen-Orient;Proche-Orient;Oriente Medio;Medio Oriente;Bliski Wschód;Oriente Médio;Médio Oriente;Midden-Oosten;Ближний Восток;中東|Bahrain;Cyprus;Egypt;Iran;Iraq;Israel;Jordan;Kuwait;Lebanon;Northern Cyprus;Oman;Palestine;Qatar;Saudi Arabia;Syria;Turkey;United Arab Emirates;West Bank;Yemen
Western Asia|Western Asian;West Asian|West Asia;Southwest Asia;Vorderasien;Westasien;Asie de l'Ouest;Asia Occidental;西アジア|Armenia;Azerbaijan;Bahrain;Cyprus;Georgia;Iraq;Israel;Jordan;Kuwait;Lebanon;Northern Cyprus;Oman;Palestine;Qatar;Saudi Arabia;Syria;Turkey;United Arab Emirates;West Bank;Yemen
Gulf states|Gulf|Gulf countries;Gulf Cooperation Council;GCC;Golfstaaten;Pays du Golfe;Países del Golfo|Bahrain;Kuwait;Oman;Qatar;Saudi Arabia;United Arab Emirates
Arab world|Arab|Arab countries;Arab states;Arab League;Arabische Welt;Monde arabe;Mundo árabe;Mondo arabo;Арабский мир|Algeria;Bahrain;Comoros;Djibouti;Egypt;Iraq;Jordan;Kuwait;Lebanon;Libya;Mauritania;Morocco;Oman;Palestine;Qatar;Saudi Arabia;Somalia;Sudan;Syria;Tunisia;United Arab Emirates;West Bank;Yemen
Levant|Levantine|Levante|Israel;Jordan;Lebanon;Palestine;Syria;West Bank
Central Asia|Central Asian|Zentralasien;Mittelasien;Asie centrale;Asia Central;Asia centrale;Azja Środkowa;Ásia Central;Centraal-Azië;Центральная Азия;Средняя Азия;中央アジア|Kazakhstan;Kyrgyzstan;Tajikistan;Turkmenistan;Uzbekistan
East Asia|East Asian;Eastern Asian|Eastern Asia;Far East;Ostasien;Asie de l'Est;Asie orientale;Extrême-Orient;Asia Oriental;Asia orientale;Asia del Este;Azja Wschodnia;Ásia Oriental;Leste Asiático;Oost-Azië;Восточная Азия;東アジア|China;Hong Kong;Japan;Macau;Mongolia;North Korea;South Korea;Taiwan
South-East Asia|South-East Asian;Southeast Asian;South-eastern Asian;Southeastern Asian|Southeast Asia;South East Asia;South-eastern Asia;Südostasien;Asie du Sud-Est;Sudeste Asiático;Sudeste de Asia;Sud-est asiatico;Azja Południowo-Wschodnia;Zuidoost-Azië;Юго-Восточная Азия;東南アジア|Brunei;Cambodia;Indonesia;Laos;Malaysia;Myanmar;Philippines;Singapore;Thailand;Timor-Leste;Vietnam
ASEAN||ASEAN countries;Association of Southeast Asian Nations|+South-East Asia
South Asia|South Asian;Southern Asian|Southern Asia;Südasien;Asie du Sud;Asia del Sur;Asia meridionale;Azja Południowa;Sul da Ásia;Zuid-Azië;Южная Азия;南アジア;Indian subcontinent|Afghanistan;Bangladesh;Bhutan;India;Iran;Maldives;Nepal;Pakistan;Sri Lanka
North Africa|North African;Northern African|Northern Africa;Nordafrika;Afrique du Nord;África del Norte;Norte de África;Nordafrica;Afryka Północna;Norte da África;Noord-Afrika;Северная Африка;北アフリカ|Algeria;Egypt;Libya;Morocco;Sudan;Tunisia;Western Sahara
Maghreb|Maghrebi|Magreb;Maghreb countries;Магриб|Algeria;Libya;Mauritania;Morocco;Tunisia;Western Sahara
West Africa|West African;Western African|Western Africa;Westafrika;Afrique de l'Ouest;África Occidental;Africa occidentale;Afryka Zachodnia;África Ocidental;West-Afrika;Западная Африка;西アフリカ|Benin;Burkina Faso;Cape Verde;Gambia;Ghana;Guinea;Guinea-Bissau;Ivory Coast;Liberia;Mali;Mauritania;Niger;Nigeria;Saint Helena;Senegal;Sierra Leone;Togo
East Africa|East African;Eastern African|Eastern Africa;Ostafrika;Afrique de l'Est;África Oriental;Africa orientale;Afryka Wschodnia;Oost-Afrika;Восточная Африка;東アフリカ|Burundi;Comoros;Djibouti;Eritrea;Ethiopia;Kenya;Madagascar;Malawi;Mauritius;Mayotte;Mozambique;Réunion;Rwanda;Seychelles;Somalia;South Sudan;Tanzania;Uganda;Zambia;Zimbabwe
Central Africa|Central African;Middle African|Middle Africa;Zentralafrika;Afrique centrale;África Central;Africa centrale;Afryka Środkowa;Centraal-Afrika;Центральная Африка;中部アフリカ|Angola;Cameroon;Central African Republic;Chad;Congo;Democratic Republic of the Congo;Equatorial Guinea;Gabon;São Tomé and Príncipe
Southern Africa|Southern African|Südliches Afrika;Afrique australe;África Austral;África meridional;Africa australe;Zuidelijk Afrika;南部アフリカ|Botswana;Eswatini;Lesotho;Namibia;South Africa
Sub-Saharan Africa|Sub-Saharan;Sub-Saharan African|Subsahara-Afrika;Afrique subsaharienne;África subsahariana;Africa subsahariana;Afryka Subsaharyjska|+West Africa;+East Africa;+Central Africa;+Southern Africa
Horn of Africa||Horn von Afrika;Corne de l'Afrique;Cuerno de África;Corno d'Africa|Djibouti;Eritrea;Ethiopia;Somalia
Latin America|Latin American|Lateinamerika;Amérique latine;América Latina;Latinoamérica;America latina;Ameryka Łacińska;Latijns-Amerika;Латинская Америка;ラテンアメリカ;中南米|Argentina;Belize;Bolivia;Brazil;Chile;Colombia;Costa Rica;Cuba;Dominican Republic;Ecuador;El Salvador;French Guiana;Guadeloupe;Guatemala;Haiti;Honduras;Martinique;Mexico;Nicaragua;Panama;Paraguay;Peru;Puerto Rico;Uruguay;Venezuela
Latin America and the Caribbean||Lateinamerika und die Karibik|+Latin America;+Caribbean;Falkland Islands;Guyana;Suriname
Americas||Amérique;Amériques;América;Américas;Americhe|+Latin America and the Caribbean;+Northern America
Central America|Central American|Mittelamerika;Zentralamerika;Amérique centrale;América Central;Centroamérica;America centrale;Ameryka Środkowa;Midden-Amerika;Центральная Америка;中央アメリカ;中米|Belize;Costa Rica;El Salvador;Guatemala;Honduras;Nicaragua;Panama
Caribbean|Caribbean|Caribbean islands;West Indies;Karibik;Caraïbes;Caraïbe;Caribe;Caraibi;Karaiby;Caraíbas;Caraïben;Карибы;カリブ海;Antilles|Anguilla;Antigua and Barbuda;Aruba;Bahamas;Barbados;British Virgin Islands;Caribbean Netherlands;Cayman Islands;Cuba;Curaçao;Dominica;Dominican Republic;Grenada;Guadeloupe;Haiti;Jamaica;Martinique;Montserrat;Puerto Rico;Saint Barthélemy;Saint Kitts and Nevis;Saint Lucia;Saint Martin;Saint Vincent and the Grenadines;Sint Maarten;Trinidad and Tobago;Turks and Caicos Islands;United States Virgin Islands
Northern America|Northern American|Nördliches Amerika|Bermuda;Canada;Greenland;Saint Pierre and Miquelon;United States
Southern Cone||Cono Sur;Cone Sul;Conosur|Argentina;Chile;Paraguay;Uruguay
Andean countries|Andean|Andes;Andean states;Países andinos;Andenländer|Bolivia;Chile;Colombia;Ecuador;Peru;Venezuela
Mercosur||Mercosul|Argentina;Bolivia;Brazil;Paraguay;Uruguay
Australia and New Zealand|Australasian|Australasia|Australia;New Zealand;Norfolk Island;Christmas Island
Melanesia|Melanesian|Melanesien;Mélanésie|Fiji;New Caledonia;Papua New Guinea;Solomon Islands;Vanuatu
Polynesia|Polynesian|Polynesien;Polynésie;Polinesia|American Samoa;Cook Islands;French Polynesia;Niue;Pitcairn;Samoa;Tokelau;Tonga;Tuvalu;Wallis and Futuna
Pacific islands|Pacific|Pacific Islands;Pazifische Inseln;Îles du Pacifique|+Melanesia;+Polynesia;Guam;Kiribati;Marshall Islands;Micronesia;Nauru;Northern Mariana Islands;Palau
Commonwealth||Commonwealth of Nations;British Commonwealth;Commonwealth countries;Содружество наций|Antigua and Barbuda;Australia;Bahamas;Bangladesh;Barbados;Belize;Botswana;Brunei;Cameroon;Canada;Cyprus;Dominica;Eswatini;Fiji;Gabon;Gambia;Ghana;Grenada;Guyana;India;Jamaica;Kenya;Kiribati;Lesotho;Malawi;Malaysia;Maldives;Malta;Mauritius;Mozambique;Namibia;Nauru;New Zealand;Nigeria;Pakistan;Papua New Guinea;Rwanda;Saint Kitts and Nevis;Saint Lucia;Saint Vincent and the Grenadines;Samoa;Seychelles;Sierra Leone;Singapore;Solomon Islands;South Africa;Sri Lanka;Tanzania;Togo;Tonga;Trinidad and Tobago;Tuvalu;Uganda;United Kingdom;Vanuatu;Zambia
G7||Group of Seven;G7 countries;G-7|Canada;France;Germany;Italy;Japan;United Kingdom;United States
BRICS||BRICS countries|Brazil;China;Egypt;Ethiopia;India;Indonesia;Iran;Russia;South Africa;United Arab Emirates
Korean Peninsula||Koreas;The two Koreas;Koreanische Halbinsel|North Korea;South Korea
Greater China||Großchina|China;Hong Kong;Macau;Taiwan
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Countries that are named as one: the English name, adjectives, names in any language, members."""

    name: str
    adjectives: tuple[str, ...]
    names: tuple[str, ...]
    members: frozenset[str]


@cache
def groups() -> dict[str, Group]:
    """Return every group by its English name."""
    found: dict[str, Group] = {}
    rows = [line.split("|") for line in _TABLE.strip().splitlines()]
    listed = {row[0]: row[3].split(";") for row in rows}

    def members(name: str) -> set[str]:
        taken: set[str] = set()
        for member in listed[name]:
            taken |= members(member[1:]) if member[0] == "+" else {member}
        return taken

    for name, adjectives, names, _ in rows:
        words = tuple(filter(None, adjectives.split(";")))
        found[name] = Group(name, words, (name, *filter(None, names.split(";"))), frozenset(members(name)))
    return found


@cache
def _named() -> dict[str, Group]:
    found: dict[str, Group] = {}
    for one in groups().values():
        for name in one.names:
            found.setdefault(_bare(fold(name)), one)
            found.setdefault(_bare(plain(name)), one)
    return found


@cache
def _adjectives() -> dict[str, Group]:
    return {fold(word): one for one in groups().values() for word in one.adjectives}


def _bare(name: str) -> str:
    for article in _ARTICLES:
        if name.startswith(article):
            return name.removeprefix(article)
    return name


def group(text: str) -> Group | None:
    """Return the group of countries of this name, in any of the languages, with "the" or without."""
    return _named().get(fold(text)) or _named().get(_bare(fold(text)))


def group_of_adjective(word: str) -> Group | None:
    """Return the group that an English adjective means: "Scandinavian", "Latin American"."""
    return _adjectives().get(fold(word))


def continent(text: str) -> str | None:
    """Return the code of the continent that the text is a name or an adjective of, in any language read."""
    key = fold(text)
    return CONTINENTS.get(key) or country_names.continents().get(key)
