//! Names that the user chose.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Kind, finish, is_identifier, spell};
use crate::analyze::Ident;
use crate::model::Api;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Sink, similar};
use crate::settings::Settings;

const HELP: &str = "name the place of an operation, a component, an inline object, enumeration or union, a property, \
                    a parameter, or a value of an enumeration, as it is written in the description";

/// The `rename` table, which remembers what it was of use for.
#[derive(Debug)]
pub(in crate::analyze) struct Renames<'a> {
    names: BTreeMap<&'a str, &'a str>,
    used: BTreeSet<&'a str>,
}

impl<'a> Renames<'a> {
    /// Reads the table; a name that is no identifier is reported and left out.
    pub(in crate::analyze) fn new(settings: &'a Settings, sink: &mut Sink) -> Self {
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
    pub(in crate::analyze) fn find(&mut self, location: &Location) -> Option<&'a str> {
        if location.file != FileId(0) {
            return None;
        }
        let (key, name) = self.names.get_key_value(location.pointer.as_str())?;
        self.used.insert(key);
        Some(name)
    }

    /// The name chosen for the type at a place. Where a property is written too, it is the type's if it starts with a
    /// capital letter, else the field's.
    pub(in crate::analyze) fn find_type(&mut self, location: &Location, is_property: bool) -> Option<&'a str> {
        let is_field = |name: &str| is_property && name.starts_with(char::is_lowercase);
        self.peek(location).filter(|name| !is_field(name))?;
        self.find(location)
    }

    /// The name chosen for the field at a place, where perhaps a type is written too.
    pub(in crate::analyze) fn find_field(&mut self, location: &Location, is_type: bool) -> Option<Ident> {
        let is_for_type = |name: &str| is_type && !name.starts_with(char::is_lowercase);
        self.peek(location).filter(|name| !is_for_type(name))?;
        self.find_member(location, Kind::Value)
    }

    /// The name chosen for a parameter or variant at a place.
    pub(in crate::analyze) fn find_member(&mut self, location: &Location, kind: Kind) -> Option<Ident> {
        let name = self.find(location)?;
        Some(finish(spell(name, kind).unwrap_or_else(|| name.to_owned()), kind))
    }

    fn peek(&self, location: &Location) -> Option<&'a str> {
        let is_root = location.file == FileId(0);
        self.names.get(location.pointer.as_str()).copied().filter(|_| is_root)
    }

    /// Reports every name that was of no use.
    pub(in crate::analyze) fn finish(self, api: &Api, sink: &mut Sink) {
        for (key, name) in self.names.into_iter().filter(|(key, _)| !self.used.contains(key)) {
            let message =
                format!("`rename` gives the name `{name}` to `{key}`, where nothing that has a name is written");
            let schemas = api.schemas.iter().map(|(_, schema)| &schema.location);
            let operations = || api.operations.iter();
            let parameters = operations().flat_map(|operation| operation.parameters.iter().map(|of| &of.location));
            let places = schemas
                .chain(operations().map(|operation| &operation.location))
                .chain(parameters);
            let help = match similar(key, places.map(|place| place.pointer.as_str())) {
                Some(place) => format!("did you mean `#{place}`?"),
                None => HELP.to_owned(),
            };
            sink.push(Diagnostic::new(Code::Setting, place(key), message).help(help));
        }
    }
}

/// Reports that a name that was chosen could not be given.
pub(in crate::analyze) fn report_taken(location: &Location, what: &str, chosen: &Ident, sink: &mut Sink) {
    let message = format!(
        "`rename` gives this {what} the name `{}`, which is taken or means something else",
        chosen.0
    );
    sink.push(Diagnostic::new(Code::Setting, location.clone(), message).help("choose another name"));
}

fn pointer(key: &str) -> &str {
    key.strip_prefix('#').unwrap_or(key)
}

fn place(key: &str) -> Location {
    Location::root(Pointer::parse(key).unwrap_or_default())
}
