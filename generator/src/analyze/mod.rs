//! Facts about the model: what is shared, what things are called in Rust, what needs a box, what can be derived.
//!
//! The model does not change here; facts are side tables over its ids.

mod dedup;
mod facts;
mod names;
mod operation;
mod pagination;
mod types;
mod union;
pub(crate) mod walk;

use crate::model::{Api, Shape};
use crate::report::Sink;
use crate::settings::Settings;

#[cfg(test)]
mod tests;

pub(crate) use self::names::record::record;

pub use self::types::scalar::{Scalar, Width};
pub use facts::{
    Derives, EnumFacts, Facts, FieldFacts, Ident, OperationFacts, OutboundFacts, PageInput, PageStep, Pagination,
    SchemaFacts, SchemeFacts, ServerFacts, TagFacts, TagWriting, TypeName, UnionFacts, VariantTest,
};

/// Works out the facts. Total: doubtful names and unions are reported, and the rest goes on.
pub(crate) fn analyze(api: &Api, settings: &Settings, sink: &mut Sink) -> Facts {
    let mut renames = names::rename::Renames::new(settings, sink);
    let kept = names::locked::LockedNames::new(api, &settings.lock, sink);
    let mut tags = operation::tag::Tags::new(api, &kept, sink);
    let mut facts = Facts {
        operations: operation::operations(api, &mut tags, &kept, &mut renames, sink),
        schemes: operation::security::schemes(api, &kept, sink),
        servers: operation::server::servers(api, &kept, sink),
        labels: union::label::labels(api),
        ..Facts::default()
    };
    (facts.tags, facts.outbound) = tags.into_facts();
    let (scalars, replacements) = types(api, settings, sink);
    let sharing = dedup::share(api, &facts, &kept, &replacements);
    let names = names::type_names::name_items(api, &facts, &sharing, &kept, &mut renames, sink);
    facts.modules = names.modules;
    let paginations = pagination::paginations(api, settings, sink);
    for (facts, pagination) in facts.operations.iter_mut().zip(paginations) {
        facts.pagination = pagination;
    }
    let mut namer = names::member::Members::new(api, &kept, &mut renames);
    facts.schemas = schemas(&mut namer, &sharing, names.items, (&scalars, &facts.labels), sink);
    renames.finish(api, sink);
    for (facts, replacement) in facts.schemas.iter_mut().zip(replacements) {
        facts.replacement = replacement;
    }
    types::layout::shapes(api, &mut facts);
    types::set::mark(api, settings, &mut facts);
    types::cycle::mark(api, &mut facts);
    types::direction::mark(api, &mut facts);
    types::presence::mark(api, settings, &mut facts);
    union::tagging::mark(api, &mut facts);
    types::layout::sizes(api, &mut facts);
    union::unknown::mark(api, &mut facts);
    types::derives::mark(api, settings, &mut facts);
    facts
}

/// By schema index, the Rust types of texts and numbers, and the types that the user chose for others.
fn types(api: &Api, settings: &Settings, sink: &mut Sink) -> (Vec<Option<Scalar>>, Vec<Option<String>>) {
    let mut replacements = types::replacement::replacements(api, settings, sink);
    let each = api.schemas.iter().zip(&mut replacements);
    let scalars = each.map(|((_, schema), replacement)| {
        let plain = replacement
            .as_deref()
            .and_then(|path| types::scalar::named(schema, path));
        if plain.is_some() {
            *replacement = None;
        }
        plain.or_else(|| types::scalar::of(schema, settings))
    });
    let scalars = scalars.collect();
    (scalars, replacements)
}

/// The facts that each schema has by itself. Findings are only told of schemas that become items, once each.
fn schemas(
    members: &mut names::member::Members<'_, '_>,
    sharing: &dedup::Sharing,
    names: Vec<Option<TypeName>>,
    (scalars, labels): (&[Option<Scalar>], &[Vec<union::label::Label>]),
    sink: &mut Sink,
) -> Vec<SchemaFacts> {
    let api = members.api;
    let each = api.schemas.iter().zip(names).map(|((id, schema), item)| {
        let mut unheard = Sink::new();
        let sink = if item.is_some() { &mut *sink } else { &mut unheard };
        let mut facts = SchemaFacts {
            canonical: sharing.canonical.get(id.index()).copied().unwrap_or(id),
            item,
            fields: Vec::new(),
            additional_field: None,
            tag: None,
            enumeration: None,
            union: None,
            scalar: scalars.get(id.index()).copied().flatten(),
            replacement: None,
            shape: id,
            nullable: false,
            size: 0,
            set: false,
            derives: Derives::default(),
            in_request: false,
            in_response: false,
        };
        match &schema.shape {
            Shape::Object(object) => {
                let item = facts.item.as_ref();
                (facts.fields, facts.additional_field) = members.fields(schema, object, item, sink);
            }
            // Other enumerations are aliases of what their values have in common.
            Shape::Enumeration(enumeration) if enumeration.is_named() => {
                let item = facts.item.as_ref();
                facts.enumeration = Some(members.variants(schema, enumeration, item, sink));
            }
            Shape::Union(union) => {
                let labels = labels.get(id.index()).map_or(&[][..], Vec::as_slice);
                facts.union = Some(union::facts(api, scalars, (id, union), labels, sink));
            }
            Shape::Enumeration(_)
            | Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Reference(_) => {}
        }
        facts
    });
    each.collect()
}
