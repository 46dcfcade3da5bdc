//! The first example, of the crate's page and of its README.

use serde_json::Value;

use super::{Client, inputs};
use crate::analyze::{OperationFacts, Scalar};
use crate::model::{Method, Operation, Parameter, SchemeKind, Shape};

/// For the crate's page: compiled by `cargo test --doc`, never run.
pub(super) fn library(client: &Client<'_>) -> String {
    let code = code(client).join("\n");
    format!(
        "# Example\n\n```no_run\n# async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n{code}\n# Ok(())\n# }}\n```"
    )
}

/// For the README.
pub(super) fn readme(client: &Client<'_>) -> String {
    format!("```rust\n{}\n```\n\n{HINTS}", code(client).join("\n"))
}

/// What the example does not show.
const HINTS: &str = "\
What a call needs is an argument, the rest are setters, and `.await` sends it. `Error::Api` holds what the API documents as
an error; the other variants tell what else went wrong.

Features: `reqwest` (on), the usual transport; `blocking`, calls without async code; `gzip`; `tracing` and `opentelemetry`.";

fn code(client: &Client<'_>) -> Vec<String> {
    let krate = format!("{}_client", client.context.name.replace('-', "_"));
    let server = client.context.servers().next();
    let imports = if server.is_some() { "{Client, Server}" } else { "Client" };
    let mut lines = vec![
        format!("use {krate}::{imports};"),
        String::new(),
        "let client = Client::builder()".to_owned(),
    ];
    lines.push(match server {
        Some((server, facts)) if server.variables.is_empty() => format!("    .server(Server::{})", facts.variant.0),
        _ => "    .base_url(\"https://api.example.com\")".to_owned(),
    });
    let call = call(client);
    lines.extend(call.as_ref().and_then(|(operation, _)| credential(client, operation)));
    lines.push("    .build()?;".to_owned());
    if let Some((_, call)) = call {
        lines.push(format!("let answer = client{call}.await?;"));
        lines.push("println!(\"{answer:?}\");".to_owned());
    }
    if !lines.iter().any(|line| line.contains("Server::")) {
        lines[0] = format!("use {krate}::Client;");
    }
    lines
}

/// The builder's call for the first scheme that the operation needs.
fn credential(client: &Client<'_>, operation: &Operation) -> Option<String> {
    let used = operation.security.iter().find_map(|requirement| requirement.first())?;
    let method = &client.context.facts.schemes.get(&used.scheme)?.method.0;
    match client.context.api.security_schemes.get(&used.scheme)?.kind {
        SchemeKind::MutualTls => None,
        SchemeKind::Basic => Some(format!("    .{method}(\"user\", \"password\")")),
        SchemeKind::ApiKey { .. }
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::OpenIdConnect { .. } => Some(format!("    .{method}(\"5f2c0de\")")),
    }
}

/// The first operation that can be called with literals, GET before others, and its call.
fn call<'a>(client: &Client<'a>) -> Option<(&'a Operation, String)> {
    let candidates = || {
        client
            .context
            .operations()
            .filter(|(_, operation)| !operation.deprecated)
    };
    let get = candidates().filter(|(_, operation)| operation.method == Method::Get);
    get.chain(candidates()).find_map(|(id, operation)| {
        let facts = client.context.facts.operations.get(id.0)?;
        let literals = literals(client, operation, facts)?;
        let inputs = inputs::of(client, id, operation, &quote::format_ident!("Body"));
        if inputs.setters.iter().any(|input| input.required) {
            return None;
        }
        let arguments: Option<Vec<String>> = inputs
            .arguments
            .iter()
            .map(|input| {
                literals
                    .iter()
                    .find(|(name, _)| *name == input.ident)
                    .map(|(_, literal)| literal.clone())
            })
            .collect();
        let tag = client.context.facts.tags.get(facts.tag)?;
        let handle = match tag.name.as_str() {
            "" => String::new(),
            _ => format!(".{}()", tag.module.0),
        };
        Some((
            operation,
            format!("{handle}.{}({})", facts.method.0, arguments?.join(", ")),
        ))
    })
}

/// A literal for each required parameter; `None` when one has a type that has none.
fn literals(client: &Client<'_>, operation: &Operation, facts: &OperationFacts) -> Option<Vec<(String, String)>> {
    let required = operation.parameters.iter().zip(&facts.parameters);
    required
        .filter(|(parameter, _)| parameter.required)
        .map(|(parameter, ident)| Some((ident.0.clone(), literal(client, parameter)?)))
        .collect()
}

fn literal(client: &Client<'_>, parameter: &Parameter) -> Option<String> {
    let schema = client.context.api.schemas.get(client.types.shape_of(parameter.schema));
    if client.types.is_string(parameter.schema) {
        let example = parameter
            .examples
            .iter()
            .chain(&schema.annotations.examples)
            .find_map(Value::as_str);
        let example = example.filter(|text| !text.is_empty() && !text.contains("{{"));
        return Some(format!("{:?}", example.unwrap_or("example")));
    }
    match &schema.shape {
        _ if client.types.is_replaced(client.types.shape_of(parameter.schema)) => None,
        Shape::Integer(_) | Shape::Number(_) => match client.types.scalar(parameter.schema)? {
            Scalar::Integer(_) => Some("1".to_owned()),
            Scalar::Float | Scalar::Double => Some("1.0".to_owned()),
            _ => None,
        },
        Shape::Boolean => Some("true".to_owned()),
        _ => None,
    }
}
