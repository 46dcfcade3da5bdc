//! The misses that are right, each with the reason.

use super::table::Miss;

/// `id`, `pointer` and the reason, separated by tabs; a header first.
const LIST: &str = include_str!("listed.tsv");

/// The list.
#[derive(Debug)]
pub(super) struct Listed {
    lines: Vec<[String; 3]>,
}

impl Listed {
    /// Reads the list.
    pub(super) fn read() -> Result<Self, String> {
        let lines = LIST.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        let lines = lines.map(|(index, line)| {
            let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
            <[String; 3]>::try_from(columns).map_err(|_| format!("listed.tsv:{}: three columns are needed", index + 1))
        });
        Ok(Self {
            lines: lines.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a miss is listed.
    pub(super) fn has(&self, id: &str, at: &str) -> bool {
        self.lines.iter().any(|[of, place, _]| of == id && place == at)
    }

    /// The listed examples of a description that are no misses.
    pub(super) fn stale<'a>(&'a self, id: &'a str, misses: &'a [Miss]) -> impl Iterator<Item = &'a str> {
        let lines = self.lines.iter().filter(move |[of, ..]| of == id);
        let places = lines.map(|[_, place, _]| place.as_str());
        places.filter(|place| !misses.iter().any(|miss| miss.at == *place))
    }
}
