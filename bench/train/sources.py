"""Read the public question sets that the reading model learns from, out of snapshots of their repositories.

A snapshot is a git directory `<folder>/<owner>+<name>/repo` (or `.git` in it). README.md lists the sets and
their licences. Whatever shares forty letters with the development set of SQuAD 2.0 is left out: questions
about it measure the product.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.train.texts import Ask, Text, letters

_SHARED = 40
"""Letters in a row that a text may not have in common with what measures."""

Show = Callable[[str, str], str]
"""Returns the text of a file: of which repository, at which path."""


def shower(folder: Path) -> Show:
    """Return what shows files of the snapshots in `folder`; raises CalledProcessError for one not there."""

    def show(repository: str, path: str) -> str:
        place = folder / repository.replace("/", "+") / "repo"
        git = place / ".git" if (place / ".git").is_dir() else place
        command = ["git", f"--git-dir={git}", "show", f"HEAD:{path}"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")

    return show


def read_all(folder: Path) -> list[Text]:
    """Return the texts of all sets, without what measures the product."""
    show = shower(folder)
    banned = _pieces(show)
    found = [text for reader in READERS for text in reader(show) if text.asks]
    return [text for text in found if not _touches(text.body, banned)]


def _pieces(show: Show) -> frozenset[str]:
    """Return what no text may hold: runs of letters of SQuAD's development set, one in twenty of them."""
    pieces = set()
    for file in ("data/dev-v2.0.json", "data/test-v2.0.json"):
        for article in json.loads(show("chrischute/squad", file))["data"]:
            for paragraph in article["paragraphs"]:
                flat = letters(paragraph["context"])
                pieces |= {flat[at : at + _SHARED] for at in range(0, max(1, len(flat) - _SHARED), 20)}
    return frozenset(pieces)


def _touches(text: str, banned: frozenset[str]) -> bool:
    flat = letters(text)
    return any(flat[at : at + _SHARED] in banned for at in range(max(1, len(flat) - _SHARED)))


def unanswerable_pairs(show: Show) -> list[tuple[str, str]]:
    """Return questions with an answer beside the same ones turned so that they have none."""
    pairs = []
    for part in ("train", "dev"):
        sides = [_rows(show, part, side) for side in ("answerable", "unanswerable")]
        pairs += [(plain(a[1]), plain(u[1])) for a, u in zip(*sides, strict=True)]
    return pairs


def _rows(show: Show, part: str, side: str) -> list[list[str]]:
    text = show("haichao592/UnAnsQ", f"QG/{part}-{side}-questions.txt")
    return [line.split("\t") for line in text.split("\n") if line]


def unanswerable(show: Show) -> Iterator[Text]:
    """UnAnsQ (Zhu and others 2019), made from SQuAD 2.0: pairs of questions, one of which has no answer."""
    asks: dict[str, dict[str, Ask]] = defaultdict(dict)
    for part in ("dev", "test"):
        contexts = show("haichao592/UnAnsQ", f"QG/{part}-context.txt").split("\n")
        sides = [_rows(show, part, side) for side in ("answerable", "unanswerable")]
        for line, yes, no in zip(contexts, *sides, strict=False):
            body = line.split("\t")[0]
            words = body.split(" ")
            first, last = int(yes[2]), int(yes[3])
            start = len(" ".join(words[:first])) + bool(first)
            span = (start, len(" ".join(words[: last + 1])))
            asks[body][letters(yes[1])] = Ask(plain(yes[1]), span, "answered")
            asks[body][letters(no[1])] = Ask(plain(no[1]), None, "impossible")
    for number, (body, held) in enumerate(asks.items()):
        yield Text("unansq", f"unansq-{number // 3}", "", body, tuple(held.values()))


def squad_parts(show: Show) -> Iterator[Text]:
    """Parts of the training set of SQuAD 1.1, as two repositories hold them."""
    asks: dict[str, list[Ask]] = defaultdict(list)
    parts = ("context", "question", "span")
    files = [show("sayondutta/Dynamic-Coattention-Network", f"data/val.{part}").split("\n") for part in parts]
    for body, question, ends in zip(*files, strict=False):
        if body.strip() and ends.strip():
            words, (first, last) = body.split(" "), map(int, ends.split())
            start = len(" ".join(words[:first])) + bool(first)
            asks[body].append(
                Ask(plain(question.strip()), (start, len(" ".join(words[: last + 1]))), "answered")
            )
    for paragraph in json.loads(show("EmptyCityJK/flan-response-evaluator", "data/squad/train.json")):
        body = paragraph["context"]
        for row in paragraph["qas"]:
            at = body.find(row["answer"])
            if at >= 0:
                asks[body].append(Ask(row["question"].strip(), (at, at + len(row["answer"])), "answered"))
    for number, (body, held) in enumerate(asks.items()):
        yield Text("squad", f"squad-{number // 4}", "", body, tuple(held))


