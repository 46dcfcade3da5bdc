//! Documentation of the client crate's items.

use proc_macro2::TokenStream;

use super::answer::error_test;
use super::inputs::Input;
use super::{Client, example};
use crate::analyze::TagFacts;
use crate::emit::{doc, headers};
use crate::model::{Operation, Response, Status};
use crate::output::doc_lines;

/// The page of the crate.
pub(super) fn library(client: &Client<'_>) -> String {
    if let Some(kind) = client.context.sent() {
        let title = title(client);
        return format!("Sends the {kind} of {title}: each call names the URL of the one that receives it.");
    }
    let api = client.context.api;
    let version = code(api.version.trim());
    let mut sections = vec![format!("Client of {}, version {version}.", title(client))];
    sections.extend(api.description.as_deref().map(doc::clean));
    sections.push(example::library(client));
    join(&sections)
}

/// The title, as text of a sentence.
pub(super) fn title(client: &Client<'_>) -> String {
    let title = doc::clean(&doc::plain(&client.context.api.title));
    let title = title.trim_end_matches('.');
    match title {
        "" => format!("the API `{}`", client.context.name),
        title => title.to_owned(),
    }
}

/// The page of a tag's module, which is also that of its handle.
pub(super) fn module(client: &Client<'_>, tag: &TagFacts) -> String {
    let declared = client
        .context
        .api
        .tags
        .iter()
        .find(|declared| declared.name == tag.name);
    let description = declared.and_then(|declared| declared.description.as_deref());
    let description = description.filter(|text| text.trim() != tag.name);
    let first = match (tag.name.as_str(), client.context.sent()) {
        ("", Some(kind)) => format!("The {kind}."),
        ("", None) => "Operations without a tag.".to_owned(),
        (name, _) => format!("Operations tagged {}.", code(name)),
    };
    join(&[first, description.map(doc::clean).unwrap_or_default()])
}

/// The documentation of a method: summary, description, HTTP line, arguments and errors.
pub(super) fn method(client: &Client<'_>, operation: &Operation, arguments: &[&Input<'_>]) -> TokenStream {
    let summary = operation.summary.as_deref().map(sentence).unwrap_or_default();
    let description = operation.description.as_deref().map(doc::clean).unwrap_or_default();
    let description = if description == summary.trim_end_matches('.') {
        String::new()
    } else {
        description
    };
    let sections = [
        summary,
        description,
        line(operation),
        list_arguments(arguments),
        errors(client, operation),
    ];
    doc_lines(&join(&sections))
}

/// `GET /pets/{petId}`, as code; for what the API sends, what the description says instead of a path.
pub(super) fn line(operation: &Operation) -> String {
    let callback = operation.callback.as_ref();
    let path = callback.map_or(&operation.path.text, |callback| &callback.target);
    code(&format!("{} {path}", operation.method.as_str()))
}

/// The documentation of a setter.
pub(super) fn setter(input: &Input<'_>) -> TokenStream {
    let default = input
        .default
        .map(|default| format!("Where it is not set, the server takes {}.", code(&default.to_string())));
    let text = match input.description.map(doc::clean) {
        Some(text) if !text.is_empty() => text,
        _ => format!("Sets {}.", input.what),
    };
    doc_lines(&join(&[text, default.unwrap_or_default()]))
}

/// The documentation of a response's variant.
pub(super) fn variant(response: &Response) -> TokenStream {
    doc_lines(&format!("{}.", described(response).trim_end_matches('.')))
}

fn list_arguments(arguments: &[&Input<'_>]) -> String {
    let described = arguments.iter().filter_map(|input| {
        let text = sentence(input.description.filter(|text| !text.trim().is_empty())?);
        Some(format!("- {}: {text}", code(input.ident.trim_start_matches("r#"))))
    });
    let lines: Vec<String> = described.collect();
    lines.join("\n")
}

fn errors(client: &Client<'_>, operation: &Operation) -> String {
    let is_error = error_test(operation);
    let errors = { operation.responses.iter() }.filter(|response| is_error(response.status));
    let lines: Vec<String> = errors
        .map(|response| match headers::ty(&client.types, response) {
            Some(ty) => {
                let ty = ty.to_string().replace(' ', "");
                format!(
                    "- {}. Its header fields are {}.",
                    described(response).trim_end_matches('.'),
                    code(&ty)
                )
            }
            None => format!("- {}", described(response)),
        })
        .collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!("# Errors\n\n{}", lines.join("\n")),
    }
}

/// Status and description, in one line.
fn described(response: &Response) -> String {
    let status = match response.status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => format!("`{digit}XX`"),
        Status::Default => "any other status".to_owned(),
    };
    match response.description.as_deref().map(sentence) {
        Some(text) if !text.is_empty() => format!("{status}: {text}"),
        _ => status,
    }
}

/// One line of clean text that ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = doc::clean(&doc::plain(text));
    match text.chars().last() {
        Some('.' | '!' | '?' | ':' | '…') | None => text,
        Some(_) => text + ".",
    }
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "))
}

/// Paragraphs, without empty ones.
fn join(sections: &[String]) -> String {
    let sections: Vec<&str> = sections
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    sections.join("\n\n")
}
