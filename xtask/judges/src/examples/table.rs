//! What became of the examples of each description.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use specwright::sample::difference;

use super::description::Description;
use super::listed::Listed;
use super::program::Said;

/// An example that is valid, and does not come back as it was.
#[derive(Debug)]
pub(super) struct Miss {
    /// Where it stands.
    pub(super) at: String,
    /// What differs, or why it does not decode.
    pub(super) what: String,
}

/// What became of the examples of a description.
#[derive(Debug)]
pub(super) struct Row {
    description: Description,
    /// Those that came back as they were.
    equal: usize,
    /// The others, those that are listed apart.
    misses: Vec<Miss>,
    listed: usize,
    /// What is wrong with the description as a whole, or the list.
    faults: Vec<String>,
}

impl Row {
    /// Compares what went in with what came out.
    pub(super) fn new(description: Description, said: Said, listed: &Listed) -> Self {
        let mut row = Self {
            equal: 0,
            misses: Vec::new(),
            listed: 0,
            faults: Vec::new(),
            description,
        };
        let said = match said {
            Ok(said) => said,
            Err(error) => {
                row.faults.push(error);
                return row;
            }
        };
        for (case, said) in row.description.cases.iter().zip(said) {
            let what = match said {
                Ok(value) => difference(&case.value, &value),
                Err(error) => Some(format!("refused: {error}")),
            };
            match what {
                None => row.equal += 1,
                Some(what) => row.misses.push(Miss {
                    at: case.at.clone(),
                    what,
                }),
            }
        }
        let id = &row.description.id;
        let stale = listed.stale(id, &row.misses);
        row.faults
            .extend(stale.map(|at| format!("{at} is listed, but is no miss")));
        let before = row.misses.len();
        row.misses.retain(|miss| !listed.has(id, &miss.at));
        row.listed = before - row.misses.len();
        row
    }

    /// Whether nothing is wrong.
    pub(super) fn is_fine(&self) -> bool {
        self.misses.is_empty() && self.faults.is_empty()
    }

    /// Misses and faults: for people, or as lines for the list.
    pub(super) fn faults(&self, as_list: bool) -> impl Iterator<Item = String> {
        let id = &self.description.id;
        let misses = self.misses.iter().map(move |Miss { at, what }| match as_list {
            true => format!("{id}\t{at}\t{}", what.replace(['\t', '\n'], " ")),
            false => format!("{id} {at}\n    {what}"),
        });
        let faults = self.faults.iter().filter(move |_| !as_list);
        misses.chain(faults.map(move |fault| format!("{id}: {fault}")))
    }

    /// Why examples were not tried, by reason.
    pub(super) fn untried(&self) -> &[String] {
        &self.description.untried
    }

    fn cells(&self) -> [usize; 8] {
        let one = &self.description;
        let valid = one.cases.len();
        [
            one.examples,
            one.invalid,
            one.repeated,
            one.untried.len(),
            valid,
            self.equal,
            self.listed,
            self.misses.len(),
        ]
    }
}

const HEADER: [&str; 8] = [
    "examples", "invalid", "repeated", "untried", "tried", "equal", "listed", "missed",
];

/// The rows and their sum.
pub(super) fn text(rows: &[Row]) -> String {
    let mut text = format!("{:<64}", "");
    for name in HEADER {
        let _ = write!(text, "{name:>9}");
    }
    text.push('\n');
    let mut sum = [0; 8];
    let mut line = |name: &str, cells: [usize; 8], note: &str| {
        let _ = write!(text, "{name:<64}");
        for cell in cells {
            let _ = write!(text, "{cell:>9}");
        }
        let _ = writeln!(text, "{note}");
    };
    for row in rows {
        let cells = row.cells();
        sum.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
        match &row.description.refused {
            Some(_) => line(&row.description.id, cells, "  refused"),
            None if cells[0] > 0 => line(&row.description.id, cells, ""),
            None => {}
        }
    }
    line("all", sum, "");
    let [_, _, _, _, tried, equal, listed, _] = sum;
    let percent = |part: usize| 100.0 * part as f64 / tried.max(1) as f64;
    let _ = writeln!(
        text,
        "{equal} of {tried} valid examples come back equal: {:.2} %; with {listed} listed, {:.2} %",
        percent(equal),
        percent(equal + listed)
    );
    text
}

/// The rows as TSV.
pub(super) fn tsv(rows: &[Row]) -> String {
    let mut text = format!("id\t{}\trefused\n", HEADER.join("\t"));
    for row in rows {
        let cells = row.cells().map(|cell| cell.to_string()).join("\t");
        let refused = row.description.refused.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "{}\t{cells}\t{}",
            row.description.id,
            refused.replace(['\t', '\n'], " ")
        );
    }
    text
}

/// Why examples were not tried, with their number.
pub(super) fn untried(rows: &[Row]) -> String {
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows {
        for reason in row.untried() {
            *reasons.entry((&row.description.id, reason)).or_default() += 1;
        }
    }
    let lines = reasons
        .iter()
        .map(|((id, reason), count)| format!("{count:>6} {id} {reason}\n"));
    lines.collect()
}
