"""Everyday wordings in other languages: their small words, and how the words of the subject are inflected."""

from __future__ import annotations

import pytest

from bot.answering.records import Records
from tests.bot.answering.records.combined import CHICAGO, TWINS_OF_VOLGOGRAD
from tests.bot.answering.records.network import answer_from_records, ask, network

ASIAN = ["Osaka, Japan", "Shanghai, China"]
SHARED = ["Hamburg, Germany", "Shanghai, China"]
MOSCOW, FARTHEST, CLOSEST = "Moscow, Russia", "Shanghai, China", "Mexico City, Mexico"

ANSWERED: list[tuple[str, object]] = [
    # German
    ("Können Sie mir sagen, mit welchen Städten Chicago verschwistert ist?", CHICAGO),
    ("Ich wüsste gern, seit wann Chicago und Osaka miteinander verschwistert sind.", 1973),
    ("Welche Partnerstadt von Chicago ist am weitesten entfernt?", FARTHEST),
    ("Weißt du, ob Chicago eine Partnerstadt in China hat?", True),
    ("Welche Städtepartnerschaft von Chicago ist derzeit ausgesetzt?", [MOSCOW]),
    ("Welche Partnerstädte haben Chicago und Osaka gemein?", SHARED),
    ("Bis wann bestand die Städtepartnerschaft zwischen Yaroslavl und Exeter?", "2022-02"),
    # French
    ("J'aimerais savoir avec quelles villes Chicago est jumelée.", CHICAGO),
    ("Pourriez-vous me dire depuis quand Chicago et Osaka sont jumelées ?", 1973),
    ("Depuis combien de temps Chicago et Osaka sont-elles jumelées ?", 1973),
    ("Quelle est la ville jumelle la plus éloignée de Chicago ?", FARTHEST),
    ("Chicago a-t-elle une ville jumelle en Chine ?", True),
    ("Combien de jumelages Chicago a-t-elle conclus depuis 1994 ?", 2),
    ("Quelles villes jumelées Chicago et Osaka partagent-elles ?", SHARED),
    # Spanish
    ("Me gustaría saber con qué ciudades está hermanada Volgogrado.", TWINS_OF_VOLGOGRAD),
    ("¿Puedes enumerar las ciudades hermanas de Volgogrado?", TWINS_OF_VOLGOGRAD),
    ("¿Podría decirme desde cuándo están hermanadas Chicago y Osaka?", 1973),
    ("¿Cuál es la ciudad hermana más lejana de Chicago?", FARTHEST),
    ("¿Cuál es la ciudad hermana más cercana a Chicago?", CLOSEST),
    ("¿Siguen hermanadas Yaroslavl y Exeter?", False),
    ("¿Cuándo terminó el hermanamiento entre Yaroslavl y Exeter?", "2022-02"),
    # Italian
    ("Vorrei sapere con quali città è gemellata Chicago.", CHICAGO),
    ("Potresti elencarmi le città gemelle di Chicago?", CHICAGO),
    ("Mi sa dire da quando Chicago e Osaka sono gemellate?", 1973),
    ("Da quanto tempo Chicago e Osaka sono gemellate?", 1973),
    ("Qual è la città gemella più lontana da Chicago?", FARTHEST),
    ("Quali città gemellate hanno Chicago e Osaka in comune?", SHARED),
    ("Mi potresti dire quante città gemelle ha Chicago in Asia?", 2),
    # Portuguese
    ("Gostaria de saber com que cidades Chicago é geminada.", CHICAGO),
    ("Podes listar as cidades geminadas de Chicago?", CHICAGO),
    ("Pode me dizer desde quando Chicago e Osaka são cidades-irmãs?", 1973),
    ("Qual é a cidade-irmã mais distante de Chicago?", FARTHEST),
    ("Você sabe quantas cidades-irmãs Chicago tem na Ásia?", 2),
    ("Em que ano terminou a geminação entre Yaroslavl e Exeter?", "2022-02"),
    ("Que cidades-irmãs Chicago e Osaka partilham?", SHARED),
    # Dutch
    ("Kunt u mij vertellen met welke steden Chicago een stedenband heeft?", CHICAGO),
    ("Ik zou graag willen weten sinds wanneer Chicago en Osaka zustersteden zijn.", 1973),
    ("Welke zusterstad ligt het verst van Chicago?", FARTHEST),
    ("Hoeveel zustersteden telt Chicago in Azië?", 2),
    ("Welke zustersteden hebben Chicago en Osaka gemeen?", SHARED),
    ("In welk jaar eindigde de stedenband tussen Yaroslavl en Exeter?", "2022-02"),
    # Polish
    ("Czy możesz mi powiedzieć, jakie miasta partnerskie ma Chicago?", CHICAGO),
    ("Możesz wymienić miasta partnerskie Chicago?", CHICAGO),
    ("Chciałbym wiedzieć, od kiedy Chicago i Osaka są miastami partnerskimi.", 1973),
    ("Które miasto partnerskie Chicago jest najdalej położone?", FARTHEST),
    ("Czy partnerstwo między Chicago a Moskwą jest zawieszone?", True),
    ("Czy Chicago i Osaka są miastami partnerskimi?", True),
    ("Jakie wspólne miasta partnerskie mają Chicago i Osaka?", SHARED),
    # Russian
    ("Можете перечислить города-побратимы Волгограда?", TWINS_OF_VOLGOGRAD),
    ("Хотелось бы узнать, с какого года Чикаго и Осака являются городами-побратимами.", 1973),
    ("Подскажите, пожалуйста, сколько городов-побратимов у Чикаго?", 7),
    ("Какой город-побратим Чикаго самый дальний?", FARTHEST),
    ("Какие общие города-побратимы есть у Чикаго и Осаки?", SHARED),
    ("Когда были установлены побратимские отношения между Чикаго и Осакой?", 1973),
    ("Является ли Чикаго побратимом Осаки?", True),
    # Japanese
    ("シカゴはどの都市と姉妹都市提携を結んでいますか？", CHICAGO),
    ("シカゴと大阪はいつから姉妹都市なのか教えていただけますか？", 1973),
    ("シカゴから一番遠い姉妹都市はどこですか？", FARTHEST),
    ("シカゴとモスクワの姉妹都市関係は停止されていますか？", True),
    ("シカゴと大阪の姉妹都市提携はいつ締結されましたか？", 1973),
    ("シカゴと大阪の共通の姉妹都市はどこですか？", SHARED),
]


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


