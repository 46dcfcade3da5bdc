//! The names of `names.lock` that are of use: those of places that the description still has.

use std::collections::BTreeMap;

use super::ident::{Kind, is_final};
use super::place::Places;
use super::reserved::hides_prelude;
use super::type_names::RESERVED_MODULES;
use crate::analyze::{Ident, TypeName};
use crate::lock::{FILE, Lock, Names, OperationNames};
use crate::model::{Api, OperationId, SchemaId};
use crate::pointer::Location;
use crate::report::{Code, Diagnostic, Sink};

/// The name of an operation that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analyze) struct OperationName {
    /// The module of the tag that the method stood under.
    pub(in crate::analyze) tag: Ident,
    /// The method.
    pub(in crate::analyze) method: Ident,
    /// The stem.
    pub(in crate::analyze) stem: Ident,
}

/// Names that are kept.
#[derive(Debug)]
pub(in crate::analyze) struct LockedNames<'a> {
    pub(in crate::analyze) places: Places,
    lock: &'a Lock,
    types: Vec<Option<TypeName>>,
    operations: Vec<Option<OperationName>>,
}

impl<'a> LockedNames<'a> {
    /// Reads the names of what the description has. One that is no name is reported.
    pub(in crate::analyze) fn new(api: &Api, lock: &'a Lock, sink: &mut Sink) -> Self {
        let places = Places::new(api);
        let types = api.schemas.iter().map(|(id, _)| {
            let place = places.schema(id);
            let text = lock.types.get(place)?;
            type_name(text).or_else(|| refuse(place, text, sink))
        });
        let types = types.collect();
        let operations = api.operations().map(|(id, _)| {
            let place = places.operation(id);
            let names = lock.operations.get(place)?;
            let stem = final_name(&names.stem, Kind::Type).or_else(|| refuse(place, &names.stem, sink))?;
            let (tag, method) = pair(&names.method, Kind::Value).or_else(|| refuse(place, &names.method, sink))?;
            Some(OperationName { tag, method, stem })
        });
        let operations = operations.collect();
        Self {
            places,
            lock,
            types,
            operations,
        }
    }

    /// Whether nothing was named before.
    pub(in crate::analyze) fn is_empty(&self) -> bool {
        self.lock.is_empty()
    }

    /// The item that served a schema.
    pub(in crate::analyze) fn item(&self, id: SchemaId) -> Option<&TypeName> {
        self.types.get(id.index())?.as_ref()
    }

    /// The names of an operation.
    pub(in crate::analyze) fn operation(&self, id: OperationId) -> Option<&OperationName> {
        self.operations.get(id.0)?.as_ref()
    }

    /// The module at a place.
    pub(in crate::analyze) fn module(&self, place: &str, sink: &mut Sink) -> Option<Ident> {
        let text = self.lock.modules.get(place)?;
        type_module(text).or_else(|| refuse(place, text, sink))
    }

    /// Module and type of a tag.
    pub(in crate::analyze) fn tag(&self, name: &str, sink: &mut Sink) -> Option<(Ident, Ident)> {
        let text = self.lock.tags.get(name)?;
        pair(text, Kind::Type).or_else(|| refuse(name, text, sink))
    }

    /// The variant of a server.
    pub(in crate::analyze) fn server(&self, url: &str, sink: &mut Sink) -> Option<Ident> {
        let text = self.lock.servers.get(url)?;
        final_name(text, Kind::Type).or_else(|| refuse(url, text, sink))
    }

    /// The method of a security scheme.
    pub(in crate::analyze) fn scheme(&self, name: &str, sink: &mut Sink) -> Option<Ident> {
        let text = self.lock.security.get(name)?;
        final_name(text, Kind::Value).or_else(|| refuse(name, text, sink))
    }

