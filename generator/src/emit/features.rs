//! The features of the runtimes that a description needs.

use std::collections::BTreeSet;

use super::validate::compiles;
use super::{Context, client};
use crate::analyze::Scalar;
use crate::model::{Additional, BodyKind, Schema, Shape};
use crate::settings::{Dates, Maps, Sets};

/// Those of the runtime of types, by all schemas: the server checks parameters by them too.
pub(super) fn types(context: Context<'_>) -> Vec<&'static str> {
    let settings = context.settings;
    let facts = |has: fn(Scalar) -> bool| {
        context
            .facts
            .schemas
            .iter()
            .any(|facts| facts.replacement.is_none() && facts.scalar.is_some_and(has))
    };
    let schemas = || context.api.schemas.iter();
    let dated = facts(|scalar| {
        matches!(
            scalar,
            Scalar::Date | Scalar::DateTime | Scalar::UnixTime | Scalar::Duration
        )
    });
    let has_sets = { schemas() }.any(|(id, _)| {
        let facts = context.facts.schema(id);
        facts.replacement.is_none() && facts.set
    });
    let has_patterns = { schemas() }.any(|(id, schema)| {
        // Rules may speak of patterns.
        !schema.rules.is_empty() || context.facts.schema(id).replacement.is_none() && has_pattern(schema)
    });
    let indexed = settings.maps == Maps::Index && schemas().any(|(_, schema)| is_open(schema))
        || settings.sets == Sets::Index && has_sets;
    let needed = [
        (
            "base64",
            facts(|scalar| matches!(scalar, Scalar::Base64 | Scalar::Base64Url)),
        ),
        ("chrono", dated && settings.dates == Dates::Chrono),
        (
            "decimal",
            facts(|scalar| matches!(scalar, Scalar::DecimalText | Scalar::DecimalNumber)),
        ),
        ("files", facts(|scalar| scalar == Scalar::File)),
        ("indexmap", indexed),
        ("jiff", dated && settings.dates == Dates::Jiff),
        ("patterns", has_patterns),
        ("time", dated && settings.dates == Dates::Time),
        ("uuid", facts(|scalar| scalar == Scalar::Uuid)),
        ("xml", has_body(context, BodyKind::Xml)),
    ];
    let mut named = replacements(context);
    for (name, _) in own(context) {
        named.remove(&name.replace('-', "_"));
    }
    let is_named = |feature: &str| match feature {
        "decimal" => named.contains("rust_decimal"),
        feature => named.contains(feature),
    };
    let needed = { needed.into_iter() }.filter(|(feature, needed)| *needed || is_named(feature));
    needed.map(|(feature, _)| feature).collect()
}

/// Those of the runtime of clients.
pub(super) fn client(context: Context<'_>) -> Vec<&'static str> {
    let grants = client::has_grants(context);
    grants.then_some("oauth").into_iter().collect()
}

/// Those of the runtime of servers.
pub(super) fn server(context: Context<'_>) -> Vec<&'static str> {
    let mut requests = { context.operations() }.filter_map(|(_, operation)| operation.request_body.as_ref());
    let takes = requests.any(|body| body.content.iter().any(|media| media.kind == BodyKind::Multipart));
    takes.then_some("multipart").into_iter().collect()
}

/// The libraries that the types chosen by the user are in.
fn replacements(context: Context<'_>) -> BTreeSet<String> {
    let paths = { context.facts.schemas.iter() }.filter_map(|facts| facts.replacement.as_deref());
    // A path may have others in it: `Vec<chrono::NaiveDate>`.
    let paths = paths.flat_map(|path| path.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))));
    paths
        .filter_map(|path| Some(path.split_once("::")?.0.to_owned()))
        .collect()
}

/// The dependencies that the user gave for types of theirs, as far as some schema has one.
pub(super) fn own(context: Context<'_>) -> Vec<(&str, &toml::Value)> {
    let named = replacements(context);
    let dependencies = context.settings.dependencies.iter();
    let dependencies = dependencies.filter(|(name, _)| named.contains(&name.replace('-', "_")));
    dependencies
        .map(|(name, requirement)| (name.as_str(), requirement))
        .collect()
}

/// Whether some request or response has a body of a kind.
fn has_body(context: Context<'_>, kind: BodyKind) -> bool {
    let operations = context.api.operations.iter();
    let mut bodies = operations.flat_map(|operation| {
        let requests = operation.request_body.iter().flat_map(|body| &body.content);
        requests.chain(operation.responses.iter().flat_map(|response| &response.content))
    });
    bodies.any(|media| media.kind == kind)
}

fn is_open(schema: &Schema) -> bool {
    match &schema.shape {
        Shape::Object(object) => matches!(object.additional, Additional::Schema(_)) || !object.patterns.is_empty(),
        _ => false,
    }
}

fn has_pattern(schema: &Schema) -> bool {
    let own = schema.constraints.pattern.as_deref().is_some_and(compiles);
    own || match &schema.shape {
        Shape::Object(object) => object.patterns.iter().any(|(pattern, _)| compiles(pattern)),
        _ => false,
    }
}
