//! Names that the user chose.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::is_identifier;
use crate::model::Api;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Sink, similar};
use crate::settings::Settings;

const HELP: &str = "name the place of an operation, a component, or an inline object, enumeration or union, as it is \
                    written in the description";

/// The `rename` table, which remembers what it was of use for.
#[derive(Debug)]
pub(super) struct Renames<'a> {
    names: BTreeMap<&'a str, &'a str>,
    used: BTreeSet<&'a str>,
}

impl<'a> Renames<'a> {
    /// Reads the table; a name that is no identifier is reported and left out.
    pub(super) fn new(settings: &'a Settings, sink: &mut Sink) -> Self {
        let mut names = BTreeMap::new();
        for (key, name) in &settings.rename {
            if is_identifier(name) {
                names.insert(pointer(key), name.as_str());
            } else {
                let message = format!("`rename` gives the name `{name}`, which is not a Rust identifier");
                let help = "names have letters, digits and `_`, and do not start with a digit: `MyPet`, `list_pets`";
                sink.push(Diagnostic::new(Code::Setting, place(pointer(key)), message).help(help));
            }
        }
        Self {
            names,
            used: BTreeSet::new(),
        }
    }

    /// The name chosen for what is written at a place.
    pub(super) fn find(&mut self, location: &Location) -> Option<&'a str> {
        if location.file != FileId(0) {
            return None;
        }
        let (key, name) = self.names.get_key_value(location.pointer.as_str())?;
        self.used.insert(key);
        Some(name)
    }

    /// Reports every name that was of no use.
    pub(super) fn finish(self, api: &Api, sink: &mut Sink) {
        for (key, name) in self.names.into_iter().filter(|(key, _)| !self.used.contains(key)) {
            let message = format!("`rename` gives the name `{name}` to `{key}`, where no type or operation is written");
            let schemas = api.schemas.iter().map(|(_, schema)| &schema.location);
            let places = schemas.chain(api.operations.iter().map(|operation| &operation.location));
            let help = match similar(key, places.map(|place| place.pointer.as_str())) {
                Some(place) => format!("did you mean `#{place}`?"),
                None => HELP.to_owned(),
            };
            sink.push(Diagnostic::new(Code::Setting, place(key), message).help(help));
        }
    }
}

fn pointer(key: &str) -> &str {
    key.strip_prefix('#').unwrap_or(key)
}

fn place(key: &str) -> Location {
    Location::root(Pointer::parse(key).unwrap_or_default())
}