    /// The parameters of an operation.
    pub(in crate::analyze) fn parameters(&self, id: OperationId, sink: &mut Sink) -> BTreeMap<&'a str, Ident> {
        named(&self.lock.parameters, self.places.operation(id), Kind::Value, sink)
    }

    /// The fields of a type.
    pub(in crate::analyze) fn fields(&self, item: &TypeName, sink: &mut Sink) -> BTreeMap<&'a str, Ident> {
        named(&self.lock.fields, &path(item), Kind::Value, sink)
    }

    /// Reports that another type has the name of one. A merge of two locks can do that.
    pub(in crate::analyze) fn report_type(&self, id: SchemaId, name: &TypeName, sink: &mut Sink) {
        let place = self.places.schema(id);
        let end = format!("::{}", name.name.0);
        let mut others = self
            .lock
            .types
            .iter()
            .filter(|(other, text)| *other != place && text.ends_with(&end));
        clash(place, &type_text(name), others.next().map(|(other, _)| other), sink);
    }

    /// Reports that another operation has the method or stem of one.
    pub(in crate::analyze) fn report_operation(&self, id: OperationId, name: &Ident, sink: &mut Sink) {
        let place = self.places.operation(id);
        let end = format!("::{}", name.0);
        let has = |names: &OperationNames| names.stem == name.0 || names.method.ends_with(&end);
        let mut others = self
            .lock
            .operations
            .iter()
            .filter(|(other, names)| *other != place && has(names));
        clash(place, &name.0, others.next().map(|(other, _)| other), sink);
    }

    /// Reports that another tag has the module or type of one.
    pub(in crate::analyze) fn report_tag(&self, tag: &str, name: &Ident, sink: &mut Sink) {
        clash(tag, &name.0, None, sink);
    }

    /// The variants of an enumeration.
    pub(in crate::analyze) fn variants(&self, item: &TypeName, sink: &mut Sink) -> BTreeMap<&'a str, Ident> {
        named(&self.lock.variants, &path(item), Kind::Type, sink)
    }
}

/// How a type goes in the tables of fields and variants.
pub(in crate::analyze) fn path(item: &TypeName) -> String {
    format!("{}::{}", item.module.0, item.name.0)
}

/// How a type goes in the table of types.
pub(in crate::analyze) fn type_text(item: &TypeName) -> String {
    let export = if item.exported { "pub use " } else { "" };
    format!("{export}{}", path(item))
}

const HELP: &str = "correct the line, or delete it to have the name made anew";

fn clash(place: &str, name: &str, other: Option<&String>, sink: &mut Sink) {
    let other = other.map_or("something else".to_owned(), |other| format!("`{other}`"));
    let message = format!("`{FILE}` gives `{place}` the name `{name}`, but {other} has it too");
    sink.push(Diagnostic::new(Code::Setting, Location::NONE, message).help(HELP));
}

fn refuse<T>(of: &str, name: &str, sink: &mut Sink) -> Option<T> {
    let message = format!("`{FILE}` gives `{of}` the name `{name}`, which cannot be its name in Rust");
    sink.push(Diagnostic::new(Code::Setting, Location::NONE, message).help(HELP));
    None
}

fn named<'a>(names: &'a Names, of: &str, kind: Kind, sink: &mut Sink) -> BTreeMap<&'a str, Ident> {
    let each = names.get(of).into_iter().flatten();
    let idents = each.filter_map(|(key, name)| {
        let ident = final_name(name, kind).or_else(|| refuse(&format!("{of}: {key}"), name, sink))?;
        Some((key.as_str(), ident))
    });
    idents.collect()
}

fn type_name(text: &str) -> Option<TypeName> {
    let (path, exported) = match text.strip_prefix("pub use ") {
        Some(path) => (path, true),
        None => (text, false),
    };
    let (module, name) = path.split_once("::")?;
    Some(TypeName {
        module: type_module(module)?,
        name: final_name(name, Kind::Type).filter(|name| !hides_prelude(&name.0))?,
        exported,
    })
}

fn type_module(text: &str) -> Option<Ident> {
    final_name(text, Kind::Module).filter(|name| !RESERVED_MODULES.contains(&name.0.as_str()))
}

fn pair(text: &str, kind: Kind) -> Option<(Ident, Ident)> {
    let (module, name) = text.split_once("::")?;
    Some((final_name(module, Kind::Module)?, final_name(name, kind)?))
}

fn final_name(text: &str, kind: Kind) -> Option<Ident> {
    is_final(text, kind).then(|| Ident(text.to_owned()))
}
