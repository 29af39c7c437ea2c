"""Train the reading model and write what is shipped of it.

    python -m bench.train SNAPSHOTS [--minutes 80] [--out FILE] [--resume FILE --part 0.5]

SNAPSHOTS is a folder with git snapshots of the repositories that README.md lists. The layers from
`index.cross_encoder.network.FROZEN` on are trained, in bfloat16, by as many processes as there are cores on
weights that they share (Hogwild: Niu and others 2011). After every sixth of the time it is measured on texts
held out, and what is trained so far is written; a training that was cut off goes on from there with --resume.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as processes
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer

from bench.train import made, own, sources, wording
from bench.train.near_misses import NearMisses
from bench.train.samples import Sample, Sampler
from bench.train.texts import Text
from index.cross_encoder import source as reader
from index.cross_encoder.input import joined, markers_of, tokenizer_of
from index.cross_encoder.network import CrossEncoder
from index.embedding import source
from index.embedding.torch import open_model

SEED = 20_261_128
WEIGHT = {
    "unansq": 4.0,
    "squad": 3.0,
    "wikipedia": 2.0,
    "policies": 1.0,
    "searched": 1.0,
    "sections": 0.8,
    "sentences": 0.7,
    "made": 1.5,
    "own": 30.0,
}
"""How often a text of each set is drawn: they differ in size, hardness, and likeness to what people ask."""

OWN_FROM = 0.35
"""The part of the training from which our own passages are drawn: few, and what comes last sticks."""

MADE, MADE_HELD_OUT = 6_000, 250
HELD_OUT = 0.05
RATE, RATE_OF_HEADS = 1.2e-4, 6e-4
WINDOWS = 10
"""Windows of one step."""

SPANS = 0.5
"""What the place of an answer counts beside whether there is one."""

CHOICES = 0.4
"""How often a text's questions are asked of several windows rather than several questions of one window."""

CHOOSING = 0.5
"""What it counts which of several windows answers, beside whether each does."""

STEP = 16
"""What sizes of a batch are multiples of."""

