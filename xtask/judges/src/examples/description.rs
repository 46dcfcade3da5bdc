//! One description: its types, and the examples that they are to be tried on.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use specwright::load::Sources;
use specwright::model::SchemaId;
use specwright::output::{self, Mode};
use specwright::pipeline::{self, Generated, Input};
use specwright::pointer::Location;
use specwright::settings::Settings;

use super::find::{self, Example};
use super::{crates, schema};
use crate::corpus::find::Spec;
use crate::repository;

/// What is to be tried.
#[derive(Debug, Default)]
pub(super) struct Description {
    pub(super) id: String,
    /// Why there are no types.
    pub(super) refused: Option<String>,
    /// How many examples there are.
    pub(super) examples: usize,
    /// Those that are not valid for their schema.
    pub(super) invalid: usize,
    /// Those that are tried on the same type elsewhere.
    pub(super) repeated: usize,
    /// Those that the judge cannot say anything about, or whose schema has no type of its own, by reason.
    pub(super) untried: Vec<String>,
    /// The types, as Rust: `Type, Adapter`.
    pub(super) types: Vec<String>,
    /// What is tried.
    pub(super) cases: Vec<Case>,
}

/// A valid example.
#[derive(Debug)]
pub(super) struct Case {
    /// Where it stands.
    pub(super) at: String,
    pub(super) value: Value,
    /// Index in [`Description::types`].
    pub(super) of: usize,
}

/// Writes the types of a description, and finds its examples.
pub(super) fn prepare(spec: &Spec) -> Result<Description, String> {
    // An example must come back as it was, null and all.
    let settings = Settings::parse("targets = [\"types\"]\nthree-states = \"always\"");
    let mut settings = settings.map_err(|error| error.to_string())?;
    settings.runtime = repository::runtime();
    let input = Input {
        path: &spec.path,
        root: Some(&spec.root),
    };
    let generated = pipeline::generate(input, &spec.id, "cargo xtask examples", &settings);
    let mut description = Description {
        id: spec.id.clone(),
        ..Description::default()
    };
    if generated.failed() {
        let first = generated
            .diagnostics
            .iter()
            .find(|finding| finding.severity == specwright::report::Severity::Error);
        description.refused = first.map(|finding| finding.message.clone());
        return Ok(description);
    }
    choose(&generated, &mut description);
    if !description.cases.is_empty() {
        let files = generated.files().map_err(|error| error.to_string())?;
        output::sync_crates(&crates(&spec.id), &files, Mode::Write, |_| true).map_err(|error| error.to_string())?;
    }
    Ok(description)
}

/// Keeps the examples that are valid.
fn choose(generated: &Generated, description: &mut Description) {
    let sources = &generated.sources;
    let mut by_place: HashMap<&Location, SchemaId> = HashMap::new();
    for (id, schema) in generated.plan.api.schemas.iter() {
        by_place.entry(&schema.location).or_insert(id);
    }
    let mut validators = HashMap::new();
    let mut types: HashMap<String, usize> = HashMap::new();
    let mut tried = HashSet::new();
    let examples = find::examples(sources);
    description.examples = examples.len();
    for Example { at, value, schema, way } in examples {
        let mut is_valid = |schema: &Location| {
            let validator = validators
                .entry((schema.clone(), way))
                .or_insert_with(|| schema::validator(sources, schema, way));
            let validator = validator.as_ref().map_err(|error| error.clone())?;
            Ok::<bool, String>(validator.is_valid(value))
        };
        match is_valid(&schema) {
            Ok(true) => {}
            Ok(false) => {
                description.invalid += 1;
                continue;
            }
            Err(error) => {
                description.untried.push(format!("the judge: {error}"));
                continue;
            }
        }
        let mut found = find_type(sources, &by_place, &schema);
        // A member of an allOf, or the only one of a union, has no type of its own; what is valid for the whole is an
        // example of that too.
        let mut part = schema.clone();
        while let (None, Some(whole)) = (found, whole(&part)) {
            if is_valid(&whole) != Ok(true) {
                break;
            }
            found = find_type(sources, &by_place, &whole);
            part = whole;
        }
        let Some(id) = found else {
            description
                .untried
                .push(format!("no type: {}", place(sources, &schema)));
            continue;
        };
        let all = generated.types();
        let adapter = all
            .adapter(id)
            .map_or("Plain".to_owned(), |adapter| adapter.to_string());
        let text = format!("{}, {adapter}", all.of(id));
        let next = types.len();
        let of = *types.entry(text.clone()).or_insert(next);
        if of == next {
            description.types.push(text);
        }
        let at = place(sources, &at);
        // Operations share examples as they share types.
        if !tried.insert((at.clone(), of)) {
            description.repeated += 1;
            continue;
        }
        description.cases.push(Case {
            at,
            value: value.clone(),
            of,
        });
    }
}

/// The schema that one is a member of, by allOf, anyOf or oneOf.
fn whole(part: &Location) -> Option<Location> {
    let list = part.pointer.parent()?;
    ["allOf", "anyOf", "oneOf"]
        .contains(&list.last()?.as_str())
        .then_some(())?;
    Some(Location {
        file: part.file,
        pointer: list.parent()?,
    })
}

/// The schema of the model that is written at a place, or at the one that it refers to.
fn find_type(sources: &Sources, by_place: &HashMap<&Location, SchemaId>, at: &Location) -> Option<SchemaId> {
    let mut at = at.clone();
    for _ in 0..32 {
        if let Some(id) = by_place.get(&at) {
            return Some(*id);
        }
        let reference = sources.value(&at)?.get("$ref")?.as_str()?;
        at = sources.resolve(&at, reference)?;
    }
    None
}

/// A place as text: the file's name before it where that is not the description itself.
fn place(sources: &Sources, at: &Location) -> String {
    let file = match at.file.0 {
        0 => "",
        _ => sources.file(at.file).map_or("", |file| file.name.as_str()),
    };
    format!("{file}#{}", at.pointer)
}
