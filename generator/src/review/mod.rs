//! What a comparison found, for those who read it: where both sides come from, formats, what was accepted, exit status.
//!
//! ```text
//! diff, load, lock, pipeline, render, settings <- review
//! ```

mod accept;
mod choices;
mod counts;
mod format;
mod git;
mod github;
mod json;
mod junit;
mod markdown;
mod migration;
mod sarif;
mod source;
#[cfg(test)]
mod tests;
mod text;
mod verdict;

use std::path::{Path, PathBuf};

pub use accept::{Acceptance, Acceptances};
pub use format::Format;
pub use git::show;
pub use source::Source;
pub use verdict::FailOn;

use crate::diff::{Finding, Level, Report, Rule, Settings};
use crate::pipeline::{self, Description};
use crate::render::Place;
use crate::report::similar;

/// What to compare, and by which choices.
#[derive(Clone, Debug)]
pub struct Request {
    /// The API's name, where several are compared at once.
    pub api: Option<String>,
    /// The old description.
    pub base: Source,
    /// The new one.
    pub revision: Source,
    /// The folder below which descriptions may refer to files; without it, the folder of each.
    pub root: Option<PathBuf>,
    /// The file with the settings; without it, `diff.toml` beside the new description, if that is there.
    pub settings: Option<PathBuf>,
    /// Whether to compare what is generated too; a large description takes as long as generating it twice.
    pub rust: bool,
    /// The file with what was accepted; without it, `accept.toml` beside the new description, if that is there.
    pub accept: Option<PathBuf>,
    /// The file of the Rust names that were given; without it, `names.lock` beside each description, if that is there.
    pub names: Option<PathBuf>,
}

/// A description on both sides, and what changed.
#[derive(Debug)]
pub struct Comparison {
    /// The API's name, where several are compared at once.
    pub api: Option<String>,
    /// The old description.
    pub base: Description,
    /// The new one.
    pub revision: Description,
    /// What changed.
    pub report: Report,
    /// What was accepted of it.
    pub acceptances: Acceptances,
}

/// What was found in all descriptions that were compared.
#[derive(Debug, Default)]
pub struct Review {
    /// One for each description.
    pub comparisons: Vec<Comparison>,
}

/// A finding, with what is needed to show it.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    comparison: &'a Comparison,
    finding: &'a Finding,
    accepted: Option<&'a Acceptance>,
}

/// Compares two descriptions.
///
/// # Errors
///
/// If one of the sides, the settings or the list of what was accepted cannot be read.
pub fn compare(request: &Request) -> Result<Comparison, String> {
    let root = request.root.as_deref();
    let settings = match text(request.settings.as_deref(), &request.revision, "diff.toml")? {
        Some((path, text)) => Settings::parse(&text).map_err(|error| format!("{path}: {error}"))?,
        None => Settings::default(),
    };
    check(&settings)?;
    let settings = match settings.today {
        Some(_) => settings,
        None => settings.as_of_now(),
    };
    let mut acceptances = match text(request.accept.as_deref(), &request.revision, "accept.toml")? {
        Some((path, text)) => Acceptances::parse(&path, &text)?,
        None => Acceptances::default(),
    };
    let (base, revision) = (request.base.read(root)?, request.revision.read(root)?);
    let mut report = pipeline::compare(&base, &revision, &settings);
    if request.rust {
        let [old, new] = choices::of(&request.base, &request.revision, request.names.as_deref())?;
        if let Err(obstacle) = pipeline::effects((&base, &old), (&revision, &new), &mut report) {
            report.rust.obstacle = Some(obstacle.to_string());
        }
    }
    acceptances.judge(&report, settings.today.as_deref().unwrap_or_default());
    Ok(Comparison {
        api: request.api.clone(),
        base,
        revision,
        report,
        acceptances,
    })
}

/// The name and text of a file: the one that was named, or one beside the description, if it is there.
fn text(named: Option<&Path>, beside: &Source, name: &str) -> Result<Option<(String, String)>, String> {
    let Some(path) = named else {
        return beside.beside(name);
    };
    let shown = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some((shown, text))),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// A level for a rule that does not exist is a slip.
fn check(settings: &Settings) -> Result<(), String> {
    let Some(id) = settings.levels.keys().find(|id| Rule::find(id).is_none()) else {
        return Ok(());
    };
    let ids = crate::diff::rules().iter().map(|rule| rule.id.as_str());
    Err(match similar(id, ids) {
        Some(like) => format!("`levels`: there is no rule `{id}`; did you mean `{like}`?"),
        None => format!("`levels`: there is no rule `{id}`; `specwright explain --rules` lists them"),
    })
}

impl Review {
    /// What was found, by description.
    pub(crate) fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.comparisons.iter().flat_map(Comparison::items)
    }

    /// The findings as text in a format. `color`: with the escapes that terminals colour text by, if the format has such.
    pub fn write(&self, format: Format, color: bool) -> String {
        match format {
            Format::Text => text::write(self, color),
            Format::Markdown => markdown::write(self),
            Format::Json => json::write(self),
            Format::Sarif => sarif::write(self),
            Format::Github => github::write(self),
            Format::Junit => junit::write(self),
        }
    }
}

impl Comparison {
    fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.report.findings.iter().map(|finding| Item {
            comparison: self,
            finding,
            accepted: self.acceptances.of(finding),
        })
    }
}

impl<'a> Item<'a> {
    /// Its level, if it was not accepted.
    fn level(self) -> Option<Level> {
        self.accepted.is_none().then_some(self.finding.level)
    }

    /// Where it stands in the base.
    fn base(self) -> Option<Place<'a>> {
        let location = self.finding.base.as_ref()?;
        Place::find(&self.comparison.base.sources, location, None)
    }

    /// Where it stands in the revision.
    fn revision(self) -> Option<Place<'a>> {
        let location = self.finding.revision.as_ref()?;
        Place::find(&self.comparison.revision.sources, location, None)
    }

    /// Where to show it in the revision: what is gone is shown at what was around it and is still there.
    fn shown(self) -> Option<Place<'a>> {
        self.revision().or_else(|| {
            let location = self.finding.base.as_ref()?;
            let name = &self.comparison.base.sources.file(location.file)?.name;
            let files = &self.comparison.revision.sources.files;
            let file = files.iter().find(|file| file.name == *name).or_else(|| {
                let is_main = location.file.0 == 0;
                files.first().filter(|_| is_main)
            });
            let file = file.or_else(|| files.first())?;
            let span = file.locate(&location.pointer);
            Some(Place { file, span })
        })
    }

    /// The operations that it reaches, in one line: `GET /pets and 3 more`; empty if it is about the whole.
    fn reach(self) -> String {
        match self.finding.operations.as_slice() {
            [] => String::new(),
            [one] => format!("{} {}", one.method, one.path),
            [one, others @ ..] => format!("{} {} and {} more", one.method, one.path, others.len()),
        }
    }
}
