//! Tables with a head line: tab-separated, `|` between several values of a cell, `#` before a comment.

use std::error::Error;
use std::fs;
use std::path::Path;

/// One table, read whole.
pub(crate) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t Table,
    cells: &'t [String],
}

impl Table {
    /// Reads a file whose first line (after comments) names the columns, all of which must be there.
    pub(crate) fn read(path: &Path, needed: &[&str]) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let cells = |line: &str| line.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let columns = lines.next().map(cells).unwrap_or_default();
        if let Some(missing) = needed.iter().find(|name| !columns.iter().any(|column| column == *name)) {
            return Err(format!("{}: no column `{missing}` in its first line", path.display()).into());
        }
        Ok(Self { columns, rows: lines.map(cells).collect() })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { table: self, cells })
    }
}

impl<'t> Row<'t> {
    /// A cell; empty if the row is too short.
    pub(crate) fn get(&self, column: &str) -> &'t str {
        let index = self.table.columns.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).map_or("", String::as_str)
    }

    /// The values of a cell.
    pub(crate) fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// A number, if the cell holds one.
    pub(crate) fn number<N: std::str::FromStr>(&self, column: &str) -> Option<N> {
        self.get(column).parse().ok()
    }
}