MASKED = 0.05
"""The part of tokens that training hides: with dropout, what keeps texts from being learned by heart."""

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process is told."""

    texts: list[Text]
    held_out: list[Text]
    misses: NearMisses
    tokenizer: Tokenizer
    seconds: float
    first: float
    out: Path


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--out", type=Path, default=reader.TRAINED)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="go on from what was written here")
    parser.add_argument("--part", type=float, default=0.0, help="how much of the time was over then")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    model = open_model(source.find(None))
    net = CrossEncoder(model[0].model.float()).eval()
    for weight in net.parameters():
        weight.requires_grad = False
    for _, weight in net.trained():
        weight.requires_grad = True
    if arguments.resume:
        read(net, arguments.resume)
    plan = prepare(arguments, model.tokenizer.backend_tokenizer)
    print(f"{len(plan.texts)} texts, {len(plan.held_out)} held out", flush=True)
    net.share_memory()
    seen = torch.zeros(arguments.workers).share_memory_()  # type: ignore[no-untyped-call]
    context = processes.get_context("fork")
    workers = [
        context.Process(target=work, args=(rank, net, plan, seen)) for rank in range(arguments.workers)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    write(net, plan.out)
    print(f"{int(seen.sum())} pairs seen; written to {plan.out}", flush=True)


def prepare(arguments: argparse.Namespace, tokenizer: Tokenizer) -> Plan:
    """Read the sets, make papers, and hold some out, by document."""
    snapshots, seconds = arguments.snapshots, arguments.minutes * 60
    read = sources.read_all(snapshots)
    chance = random.Random(SEED)
    aside = {
        key for key in {(t.source, t.group) for t in read} if random.Random(str(key)).random() < HELD_OUT
    }
    held_out = [text for text in read if (text.source, text.group) in aside]
    held_out += [made.make(chance) for _ in range(MADE_HELD_OUT)]
    ours = own.read_all()
    print(f"by their wording alone, our own questions: AUROC {wording.auroc(ours):.3f}", flush=True)
    held_out += filter(own.is_held_out, ours)
    texts = [text for text in read if (text.source, text.group) not in aside]
    texts += [made.make(chance) for _ in range(MADE)]
    texts += itertools.filterfalse(own.is_held_out, ours)
    kept_back = {ask.text for text in held_out for ask in text.asks}
    pairs = [
        pair for pair in sources.unanswerable_pairs(sources.shower(snapshots)) if not kept_back & set(pair)
    ]
    return Plan(
        texts, held_out, NearMisses(pairs), tokenizer_of(tokenizer), seconds, arguments.part, arguments.out
    )


def work(rank: int, net: CrossEncoder, plan: Plan, seen: torch.Tensor) -> None:
    """Train until the time is over; the first process also measures."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED + rank)
    sampler = Sampler(plan.texts, plan.misses, plan.tokenizer, SEED + rank, MASKED)
    layers = [weight for name, weight in net.trained() if name.startswith("layers.")]
    heads = [weight for name, weight in net.trained() if not name.startswith("layers.")]
    groups = [{"params": layers, "lr": RATE}, {"params": heads, "lr": RATE_OF_HEADS}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.05, betas=(0.9, 0.98))
    started, losses, marks = time.monotonic(), [], [n / 6 for n in range(1, 6) if n / 6 > plan.first]

    def part_over() -> float:
        return plan.first + (time.monotonic() - started) / plan.seconds

    for batch in batches(sampler, plan.texts, random.Random(SEED + rank), part_over):
        part = part_over()
        if part >= 1:
            break
        pace = min(1.0, (part - plan.first + 1e-4) / 0.06) * (1 - part) ** 0.9
        for group, rate in zip(optimizer.param_groups, (RATE, RATE_OF_HEADS), strict=True):
            group["lr"] = rate * pace
        net.drop_out(True)
        answer, place, choice = losses_of(net, batch, plan.tokenizer)
        (answer + SPANS * place + CHOOSING * choice).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(layers + heads, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen[rank] += len(batch)
        losses.append((answer.item(), place.item(), choice.item()))
        if rank == 0 and len(losses) % 50 == 0:
            whether, where, which = np.mean(losses[-50:], axis=0).round(3)
            told = f"answer {whether} place {where} choice {which}"
            print(f"{part:.3f} {int(seen.sum())} pairs, {told}", flush=True)
        if rank == 0 and marks and part >= marks[0]:
            marks.pop(0)
            print(measure(net, plan), flush=True)
            write(net, plan.out)
    if rank == 0:
        print(measure(net, plan), flush=True)


def batches(
    sampler: Sampler, texts: Sequence[Text], chance: random.Random, part: Callable[[], float]
) -> Iterator[list[Sample]]:
    """Yield the questions of some windows of like length, without end; `part` tells how much time is over."""
    early = [0.0 if text.source == "own" else WEIGHT[text.source] for text in texts]
    late = [WEIGHT[text.source] for text in texts]
    while True:
        odds = late if part() >= OWN_FROM else early
        drawn = [
            (chance.random() < CHOICES and sampler.choices(text)) or sampler.sample(text)
            for text in chance.choices(texts, odds, k=WINDOWS * 12)
        ]
        windows = sorted(
            filter(None, drawn), key=lambda some: max(len(one.window) for one in some) + chance.random() * 6
        )
        groups = [windows[at : at + WINDOWS] for at in range(0, len(windows), WINDOWS)]
        chance.shuffle(groups)
        for group in groups:
            yield [sample for window in group for sample in window]


def padded(samples: Sequence[Sample], markers: tuple[int, int]) -> Batch:
    """Return ids, parts and mask of samples, (rows, tokens) each.

    Both are multiples of `STEP`, for kernels are made for every shape and kept. Rows to fill up are blank.
    """
    rows = [joined(one.question, one.context, one.window, markers) for one in samples]
    shape = tuple(-(-size // STEP) * STEP for size in (len(rows), max(len(ids) for ids, _ in rows)))
    ids, parts = np.zeros((2, *shape), np.int64)
    mask = np.zeros(shape, bool)
    mask[:, 0] = True
    for at, (some, what) in enumerate(rows):
        ids[at, : len(some)], parts[at, : len(some)], mask[at, : len(some)] = some, what, True
    return torch.from_numpy(ids), torch.from_numpy(parts), torch.from_numpy(mask)


def losses_of(
    net: CrossEncoder, samples: Sequence[Sample], tokenizer: Tokenizer
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the loss of whether, of where, and of which of several windows answers."""
    answers, spans = run(net, samples, tokenizer)
    truth = torch.tensor([float(one.answers) for one in samples])
    whether = torch.nn.functional.binary_cross_entropy_with_logits(answers, truth)
    likely = spans.log_softmax(1)
    where = []
    for row, one in enumerate(samples):
        if one.span is None:
            continue
        first = len(one.question) + 2 + len(one.context)
        start, end = first + one.span[0], first + one.span[1]
        if one.whole:
            inside = likely[row, start : end + 1].logsumexp(0)
            where.append(-inside.mean())
        else:
            where.append(-(likely[row, start, 0] + likely[row, end, 1]) / 2)
    which = [
        -answers[[row for row, one in enumerate(samples) if one.choice == number]].log_softmax(0)[0]
        for number in {one.choice for one in samples if one.choice}
    ]
    none = spans.sum() * 0
    return whether, torch.stack(where).mean() if where else none, torch.stack(which).mean() if which else none


def run(
    net: CrossEncoder, samples: Sequence[Sample], tokenizer: Tokenizer
) -> tuple[torch.Tensor, torch.Tensor]:
    """Read samples."""
    markers = markers_of(tokenizer)
    with torch.autocast("cpu", torch.bfloat16):
        answers, spans = net(*padded(samples, markers))
    return answers[: len(samples)], spans[: len(samples)]


def measure(net: CrossEncoder, plan: Plan) -> str:
    """Return how well held-out questions are told apart (AUROC by kind and by set), and places found."""
    net.drop_out(False)
    sampler = Sampler(plan.held_out, plan.misses, plan.tokenizer, SEED)
    kept = [(text.source, one) for text in plan.held_out for one in sampler.sample(text)]
    kept.sort(key=lambda row: len(row[1].window))
    scores: list[float] = []
    placed: list[bool] = []
    with torch.no_grad():
        for at in range(0, len(kept), 64):
            some = [one for _, one in kept[at : at + 64]]
            answers, spans = run(net, some, plan.tokenizer)
            scores += answers.tolist()
            starts = spans[..., 0].argmax(1).tolist()
            for one, start in zip(some, starts, strict=True):
                if one.span and not one.whole:
                    at_token = start - len(one.question) - 2 - len(one.context)
                    placed.append(one.span[0] - 2 <= at_token <= one.span[1] + 2)
    held, truth = np.array(scores), np.array([one.answers for _, one in kept])
    kinds, sets = np.array([one.kind for _, one in kept]), np.array([name for name, _ in kept])
    told = [f"all {roc_auc_score(truth, held):.3f}", f"placed {np.mean(placed):.3f}"]
    for kind in ("impossible", "turned", "window", "other"):
        some = truth | (kinds == kind)
        told.append(f"{kind} {roc_auc_score(truth[some], held[some]):.3f}")
    for name in WEIGHT:
        some = sets == name
        told.append(f"{name} {roc_auc_score(truth[some], held[some]):.3f}")
    return f"held out ({len(kept)}): " + ", ".join(told)


def read(net: CrossEncoder, file: Path) -> None:
    """Read what `write` wrote."""
    told = load_file(file)
    with torch.no_grad():
        for name, weight in net.trained():
            weight.copy_(told[name])


def write(net: CrossEncoder, out: Path) -> None:
    """Write what training changed, in half precision, as the export reads it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    told = {name: weight.detach().to(torch.float16).contiguous() for name, weight in net.trained()}
    save_file(told, out)


if __name__ == "__main__":
    main()
