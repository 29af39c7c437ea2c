"""The fixed texts on which an exported model is held to the one it was exported from."""

from __future__ import annotations

TEXTS: tuple[str, ...] = (
    # questions, as people type them
    "Where did Churchill give his Iron Curtain speech?",
    "Which cities are twinned with Burlington, Vermont?",
    "since when are burlington and yaroslavl sister cities",
    "How much trade did the partnership produce?",
    "Who signed the agreement, and in what year?",
    "why do towns look for partners abroad?",
    "Is Toledo in Ohio twinned with Toledo in Spain?",
    "what does a friendship agreement cost a small town per year",
    "waht is teh oldest sistr city agreemnt in europe??",
    "And when did that happen?",
    "Which of its partners lies farthest north?",
    "capital of France",
    "Does the council have to approve a new partner?",
    # single words, names, numbers and scraps
    "Yaroslavl",
    "sister city",
    "1988",
    "$1.7 billion",
    "St. Petersburg – Leningrad",
    "OK",
    "?",
    "🙂🙂",
    # sentences
    "The mayor of Arequipa visited the harbour and planted a tree beside the school.",
    "In 1951 the two councils agreed to exchange teachers every second summer.",
    "Exports of machine tools rose by a third in the five years after the agreement was signed.",
    "Not every partnership outlives the people who began it.",
    '"We came as strangers," the choir\'s conductor said, "and we left as cousins."',
    "Puerto Cabezas, on the Caribbean coast, received medical supplies by ship.",
    "The partnership was suspended in March 2022; neither council has voted to end it.",
    "Enzymes lower the energy that a reaction needs in order to start.",
    "The river rises in the Alps, crosses a large lake and reaches the sea in a wide delta.",
    "Packets that arrive out of order are put back in order by the receiver.",
    "She scored twice in the second half, but the match was lost on penalties.",
    "Interest is compounded monthly unless the contract states otherwise.",
    "Chapter 7: Of the right of citizens to petition their council.",
    "Town A is twinned with Town B (country unknown) since 1974; status: active.",
    # other languages
    "Die beiden Städte schlossen 1963 eine Partnerschaft und tauschen seither jedes Jahr Schüler aus.",
    "Quelles sont les villes jumelées avec Lyon, et depuis quand ?",
    "Las ciudades hermanas organizan cada verano un festival de música.",
    "Города-побратимы обмениваются делегациями с 1988 года.",
    "姉妹都市の提携は1955年に始まりました。",
    "العلاقات بين المدينتين بدأت قبل ثلاثين عاما",
    "Miasta partnerskie współpracują w dziedzinie ochrony środowiska.",
    # paragraphs
    "A twinning agreement rarely says much. It names the two places, promises friendship and exchange, "
    "and is signed by two mayors in the presence of a band. What comes of it depends on the people who "
    "carry it: teachers who find a partner school, doctors who send what their hospital can spare, and "
    "companies whose owners happen to sit next to each other at dinner.",
    "After the war, towns on both sides of the Rhine looked for ways to meet. The first visits were "
    "stiff. Families who had lost sons shared their tables with former enemies, and sports clubs were "
    "the first to return the invitation. Within ten years several hundred towns had a partner across the "
    "border, and by the end of the century there were more than two thousand of these partnerships.",
    "The committee published its accounts for the third year. Income came from the city (40 percent), "
    "from members (35 percent) and from the summer fair (25 percent). Travel was the largest expense, "
    "followed by the rent of the hall. A reserve of 12,400 dollars was kept for the visit of the youth "
    "orchestra, which had been put off twice because of the pandemic.",
    "Photosynthesis takes place in two stages. In the first, light is absorbed by chlorophyll and its "
    "energy is stored in carrier molecules, while water is split and oxygen set free. In the second, "
    "these carriers drive the making of sugar from carbon dioxide. Both stages happen in the chloroplast, "
    "the first in its membranes and the second in the fluid around them.",
    "1. Open the valve. 2. Wait until the gauge reads 2.5 bar. 3. Close the valve and note the time. "
    "If the pressure falls by more than 0.1 bar within ten minutes, there is a leak: check each joint with "
    "soapy water, tighten it, and begin again. Never open the drain while the system is under pressure.",
    # longer than most models read
    " ".join(
        f"In year {year} the delegation of the northern town spent {year % 9 + 3} days in the southern one, "
        "heard its choir, saw its waterworks and voted to come again."
        for year in range(1961, 1981)
    ),
)
