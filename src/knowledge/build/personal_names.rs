//! First names and surnames of the United States census of 1990 and, behind them, of the world's notable people; nicknames.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use super::table::Table;

/// Surnames past this rank are borne by fewer than one person in 160,000 or so; they would make half of all words surnames.
const LAST_SURNAME: u32 = 20_000;

/// Half of a thousand bearers are women, for all we know.
const EITHER: u16 = 500;

/// Names that people bear, folded.
pub(crate) struct PersonalNames {
    /// Share of women in thousandths, rank.
    pub(crate) first: BTreeMap<String, (u16, u32)>,
    /// Rank.
    pub(crate) surnames: BTreeMap<String, u32>,
    /// Names that may stand for a name, both ways.
    pub(crate) nicknames: BTreeMap<String, BTreeSet<String>>,
}

impl PersonalNames {
    pub(crate) fn read(sources: &Path, own: &Path) -> Result<Self, Box<dyn Error>> {
        let census = sources.join("us_census_names");
        let mut names = Self {
            first: first_names(&census)?,
            surnames: surnames(&census.join("surnames.tsv"))?,
            nicknames: nicknames(&sources.join("nicknames/names.csv"))?,
        };
        names.add_notable(&own.join("gathered_names.tsv"))?;
        Ok(names)
    }

    /// Names that the census lacks, ranked behind its own by how many notable people bear them. Of women and men nothing is known.
    fn add_notable(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        let table = Table::read(path, &["name", "first", "last"])?;
        let mut rows: Vec<(String, u32, u32)> = table
            .rows()
            .map(|row| (row.get("name").to_lowercase(), row.number("first").unwrap_or(0), row.number("last").unwrap_or(0)))
            .collect();
        let known = self.first.len() as u32;
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for ((name, ..), rank) in rows.iter().filter(|(_, bearers, _)| *bearers > 0).zip(known + 1..) {
            self.first.entry(name.clone()).or_insert((EITHER, rank));
        }
        rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        for ((name, ..), rank) in rows.iter().filter(|(_, _, bearers)| *bearers > 0).zip(LAST_SURNAME + 1..) {
            self.surnames.entry(name.clone()).or_insert(rank);
        }
        Ok(())
    }
}

fn first_names(census: &Path) -> Result<BTreeMap<String, (u16, u32)>, Box<dyn Error>> {
    // Thousandths of a percent of the women and of the men.
    let mut shares = BTreeMap::<String, (u32, u32)>::new();
    for (file, female) in [("female_first.tsv", true), ("male_first.tsv", false)] {
        for row in Table::read(&census.join(file), &["name", "percent"])?.rows() {
            let share = row.number::<f64>("percent").map_or(1, |percent| ((percent * 1000.0).round() as u32).max(1));
            let entry = shares.entry(row.get("name").to_lowercase()).or_default();
            *(if female { &mut entry.0 } else { &mut entry.1 }) += share;
        }
    }
    let mut order: Vec<(String, (u32, u32))> = shares.into_iter().collect();
    order.sort_by(|a, b| (b.1.0 + b.1.1).cmp(&(a.1.0 + a.1.1)).then_with(|| a.0.cmp(&b.0)));
    let ranked = order.into_iter().zip(1..);
    Ok(ranked.map(|((name, (women, men)), rank)| (name, ((women * 1000 / (women + men)) as u16, rank))).collect())
}

fn surnames(path: &Path) -> Result<BTreeMap<String, u32>, Box<dyn Error>> {
    let table = Table::read(path, &["name", "rank"])?;
    let ranked = table.rows().filter_map(|row| Some((row.get("name").to_lowercase(), row.number::<u32>("rank")?)));
    Ok(ranked.filter(|(_, rank)| *rank <= LAST_SURNAME).collect())
}

fn nicknames(path: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut nicknames = BTreeMap::<String, BTreeSet<String>>::new();
    for line in text.lines().skip(1) {
        let [name, _, nickname] = line.split(',').map(str::trim).collect::<Vec<_>>()[..] else {
            return Err(format!("{}: three columns expected in `{line}`", path.display()).into());
        };
        nicknames.entry(name.to_lowercase()).or_default().insert(title_case(nickname));
        nicknames.entry(nickname.to_lowercase()).or_default().insert(title_case(name));
    }
    Ok(nicknames)
}

fn title_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
