//! A row of the result, and the file that keeps rows between runs.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::find::Spec;

/// What became of a description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Generated, and compiled where that was asked for.
    Ok,
    /// The description itself is invalid; the report says why.
    Refused,
    /// No crates, or crates without some of the operations.
    #[default]
    GenerateFailed,
    /// The crates do not compile, or with warnings.
    CheckFailed,
    /// The generator panicked.
    Panic,
    /// The generator did not end in time.
    Timeout,
}

impl Status {
    /// Every status.
    pub(super) const ALL: [Self; 6] = [
        Self::Ok,
        Self::Refused,
        Self::GenerateFailed,
        Self::CheckFailed,
        Self::Panic,
        Self::Timeout,
    ];

    /// Its word.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::GenerateFailed => "generate-failed",
            Self::CheckFailed => "check-failed",
            Self::Panic => "panic",
            Self::Timeout => "timeout",
        }
    }
}

/// What is known of a description; `None` where it is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) status: Status,
    pub(super) ops_in_spec: Option<usize>,
    /// Distinct operations in the client's source.
    pub(super) ops_emitted: Option<usize>,
    /// Distinct operations in the server's source.
    pub(super) ops_served: Option<usize>,
    pub(super) webhooks_in_spec: Option<usize>,
    pub(super) schemas_in_spec: Option<usize>,
    pub(super) types: Option<usize>,
    pub(super) lines: Option<usize>,
    pub(super) gen_s: Option<f64>,
    pub(super) check_s: Option<f64>,
    pub(super) warnings: Option<usize>,
    /// Findings by code: `widened:3 ignored:1`.
    pub(super) codes: String,
    /// The operations that something is lost of, as `lossy` writes them.
    pub(super) lossy: String,
    /// The first words of what went wrong.
    pub(super) detail: String,
    /// What the row was made from.
    pub(super) key: String,
}

const COLUMNS: [&str; 16] = [
    "id",
    "status",
    "ops_in_spec",
    "ops_emitted",
    "schemas_in_spec",
    "types",
    "lines",
    "gen_s",
    "check_s",
    "warnings",
    "codes",
    "ops_served",
    "webhooks_in_spec",
    "lossy",
    "detail",
    "key",
];

impl Row {
    fn cells(&self) -> [String; 16] {
        let count = |value: Option<usize>| value.map_or_else(String::new, |value| value.to_string());
        let seconds = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.2}"));
        [
            self.id.clone(),
            self.status.as_str().to_owned(),
            count(self.ops_in_spec),
            count(self.ops_emitted),
            count(self.schemas_in_spec),
            count(self.types),
            count(self.lines),
            seconds(self.gen_s),
            seconds(self.check_s),
            count(self.warnings),
            self.codes.clone(),
            count(self.ops_served),
            count(self.webhooks_in_spec),
            self.lossy.clone(),
            self.detail.replace(['\t', '\n', '\r'], " "),
            self.key.clone(),
        ]
    }

    fn parse(cells: &BTreeMap<&str, &str>) -> Option<Self> {
        let text = |column: &str| cells.get(column).copied().unwrap_or_default();
        let count = |column: &str| text(column).parse().ok();
        let seconds = |column: &str| text(column).parse().ok();
        Some(Self {
            id: text("id").to_owned(),
            status: Status::ALL
                .into_iter()
                .find(|status| status.as_str() == text("status"))?,
            ops_in_spec: count("ops_in_spec"),
            ops_emitted: count("ops_emitted"),
            ops_served: count("ops_served"),
            webhooks_in_spec: count("webhooks_in_spec"),
            lossy: text("lossy").to_owned(),
            schemas_in_spec: count("schemas_in_spec"),
            types: count("types"),
            lines: count("lines"),
            gen_s: seconds("gen_s"),
            check_s: seconds("check_s"),
            warnings: count("warnings"),
            codes: text("codes").to_owned(),
            detail: text("detail").to_owned(),
            key: text("key").to_owned(),
        })
    }
}

/// Reads rows; those that cannot be read are made again.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, Row>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let rows = lines.filter_map(|line| Row::parse(&header.iter().copied().zip(line.split('\t')).collect()));
    Ok(rows.map(|row| (row.id.clone(), row)).collect())
}

/// Writes rows with a header, in order of id.
pub(super) fn write(path: &Path, rows: &BTreeMap<String, Row>) -> Result<(), String> {
    let mut text = COLUMNS.join("\t");
    text.push('\n');
    for row in rows.values() {
        text.push_str(&row.cells().join("\t"));
        text.push('\n');
    }
    super::write(path, &text)
}

/// What tells this build of the generator from others.
pub(super) fn generator_key() -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let data = program.metadata().map_err(|error| error.to_string())?;
    let modified = data
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(format!("{}-{}", data.len(), modified.map_or(0, |time| time.as_nanos())))
}

/// What a row depends on: the generator, and the bytes of the files that the description may be made of.
pub(super) fn key(spec: &Spec, generator: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(generator.as_bytes());
    hash.update(std::fs::read(&spec.path).unwrap_or_default());
    let is_alone = spec.path.parent() == Some(spec.root.as_path());
    let walk = WalkDir::new(&spec.root).sort_by_file_name();
    // A folder of many descriptions is not one description's; its neighbours' sizes would make every row depend on all.
    for entry in walk
        .into_iter()
        .filter_map(Result::ok)
        .filter(|_| !is_alone || is_multi(&spec.root))
    {
        hash.update(entry.path().as_os_str().as_encoded_bytes());
        hash.update(entry.metadata().map_or(0, |data| data.len()).to_le_bytes());
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn is_multi(root: &Path) -> bool {
    root.parent()
        .and_then(Path::file_name)
        .is_some_and(|name| name == "multi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_back() {
        let path = std::env::temp_dir().join(format!("specwright-rows-{}.tsv", std::process::id()));
        let row = Row {
            id: "a".to_owned(),
            status: Status::CheckFailed,
            ops_in_spec: Some(3),
            gen_s: Some(0.25),
            codes: "widened:3 ignored:1".to_owned(),
            detail: "two words".to_owned(),
            key: "k".to_owned(),
            ..Row::default()
        };
        let rows = BTreeMap::from([("a".to_owned(), row)]);
        write(&path, &rows).unwrap();
        assert_eq!(read(&path).unwrap(), rows);
        std::fs::remove_file(&path).unwrap();
    }
}
