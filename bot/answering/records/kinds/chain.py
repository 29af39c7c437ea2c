"""By which shortest chain of partnerships are two places connected."""

from __future__ import annotations

from collections import deque

from bot.answering.blocks import Item
from bot.answering.language import phrases
from bot.answering.records.draft import Draft, RecordAnswer, Value, names
from bot.answering.records.kind import Kind, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the steps of the shortest chain, or say that there is none."""
    one, other = places
    path, draft = shortest(records, one, other), Draft(records)
    if not path:
        proof = [bond for number in places for bond in records.of.get(number, [])[:1]]
        draft.say("chain.none", cited=draft.cite(*proof, compare=False), places=names(records, one, other))
        return draft.answer("chain", False if reading.asks == "yes-no" else [])
    items = [
        Item(
            f"{records.label(bond.other(there))} – {records.label(there)}",
            phrases()("note.suspended") if bond.status == "suspended" else "",
            draft.cite(bond, compare=False),
        )
        for bond, there in path
    ]
    draft.list("chain.some", items, len(path), one=records.label(one), other=records.label(other))
    value: Value = [records.label(one), *(records.label(there) for _, there in path)]
    if reading.asks == "yes-no":
        value = True
    elif reading.asks == "count":
        value = len(path)
    return draft.answer("chain", value)


def shortest(records: Records, start: int, goal: int) -> list[tuple[Bond, int]]:
    """Return the bonds of a shortest path and where each leads; of equal ones, the first by name."""
    came: dict[int, tuple[int, Bond] | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        bonds = [bond for bond in records.of.get(here, []) if bond.status != "ended"]
        for bond in sorted(bonds, key=lambda bond: records.label(bond.other(here))):
            there = bond.other(here)
            if there not in came:
                came[there] = (here, bond)
                queue.append(there)
    path: list[tuple[Bond, int]] = []
    step, number = came.get(goal), goal
    while step:
        path.append((step[1], number))
        number = step[0]
        step = came[number]
    return path[::-1]


KIND = Kind(
    "chain",
    answer,
    asks=("path", "list", "count", "yes-no"),
    places=(2,),
    areas=(0, 0),
    needs=(signs("chain via connected"),),
    allows=signs("chain via connected between rel partner friendship first start smallest"),
    fits=lambda reading: (
        (reading.has("chain", "via") or (reading.has("connected") and reading.asks in ("list", "path")))
        and reading.years is None
    ),
    examples=(
        "What is the shortest path of partnerships from {A} to {B}?",
        "Over which sister cities can I hop from {A} to {B}?",
        "Find a chain of twin towns that leads from {A} to {B}.",
        "Is there a chain of partner cities joining {A} and {B}?",
        "How many partnership steps separate {A} from {B}?",
        "Via which twins are {A} and {B} indirectly tied?",
        "What degree of separation do {A} and {B} have by twinning?",
        "Trace the partner ties from {A} up to {B}.",
        "Which twinned places must one string together to get from {A} to {B}?",
        "In how many twinning hops can {B} be reached from {A}?",
        "Show the quickest way from {A} to {B} along sister city links.",
        "{A} to {B} via twins",
        "shortest twin path {A} {B}",
        "{A} -> {B} sister city route",
        "how many hops {A} to {B} through partners",
        "path between {A} and {B} twin towns pls",
        "whats the link chain from {A} to {B} by twinning",
        "connect {A} and {B} over partner citys",
        "{A} {B} indirect partnership through who",
        "degrees of seperation {A} {B} twinnings",
        "twinning chain start {A} end {B}",
        "steps from {A} to {B} in the sister city network",
        "how are {A} and {B} related via sisters of sisters",
        "route thru twin towns {A} / {B}, shortest",
        "Kindly name the partner towns through which {A} stands in connection with {B}.",
        "From {A}, sister by sister, to {B}: how?",
        "Please to tell me the shortest line of partner cities between {A} and {B}.",
        "The intermediate twins on the way {A} to {B}, just those, please.",
        "Imagine each twinning is a bridge. Which bridges do I cross from {A} to {B}?",
        "Links in the chain of partner cities, beginning with {A} and closing with {B}: which?",
        "Number of stepping stones, all of them twinned places, from {A} to {B}.",
        "Through whose partnerships is {B} within reach of {A}?",
        "How do I get from {A} to {B} through twin towns?",
        "path {A} {B}",
        "Via which partners is {A} connected to {B}?",
        "How many steps is it from {A} to {B} by way of sister cities?",
        "Could you find a route of twinnings that leads from {A} to {B}?",
        "I wonder through how many hands you get from {A} to {B}.",
        "Hopping from twin to twin, how do I reach {B} from {A}?",
        "Is there any chain at all that joins {A} with {B}?",
        "Which towns lie in between when you go from {A} to {B} via partners?",
        "Starting at {A}, over what partner cities can I arrive at {B}?",
        "{A} -> twin -> twin -> {B}: how?",
        "By how many twinnings are {A} and {B} separated?",
        "Trace the line of partners from {A} to {B}.",
        "How many degrees apart are {A} and {B} in the partner network?",
        "Connect {A} and {B} with as few twinnings as possible.",
        "shortest link {A} to {B} please",
        "Through which {partner:allies} is {A} indirectly {partner:allied} with {B}?",
        "How many hops between {A} and {B}?",
        "Along what chain of pacts would a letter pass from {A} to {B}?",
        "Are {A} and {B} linked by round-about ways, and by which?",
        "The shortest line of twin towns from {A} to {B}",
        "What is the shortest chain of partnerships from {A} to {B}?",
        "How is {A} connected to {B}?",
        "How many steps of twinning are there between {A} and {B}?",
        "Can one get from {A} to {B} through sister cities?",
        "Through which sister cities are {A} and {B} linked?",
        "How do I get from {A} to {B} hopping from sister city to sister city?",
        "Which chain of twinnings leads from {A} to {B}?",
        "Via which partnerships can one travel from {A} to {B}?",
        "What links lead from {A} to {B} in the shortest number of hops?",
        "How can I get from {A} to {B} through sister cities?",
        "How can one go from {A} to {B} by way of partner cities?",
        "How do you reach {B} from {A} via twin towns?",
        "How is {A} linked to {B} by way of sister cities?",
        "How is {A} connected with {B} through twinnings?",
        "How are {A} and {B} connected through partners?",
        "How many hops of sister cities are there from {A} to {B}?",
        "How many links are there in the chain from {A} to {B}?",
        "How many partnerships lie between {A} and {B}?",
        "How many steps separate {A} and {B} in the network of sister cities?",
        "How many sister cities must I pass to get from {A} to {B}?",
        "In how many steps can I get from {A} to {B} via twin towns?",
        "In how many hops is {B} reached from {A} through partners?",
        "What is the shortest path from {A} to {B}?",
        "What is the shortest route through sister cities from {A} to {B}?",
        "What is the path from {A} to {B} via partner cities?",
        "What chain of sister cities connects {A} and {B}?",
        "What chain of partnerships links {A} to {B}?",
        "What sister cities connect {A} to {B}?",
        "Which path of twinnings leads from {A} to {B}?",
        "Which path connects {A} with {B} by sister cities?",
        "Which cities link {A} to {B} in a chain?",
        "Which sister cities lie on the path from {A} to {B}?",
        "Which sister cities connect {A} and {B}?",
        "Which partners join {A} to {B} in a chain?",
        "Which route via twin towns leads from {A} to {B}?",
        "Through which partners does one get from {A} to {B}?",
        "Through which twin towns is {A} connected with {B}?",
        "Through how many sister cities are {A} and {B} linked?",
        "Via how many partners is {A} connected to {B}?",
        "Via which twin towns do I get from {A} to {B}?",
        "By which chain of partners are {A} and {B} linked?",
        "shortest path {A} to {B}",
        "shortest chain from {A} to {B}?",
        "chain of sister cities {A} {B}",
        "route from {A} to {B} by twin towns",
        "path of partnerships from {A} to {B}",
        "Show the chain of partnerships from {A} to {B}.",
        "Show me the path between {A} and {B} via sister cities.",
        "Find a path from {A} to {B} through sister cities.",
        "Find the shortest chain of twins between {A} and {B}.",
        "Give me the shortest route from {A} to {B} via twins.",
        "Tell me through which sister cities {A} is linked with {B}.",
        "I'd like to get from {A} to {B} by sister cities, how?",
        "Is there a chain of partnerships from {A} to {B}?",
        "Is there a path of sister cities between {A} and {B}?",
        "Is {A} connected to {B} via sister cities?",
        "Are {A} and {B} connected through partner cities?",
        "Can {A} be reached from {B} via twin towns?",
        "Can I get from {A} to {B} through partnerships?",
        "link me {A} and {B} via twinnings",
        "lead me from {A} to {B} along sister cities",
        "via which cities do I come from {A} to {B}",
        "get from {A} to {B} by twinnings",
        "how many twinnings apart are {A} and {B}",
        "what are the steps from {A} to {B}",
        "which cities form the bridge from {A} to {B}",
        "how many links lie between {A} and {B}",
        "walk me from {A} to {B} over partnerships",
        "shortest sister city route {A} {B}",
        "degrees of separation of {A} and {B}",
        "show how {A} hangs together with {B} through twinnings",
        "which stops lie between {A} and {B} on the way of twinnings",
        "which towns are on the line from {A} to {B}",
        "what stations does the chain of twins from {A} to {B} have",
        "{A} … {B}: stepping through twins, how?",
        "Put down the towns one passes on the twin trail from {A} to {B}.",
        "Regarding {A} and {B}, by what chain of pacts are they connected?",
        "So {A} and {B} hang together somehow; via whose twinnings?",
        "Is it true that {A} can be reached from {B} through partners of partners?",
        "Of all chains of bonds from {A} to {B}, which is the shortest?",
        "Enumerate the links in the chain that ties {A} to {B}.",
        "From {A} until {B} over sister cities, which is the way?",
        "How many partnerships must be chained up before {A} meets {B}?",
        "{A} knows a town that knows a town that knows {B}: which towns, by partnership?",
        "Can {A} and {B} be joined through other towns' twinnings?",
        "tell me the chian of twins from {A} to {B}",
        "By way of whose pacts are {A} and {B} connected?",
        "I wonder if there's some route of sister cities leading from {A} all the way to {B}.",
        "Kindly set out the sequence of partnerships by which {A} is connected to {B}.",
        "Degrees of separation game: {A} to {B} via twin towns, how many?",
        "Which friend cities act as go-betweens from {A} to {B}?",
        "Between {A} and {B}, what is the lowest number of twinning steps?",
        "Through which counterparts does the path from {A} to {B} run?",
        "Bet you can get from {A} to {B} by twinnings alone. Can you?",
        "If I only move from partner to partner, which stops take me from {A} to {B}?",
        "The bonds leading from {A} to {B}, one after another, please.",
        "{A} is twinned with something that's twinned with … {B}. Fill in the dots.",
        "Does some chain of partnerships, long or short, end up linking {A} and {B}?",
        "fewest hops, twins only, {A} to {B}",
        "Lead from {A} to {B} through sister pacts, step by step.",
        "How many knots are there on the string of twins from {A} to {B}?",
        "Which go-between do {A} and {B} need in order to be linked by twinning?",
        "What is the most direct connection of {A} to {B} in the web of partner cities?",
        "Via what sister is {A} hooked up with {B} in a roundabout way?",
        "By which towns is {A} indirectly paired with {B}?",
        "Draw me a line through the twin network, {A} at one end, {B} at the other.",
        "Are {A} and {B} connected over partner towns in the middle?",
        "How would gossip travel from {A} to {B} if it passed from twin to twin?",
        "Twinning network: {A} and {B} are how many links apart?",
        "Which partners bridge the gap between {A} and {B}?",
        "Follow the partnerships out of {A}. By which of them do you end up in {B}?",
        "{A} and {B}: connected via whom",
        "Does a trail of partner towns go from {A} to {B}, yes or no?",
        "What steps of sisterhood lie from {A} up to {B}?",
        "Find how {A} hangs on to {B} in the web of friend cities.",
        "Getting to {B} from {A} takes how many partnership hops?",
        "The way by twins: {A} at the front, {B} at the rear, who stands in the middle?",
        "Shortest sequence of pacts with {A} and {B} as its ends?",
    ),
    counter_examples=(
        "How many stops does the bus make from {A} to {B}?",
        "What is the most scenic route from {A} to its twin {B}?",
        "cheapest way {A} {B} for a twinning trip",
        "Through which person were {A} and {B} brought together as sister cities?",
        "Which hotel chain is found in both {A} and {B}?",
        "Which rivers join {A} and {B}?",
        "How long does a letter from {A} take to {B}?",
        "What is the quickest route by train from {A} to {B}?",
        "How is {A} connected to {B} by rail?",
        "How can I get from {A} to {B} by car?",
        "How do you get from {A} to {B} without a visa?",
        "What is the shortest flight from {A} to {B}?",
        "What is the cheapest route from {A} to {B}?",
        "Which bus goes from {A} to {B}?",
        "Which road connects {A} and {B}?",
        "Which pipeline connects {A} with {B}?",
        "Is {A} connected to {B} by a bridge?",
        "Is there a cycle path from {A} to {B}?",
        "How many stops does the train from {A} to {B} make?",
        "Through which countries does the train from {A} to {B} go?",
        "By which bus line are {A} and its twin {B} connected?",
        "Put down the motorway exits from {A} to {B}.",
        "Regarding {A} and {B}, which people brought them together?",
        "How many days does a cyclist need from {A} to the sister city {B}?",
        "Which shop chain has branches in {A} and {B}?",
        "Via which bank does {A} send money to {B}?",
        "How are {A} and {B} connected in history?",
        "Which hiking path leads from {A} to {B}?",
    ),
)