@pytest.mark.parametrize(("question", "value"), ANSWERED)
def test_everyday_wordings_are_answered(records: Records, question: str, value: object) -> None:
    found = ask(records, question).value
    if isinstance(found, list) and isinstance(value, list):
        assert sorted(found) == sorted(value)
    else:
        assert found == value


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist derzeit Bürgermeister von Chicago?",
        "Was machen die Partnerstädte von Chicago?",
        "Wie lange dauert die Fahrt von Chicago nach Osaka?",
        "Combien coûte l'échange scolaire entre Chicago et Osaka ?",
        "Qui a signé le jumelage entre Chicago et Osaka ?",
        "Combien de temps dure le voyage de Chicago à Osaka ?",
        "¿Quién es la alcaldesa de Chicago?",
        "¿Cuál es la ciudad hermana más grande de Chicago?",
        "¿Cuánto tiempo dura el viaje de Chicago a Osaka?",
        "Quanto costa lo scambio tra Chicago e Osaka?",
        "Che cosa fanno le città gemelle di Chicago?",
        "Perché Chicago ha rotto il gemellaggio con Osaka?",
        "Quem é o prefeito de Chicago?",
        "O que fazem as cidades-irmãs de Chicago?",
        "Wat kost de uitwisseling tussen Chicago en Osaka?",
        "Wat is de grootste zusterstad van Chicago?",
        "Kto podpisał umowę partnerską między Chicago a Osaką?",
        "Jak długo trwa podróż z Chicago do Osaki?",
        "Сколько жителей в городах-побратимах Чикаго?",
        "Какой самый большой город-побратим Чикаго?",
        "シカゴの市長は誰ですか？",
        "シカゴの姉妹都市は何をしていますか？",
        "なぜシカゴは大阪との提携を解消したのですか？",
    ],
)
def test_what_else_is_asked_is_left_to_the_passages(records: Records, question: str) -> None:
    assert answer_from_records(question, records) is None
