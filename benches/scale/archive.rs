//! An archive of our own making: people, bodies and towns invented by rule, a few of them in most stories and most of them in one (Zipf's law),
//! stories told by several articles in other words, wire copies of one quotation. The same number gives the same bytes on every machine.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A source of numbers (xorshift64*, Vigna 2016): no randomness that another run would not repeat.
pub(crate) struct Dice(u64);

impl Dice {
    /// A beginning; zero is as good as any.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// One of the first `sides` numbers.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        (self.roll() % sides.max(1) as u64) as usize
    }

    /// One of the first `sides` numbers, the first most often: the n-th about 1/n times as often.
    pub(crate) fn zipf(&mut self, sides: usize) -> usize {
        let unit = (self.roll() & 0xFFFF_FFFF) as f64 / 4_294_967_296.0;
        ((sides as f64).powf(unit) - 1.0) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const GIVEN: [&str; 40] = [
    "Anna", "Peter", "Maria", "Karl", "Susan", "David", "Helen", "Robert", "Linda", "Thomas", "Julia", "Martin", "Laura", "Paul",
    "Emma", "Frank", "Alice", "Henry", "Clara", "George", "Nora", "Simon", "Ruth", "Oscar", "Diana", "Victor", "Irene", "Walter",
    "Edith", "Hugo", "Sarah", "James", "Ellen", "Arthur", "Grace", "Leon", "Martha", "Felix", "Judith", "Ralph",
];
const FIRST: [&str; 40] = [
    "Har", "Bren", "Cal", "Dor", "Ed", "Fal", "Gar", "Hol", "Ing", "Jar", "Kel", "Lan", "Mor", "Nor", "Os", "Pen", "Quin", "Ros",
    "Sel", "Tor", "Ul", "Ver", "Wes", "Yar", "Zel", "Ash", "Bel", "Crom", "Dun", "Fen", "Gil", "Hart", "Kirk", "Lock", "Mar",
    "Nether", "Oak", "Pres", "Thorn", "Whit",
];
const LAST: [&str; 40] = [
    "ley", "ton", "wick", "man", "son", "berg", "feld", "dale", "ford", "grove", "ham", "hurst", "land", "more", "ridge", "shaw",
    "stead", "stone", "thorpe", "well", "wood", "worth", "bury", "combe", "den", "field", "gate", "hill", "kamp", "lund", "mead",
    "ness", "quist", "rup", "sen", "strom", "vale", "ward", "yard", "ovic",
];
const OFFICES: [&str; 16] = [
    "harbour minister",
    "trade minister",
    "finance minister",
    "mayor",
    "police chief",
    "union leader",
    "company chairman",
    "bishop",
    "ambassador",
    "central bank governor",
    "opposition leader",
    "prosecutor",
    "health minister",
    "director",
    "spokesman",
    "judge",
];
const BODIES: [&str; 6] = ["Shipping Company", "Chamber of Commerce", "University", "Bank", "Steel Corporation", "Workers Union"];
const TOWNS: [&str; 16] = [
    "LONDON",
    "PARIS",
    "Berlin",
    "Madrid",
    "Rome",
    "Vienna",
    "Warsaw",
    "Beijing",
    "Tokyo",
    "Cairo",
    "Nairobi",
    "Moscow",
    "Washington",
    "Ottawa",
    "Geneva",
    "Dublin",
];
const THINGS: [&str; 16] = [
    "the new harbour",
    "the budget",
    "the railway",
    "the price of bread",
    "the bridge across the river",
    "the school law",
    "the strike",
    "the election",
    "the water supply",
    "the trade agreement",
    "the power station",
    "the hospital",
    "the fishing quota",
    "the old market",
    "the tax on timber",
    "the airport",
];
const ACTS: [&str; 10] = [
    "welcomed the decision on",
    "warned against delays in",
    "defended the plan for",
    "asked for more time to study",
    "visited the site of",
    "promised a report on",
    "met local leaders to discuss",
    "refused to comment on",
    "signed the papers for",
    "called for a vote on",
];
const WORDS: [&str; 126] = [
    "we",
    "have",
    "not",
    "made",
    "enough",
    "progress",
    "people",
    "want",
    "work",
    "and",
    "peace",
    "before",
    "winter",
    "nobody",
    "can",
    "say",
    "what",
    "this",
    "will",
    "cost",
    "the",
    "town",
    "next",
    "year",
    "children",
    "roads",
    "money",
    "ships",
    "bread",
    "water",
    "light",
    "houses",
    "teachers",
    "doctors",
    "farmers",
    "letters",
    "promises",
    "answers",
    "questions",
    "trains",
    "bridges",
    "streets",
    "markets",
    "prices",
    "wages",
    "taxes",
    "votes",
    "laws",
    "courts",
    "papers",
    "friends",
    "neighbours",
    "strangers",
    "visitors",
    "guests",
    "workers",
    "owners",
    "sellers",
    "buyers",
    "lenders",
    "debts",
    "gains",
    "losses",
    "weeks",
    "months",
    "days",
    "nights",
    "mornings",
    "evenings",
    "storms",
    "floods",
    "fires",
    "harvests",
    "forests",
    "rivers",
    "hills",
    "coasts",
    "islands",
    "borders",
    "gates",
    "walls",
    "towers",
    "halls",
    "rooms",
    "doors",
    "windows",
    "tables",
    "chairs",
    "books",
    "songs",
    "stories",
    "games",
    "schools",
    "churches",
    "shops",
    "farms",
    "mines",
    "mills",
    "docks",
    "yards",
    "always",
    "never",
    "often",
    "seldom",
    "again",
    "together",
    "alone",
    "slowly",
    "quickly",
    "gladly",
    "hardly",
    "nearly",
    "under",
    "over",
    "behind",
    "between",
    "without",
    "against",
    "during",
    "after",
    "until",
    "since",
    "because",
    "although",
    "whether",
    "perhaps",
];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The n-th person: given name and family name.
pub(crate) fn person(index: usize) -> String {
    let family = format!("{}{}", FIRST[index % 40], LAST[(index / 40 + index) % 40]);
    let family = if index < 1_600 { family } else { format!("{family}{}", LAST[(index / 1_600) % 40]) };
    format!("{} {family}", GIVEN[(index * 7 + index / 40) % 40])
}

fn family(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn body(index: usize) -> String {
    format!("{}{} {}", FIRST[(index * 3) % 40], LAST[(index / 7) % 40], BODIES[index % 6])
}

fn sentence(dice: &mut Dice) -> String {
    let words = 7 + dice.below(12);
    let said: Vec<&str> = (0..words).map(|_| dice.of(&WORDS)).collect();
    let said = said.join(" ");
    said[..1].to_uppercase() + &said[1..]
}

/// The n-th article of an archive of `people` people: its text, front matter first.
pub(crate) fn article(index: usize, people: usize) -> String {
    // Three articles tell one story: the same people, day and words.
    let mut story = Dice::new((index / 3) as u64);
    let mut own = Dice::new(index as u64 ^ 0xA5A5_5A5A);
    let (year, month, day) = (1960 + story.below(60), 1 + story.below(12), 1 + story.below(28));
    let cast: Vec<usize> = (0..4 + story.below(3)).map(|_| story.zipf(people)).collect();
    let thing = story.of(&THINGS);
    let town = story.of(&TOWNS);
    let quoted = sentence(&mut story);
    let company = body(story.zipf(people / 4 + 1));
    let lead = person(cast[0]);
    let mut text =
        format!("{} on {}\n\n{} {day} {year}\n\n{town}: ", family(&lead), thing.trim_start_matches("the "), MONTHS[month - 1],);
    for (at, &member) in cast.iter().enumerate() {
        let name = person(member);
        let office = OFFICES[(member + at) % OFFICES.len()];
        let _ = writeln!(
            text,
            "{name}, the {office}, {} {thing} in {}. The {company} said that it had no part in it.\n",
            own.of(&ACTS),
            own.of(&TOWNS)
        );
        let said = if at == 0 { quoted.clone() } else { sentence(&mut own) };
        let _ = writeln!(
            text,
            "\"{said},\" {} {} said after the meeting, which lasted {} hours. {} of {} people came, and {}\n",
            own.of(&["Mr", "Ms", "Dr"]),
            family(&name),
            2 + own.below(9),
            10 + own.below(80),
            100 + own.below(900),
            ["most of them left early.", "nobody left before the end.", "some of them had come from far away."][own.below(3)]
        );
        let _ = writeln!(
            text,
            "{} {} {} again on the following day, as officials of the {} had done before, and went home by train in the evening without another word to those who waited outside.\n",
            family(&name),
            own.of(&ACTS),
            own.of(&THINGS),
            body(own.zipf(people / 4 + 1))
        );
    }
    text
}

/// Where the n-th article lies, below the archive's root.
pub(crate) fn place(index: usize) -> PathBuf {
    PathBuf::from(format!("{:03}/{:02}/{index:07}.txt", index / 10_000, index / 100 % 100))
}

/// Writes articles `from..to` of an archive; gives their bytes.
pub(crate) fn write(root: &Path, from: usize, to: usize, people: usize) -> std::io::Result<u64> {
    let mut bytes = 0;
    let mut folder = PathBuf::new();
    for index in from..to {
        let path = root.join(place(index));
        if path.parent() != Some(&folder) {
            folder = path.parent().unwrap_or(root).to_owned();
            std::fs::create_dir_all(&folder)?;
        }
        let text = article(index, people);
        bytes += text.len() as u64;
        // Files that are kept and say the same stay as they are, and so does their index.
        if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            std::fs::write(path, text)?;
        }
    }
    Ok(bytes)
}
