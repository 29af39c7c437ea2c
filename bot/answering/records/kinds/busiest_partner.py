"""Which partner of a place has itself most, or fewest, partners."""

from __future__ import annotations

from collections import Counter

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.query import edge
from bot.answering.records.reading import RELATED, Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partner with most partnerships, with their number."""
    found = OfPlace.ask(records, places[0], reading)
    bonds = {bond.other(places[0]): bond for bond in found.selection.main}
    counts = Counter({n: sum(b.status != "ended" for b in records.of[n]) for n in bonds})
    best = edge(counts, records.label, least=reading.has("least"), top=None)
    if not best:
        return None
    items, more = found.items([bonds[number] for number in best])
    key = "busiest.fewest" if reading.has("least") else "busiest.most"
    found.draft.list(
        key, items, len(best), more=more, place=found.label, what=found.noun(2), edge=counts[best[0]]
    )
    labels = [records.label(number) for number in best]
    return found.answer("busiest-partner", one_or_all(labels))


def _ranked(reading: Reading) -> bool:
    """Tell whether partners are what there are most of: not inhabitants, not the size of a town."""
    at = next((at for at, sign in enumerate(reading.order) if sign in ("most", "least")), -1)
    return at >= 0 and any(sign in RELATED for sign in reading.order[at:])


KIND = Kind(
    "busiest-partner",
    answer,
    asks=("list",),
    areas=(0, 0),
    needs=only("rel partner friendship", "most least"),
    allows=signs("it they every still"),
    fits=lambda reading: reading.has("of", "which", "who") and reading.amount is None and _ranked(reading),
    examples=(
        "Which twin town of {A} has the longest list of partners itself?",
        "Among {A}'s partners, which one has the most twin towns?",
        "Which sister of {A} has the greatest number of sisters?",
        "Which of {A}'s twinned places has the fewest twinnings of its own?",
        "Who among {A}'s twins has the least partners?",
        "Which friendship town of {A} keeps the most ties?",
        "Which of the towns twinned with {A} is twinned with the most towns?",
        "Which of {A}'s sister cities has the smallest number of sister cities?",
        "Which of {A}'s partners is the best connected, going by number of partners?",
        "What partner of {A} leads in the number of its own twins?",
        "Of all twin towns of {A}, which is twinned most often?",
        "Which one of {A}'s links has the most links itself?",
        "Which twin of {A} has the highest partner count?",
        "Among the sister cities of {A}, which has signed the most twinnings?",
        "which twin of {A} has most twins",
        "{A} partner with most partners?",
        "which sister city of {A} got the fewest sister cities",
        "most twinned partner of {A}",
        "{A} twins ranked by their own nr of twins, whos on top",
        "who of {A}s partners has the most twin towns lol",
        "partner of {A} w/ highest number of partners",
        "which of {A}s sisters has the most sisters itself",
        "{A}: twin with the most partner citys",
        "of {A}'s twins which has lowest number of partners",
        "whats the twin of {A} with the most twinnings",
        "which parnter of {A} has the most links",
        "name of {A}s sister city that has most pacts",
        "busiest twin town of {A} by number of partners",
        "For our newsletter I need the partner of {A} that itself has the largest number of partners.",
        "My pupils ask which of the twin towns of {A} has the most other twin towns.",
        "Which child of the family is the most sociable: the twin of {A} with the most twins?",
        "Settle a bet: which of {A}'s sister cities counts the most sister cities of its own?",
        "Look at the partners of {A} and count theirs. Which one comes out first?",
        "Would you kindly tell me which partner town of {A} can boast the largest number of partnerships?",
        "Some twins of {A} have many partners, others few. Which has the fewest?",
        "Among those twinned with {A}, whose own list of twins is the longest?",
        "Whose partner list is the shortest among the partners of {A}?",
        "{A} is twinned with several towns; the one having most twinnings is which?",
        "Which is it that has the most partners, of all the partner cities of {A}?",
        "I wonder which of the twins of {A} has collected the most twin towns.",
        "The champion of twinning among the partners of {A}, by number of twins: which town?",
        "Which of {A}'s partners itself has the most partners?",
        "{A} partner with most partners",
        "Among {A}'s sister cities, which is the best connected?",
        "I wonder which twin of {A} is twinned with the most towns in turn.",
        "whos the biggest social butterfly among {A}'s twin towns?",
        "Which one of {A}'s partner municipalities {have:maintains} the most partnerships of its own?",
        "Could you say which of the cities {partner:paired} with {A} has the largest number of pairings?",
        "The partner of {A} that {have:entertains} the most twinnings: which is it?",
        "Do you happen to know the most popular of {A}'s twins, going by its own twins?",
        "By number of its own twins, what is {A}'s top partner?",
        "Out of {A}'s {partner:siblings}, which {have:can claim} the most siblings?",
        "Rank {A}'s twins by how many partners they have. Who's first?",
        "Which of the partners {A} gained since {Y} has the most twins itself?",
        "{A}'s most twinned twin?",
        "Of {A}'s {partner:counterparts}, the one with the most counterparts, please.",
        "Which partner town of {A} is the most active twinner, counted in partners?",
        "In {A}'s network, which twin {have:keeps} the largest number of partners?",
        "Who among {A}'s partners {partner:palled up} with the most cities?",
        "Tell me the town on {A}'s partner list that has most partners on its own list.",
        "Which of {A}'s partners abroad {have:possesses} the greatest number of {partner:friendship pacts}?",
        "With the most twinnings to its name, which of {A}'s twins stands out?",
        "Which of the towns {partner:affiliated} with {A} is most widely affiliated itself?",
        "Which of {A}'s sister cities has the most sister cities itself?",
        "Which twin town of {A} has the fewest partners?",
        "Of {A}'s partner cities, which one has the most partnerships?",
        "Which of {A}'s sister cities has the most partners?",
        "Which of {A}'s sister cities has the largest number of twins?",
        "Which of {A}'s sister cities is twinned with the most cities?",
        "Which of {A}'s partners has the most sister cities?",
        "Which of {A}'s partners has the most twins of its own?",
        "Which of {A}'s partners has the fewest partners?",
        "Which of {A}'s twins has the greatest number of partners?",
        "Which of {A}'s twins is the most twinned?",
        "Which of the sister cities of {A} has the most twins?",
        "Which of the partners of {A} has the most partnerships?",
        "Which sister city of {A} has the most sister cities?",
        "Which sister city of {A} has the largest number of partners?",
        "Which partner of {A} has the most twins?",
        "Which partner city of {A} has the most partner cities?",
        "Which twin of {A} has the fewest sister cities?",
        "What sister city of {A} has the most partners?",
        "What twin of {A} has the most twins?",
        "Who among {A}'s sister cities has the most partners?",
        "Who of {A}'s partners has the most sister cities?",
        "Of {A}'s sister cities, which has the most sister cities?",
        "Of {A}'s twins, who has the most partners?",
        "Of all {A}'s partners, which has the most twins?",
        "Among {A}'s partners, which has the most partners?",
        "Among the twins of {A}, which has the most sister cities?",
        "Out of {A}'s sister cities, which has the most partners?",
        "Name the sister city of {A} with the most sister cities.",
        "Tell me which of {A}'s partners has the most partners.",
        "{A}'s sister city with the most sister cities?",
        "the partner of {A} with the most partners",
        "which of {A}'s sisters is the best connected",
        "who has the most sisters among {A}'s sisters",
        "among the partners of {A}, who has the fewest links",
        "of {A}'s twins, whose list is the longest",
        "the best connected of {A}'s partners",
        "which partner of {A} is twinned the most",
        "the partner of {A} with the largest number of partners of its own",
        "which twin of {A} is itself a twin of most cities",
        "who of {A}'s sisters leads in number of sisters",
        "the most twinned of {A}'s twins?",
    ),
    counter_examples=(
        "Which of {A}'s twin towns has the busiest harbour?",
        "Which partner of {A} is the most welcoming?",
        "which sister city of {A} has the most restaurants",
        "Which twin of {A} spends the least on culture?",
        "Of {A}'s partners, who has won the most football titles?",
        "My wife asks which of the twin towns of {A} has the fewest rainy days.",
        "Which partner town of {A} organises the most visits?",
        "The sister city of {A} with the most museums, please.",
        "Which of {A}'s sister cities is the largest?",
        "Which sister city of {A} has most inhabitants?",
        "Which of {A}'s sister cities has the most tourists?",
        "Which of {A}'s partners has the most money?",
        "Which of {A}'s twins has the most schools?",
        "Which of {A}'s sister cities sends the most students?",
        "Which of {A}'s sister cities has the most bridges?",
        "Which sister city of {A} has the most events?",
        "Which sister city of {A} gets the most visitors?",
        "Which partner of {A} does the most?",
    ),
)