def wikipedia(show: Show) -> Iterator[Text]:
    """SQuADShifts (Miller and others 2020), its part about Wikipedia."""
    rows = json.loads(show("modestyachts/squadshifts-website", "datasets/new_wiki_v1.0.json"))
    for article in rows["data"]:
        title = article["title"].replace("_", " ")
        for paragraph in article["paragraphs"]:
            asks = [_squad_ask(row) for row in paragraph["qas"]]
            yield Text("wikipedia", title, title, paragraph["context"], tuple(filter(None, asks)))


def policies(show: Show) -> Iterator[Text]:
    """PolicyQA (Ahmad and others 2020): what people want to know of the rules of web sites."""
    for file in ("data/dev.json", "data/test.json"):
        for site in json.loads(show("wasiahmad/PolicyQA", file))["data"]:
            for paragraph in site["paragraphs"]:
                asks = [_squad_ask(row) for row in paragraph["qas"]]
                title = f"Privacy policy of {site['title']}"
                yield Text("policies", site["title"], title, paragraph["context"], tuple(filter(None, asks)))


def _squad_ask(row: dict[str, Any]) -> Ask | None:
    """Return a question of a set in SQuAD's format, with the answer that most people gave."""
    given = [(answer["answer_start"], answer["text"]) for answer in row["answers"]]
    if not given:
        return None
    start, text = max(given, key=given.count)
    return Ask(row["question"].strip(), (start, start + len(text)), "answered")


def searched(show: Show) -> Iterator[Text]:
    """QED (Lamm and others 2020): questions that people typed into a search engine."""
    for line in show("google-research-datasets/QED", "qed-dev.jsonlines").split("\n"):
        row = json.loads(line) if line.strip() else {}
        answer = (row.get("original_nq_answers") or [[]])[0]
        if answer:
            span = (answer[0]["start"], answer[0]["end"])
            ask = Ask(row["question_text"], span, "answered")
            yield Text("searched", row["title_text"], row["title_text"], row["paragraph_text"], (ask,))


def sections(show: Show) -> Iterator[Text]:
    """SelQA (Jurczyk and others 2016): questions put in other words than the sentence that answers."""
    for file in ("ass/selqa-ass-test.json", "ass/selqa-ass-dev.json"):
        for row in json.loads(show("emorynlp/selqa", file)):
            starts, body = [], ""
            for sentence in row["candidates"]:
                starts.append((len(body), len(body) + len(sentence)))
                body += sentence + " "
            context = f"{row['article']}\n{row['section']}"
            ask = Ask(row["question"], starts[row["answers"][0]], "sentence")
            yield Text("sections", row["article"], context, body.rstrip(), (ask,))


def sentences(show: Show) -> Iterator[Text]:
    """QAMR (Michael and others 2018): every relation of a sentence, asked for by a question."""
    held: dict[str, str] = {}
    for line in show("uwnlp/qamr", "data/wiki-sentences.tsv").split("\n"):
        name, tab, body = line.partition("\t")
        if tab:
            held[name] = body
    asks: dict[str, dict[str, Ask]] = defaultdict(dict)
    for file in ("data/filtered/dev.tsv", "data/filtered/test.tsv"):
        for line in show("uwnlp/qamr", file).split("\n"):
            cells = line.split("\t")
            if len(cells) > 6 and cells[0] in held:
                words, rows = held[cells[0]].split(" "), [int(row) for row in cells[6].split()]
                if rows and rows == list(range(rows[0], rows[-1] + 1)) and rows[-1] < len(words):
                    start = len(" ".join(words[: rows[0]])) + bool(rows[0])
                    span = (start, len(" ".join(words[: rows[-1] + 1])))
                    asks[cells[0]].setdefault(letters(cells[5]), Ask(plain(cells[5]), span, "answered"))
    for name, some in sorted(asks.items()):
        yield Text("sentences", ":".join(name.split(":")[:3]), "", held[name], tuple(some.values())[:6])


READERS: tuple[Callable[[Show], Iterable[Text]], ...] = (
    unanswerable,
    squad_parts,
    wikipedia,
    policies,
    searched,
    sections,
    sentences,
)


def plain(text: str) -> str:
    """Return a question that was cut into tokens as people write it."""
    text = re.sub(r" ([.,;:!?%)])", r"\1", text)
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text).strip()
