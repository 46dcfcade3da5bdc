//! What a change does to Rust: the public items of the generated crates that it adds, removes or changes, and the version
//! bumps that they need.
//!
//! ```text
//! analyze, diff, model, output, settings <- effect
//! ```
//!
//! The items of both sides come from [`output::inventory`](crate::output::inventory). An item belongs to the finding at the
//! place in the description that it was made of; what has no finding is kept for the report as a whole.

mod attach;
mod change;
mod origin;

pub use change::{Change, changes};

use self::attach::Causes;
use crate::analyze::Facts;
use crate::diff::{Bump, Bumps, Level, Part, Report, Rust};
use crate::model::Api;
use crate::output::RenderError;
use crate::output::inventory::{self, Texts, inventories};
use crate::settings::Target;

/// A description, and what analysis found.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The model.
    pub api: &'a Api,
    /// The facts.
    pub facts: &'a Facts,
}

/// What became of one crate.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Which crate.
    pub part: Part,
    /// Whether the revision has it.
    pub exists: bool,
    /// Whether any of its sources differs.
    pub differs: bool,
    /// Its items that differ; its files, if none does.
    pub changes: Vec<Change>,
}

/// Compares the files of a crate on both sides; `None` where a side has no such crate.
///
/// # Errors
///
/// If an emitter wrote tokens that are not Rust.
pub fn compare(target: Target, base: Option<&Texts>, revision: Option<&Texts>) -> Result<Comparison, RenderError> {
    let part = match target {
        Target::Types => Part::Types,
        Target::Client => Part::Client,
        Target::Server => Part::Server,
    };
    let none = Texts::new();
    let (old, new) = (base.unwrap_or(&none), revision.unwrap_or(&none));
    let [before, after] = inventories(old, new)?;
    let mut changes = changes(part, &before, &after);
    if changes.is_empty() {
        changes = change::files(part, old, new);
    }
    Ok(Comparison {
        part,
        exists: revision.is_some(),
        differs: !inventory::differing(old, new).is_empty(),
        changes,
    })
}

/// Tells each finding which items change by it.
pub fn apply(report: &mut Report, base: Side<'_>, revision: Side<'_>, crates: Vec<Comparison>) {
    let causes = Causes::new(report, base, revision);
    let has = |part| crates.iter().any(|compared| compared.part == part && compared.exists);
    let (has_client, has_server) = (has(Part::Client), has(Part::Server));
    // The client and the server re-export the types: who breaks those, breaks them.
    let with_types = |bumps: Bumps| Bumps {
        client: bumps.client.max(if has_client { bumps.types } else { Bump::None }),
        server: bumps.server.max(if has_server { bumps.types } else { Bump::None }),
        ..bumps
    };
    let mut rust = Rust {
        compared: true,
        ..Rust::default()
    };
    let mut own = vec![Bumps::default(); report.findings.len()];
    for compared in crates {
        let least = if compared.differs { Bump::Patch } else { Bump::None };
        raise(&mut rust.bumps, compared.part, least);
        for change in compared.changes {
            raise(&mut rust.bumps, compared.part, change.effect.bump);
            match causes.of(&change) {
                Some(at) => {
                    if let (Some(finding), Some(bumps)) = (report.findings.get_mut(at), own.get_mut(at)) {
                        raise(bumps, compared.part, change.effect.bump);
                        finding.rust.push(change.effect);
                    }
                }
                None => rust.others.push(change.effect),
            }
        }
    }
    rust.own = rust.bumps;
    rust.bumps = with_types(rust.bumps);
    for (finding, bumps) in report.findings.iter_mut().zip(own) {
        finding.bumps = with_types(bumps);
        finding.audiences.client = weight(finding.bumps.client.max(finding.bumps.types));
        finding.audiences.server = weight(finding.bumps.server.max(finding.bumps.types));
    }
    report.rust = rust;
}

fn raise(bumps: &mut Bumps, part: Part, bump: Bump) {
    let bump_of = match part {
        Part::Types => &mut bumps.types,
        Part::Client => &mut bumps.client,
        Part::Server => &mut bumps.server,
    };
    *bump_of = bump.max(*bump_of);
}

/// Whether people must change what they wrote.
fn weight(bump: Bump) -> Level {
    match bump {
        Bump::Major => Level::Error,
        Bump::None | Bump::Patch | Bump::Minor => Level::Info,
    }
}
