//! How the user says that operations are paged.

use super::answer;
use super::page::{self, Items};
use crate::analyze::facts::{PageInput, PageStep, Pagination};
use crate::model::{Api, BodyKind, Operation, ParameterLocation, SchemaId, Shape};
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Sink, similar};
use crate::settings::{Paging, PagingChoice, PagingStyle, Settings};

/// What is chosen for an operation: by its own place, else by the nearest that it lies in.
pub(super) fn of<'a>(operation: &Operation, settings: &'a Settings) -> Option<&'a PagingChoice> {
    let lies_in = |key: &str| {
        let place = Pointer::parse(pointer(key)).unwrap_or_default();
        operation.location.file == FileId(0) && operation.location.pointer.strip_prefix(&place).is_some()
    };
    let chosen = settings.pagination.iter().filter(|(key, _)| lies_in(key));
    chosen.max_by_key(|(key, _)| key.len()).map(|(_, choice)| choice)
}

/// Reports places without an operation.
pub(super) fn check(api: &Api, settings: &Settings, sink: &mut Sink) {
    for (key, choice) in &settings.pagination {
        let place = Pointer::parse(pointer(key)).unwrap_or_default();
        let mut operations = api.operations.iter().map(|operation| &operation.location);
        let is_there = match choice {
            PagingChoice::By(_) => operations.any(|location| location.pointer == place),
            PagingChoice::Inferred(_) => operations.any(|location| location.pointer.strip_prefix(&place).is_some()),
        };
        if !is_there {
            let message = format!("`pagination` speaks of `{key}`, where no operation is written");
            let places = api
                .operations
                .iter()
                .map(|operation| operation.location.pointer.as_str());
            let help = match similar(pointer(key), places) {
                Some(meant) => format!("did you mean `#{meant}`?"),
                None => "name the place of an operation as it is written in the description: `#/paths/~1pets/get`"
                    .to_owned(),
            };
            sink.push(Diagnostic::new(Code::Setting, Location::root(place), message).help(help));
        }
    }
}

/// Makes facts of a choice.
///
/// # Errors
///
/// Why it does not fit the operation.
pub(super) fn read(api: &Api, operation: &Operation, by: &Paging) -> Result<Pagination, String> {
    let is_whole = |kind| matches!(kind, BodyKind::Json | BodyKind::Text | BodyKind::Form);
    let mut bodies = operation.request_body.iter().flat_map(|body| &body.content);
    if bodies.any(|media| !is_whole(media.kind)) {
        return Err("its request body may be a stream, which cannot be sent once a page".to_owned());
    }
    let page = answer(operation).ok_or("it has not just one success, or that is no JSON")?;
    let items = match &by.items {
        Some(items) => tokens(items)?,
        None => match page::items(api, operation, page) {
            Items::At(path, _) => path,
            Items::Several | Items::Nowhere => return Err("`items` must say where the answer has them".to_owned()),
        },
    };
    let is_array = page::at(api, page, &items).is_some_and(|id| is_array(api, id));
    if !is_array {
        return Err(format!(
            "the answer has no array at `{}`",
            by.items.as_deref().unwrap_or_default()
        ));
    }
    let path = |pointer: &Option<String>| pointer.as_deref().map(tokens).transpose();
    let next = || path(&by.next)?.ok_or_else(|| "`next` must say where a page speaks of the next".to_owned());
    let step = match by.style {
        PagingStyle::Page => PageStep::Page {
            input: input(api, operation, by)?,
            first: by.first.unwrap_or(1),
        },
        PagingStyle::Offset => PageStep::Offset {
            input: input(api, operation, by)?,
            first: u64::try_from(by.first.unwrap_or(0)).map_err(|_| "`first` must not be negative")?,
        },
        PagingStyle::Cursor => PageStep::Cursor {
            input: input(api, operation, by)?,
            next: next()?,
        },
        PagingStyle::Link => PageStep::Link { next: next()? },
        PagingStyle::LinkHeader => PageStep::LinkHeader,
    };
    Ok(Pagination {
        step,
        items,
        more: path(&by.more)?,
        total: path(&by.total)?,
        pages: path(&by.pages)?,
    })
}

fn input(api: &Api, operation: &Operation, by: &Paging) -> Result<PageInput, String> {
    match (&by.parameter, &by.body) {
        (Some(name), None) => parameter(operation, name).map(PageInput::Parameter),
        (None, Some(pointer)) => {
            let path = tokens(pointer)?;
            let has_it = super::json_body(operation).is_some_and(|body| page::at(api, body, &path).is_some());
            match has_it && !path.is_empty() {
                true => Ok(PageInput::Body(path)),
                false => Err(format!("its request has no JSON body with a property at `{pointer}`")),
            }
        }
        (None, None) => Err("`parameter` or `body` must say what asks for a page".to_owned()),
        (Some(_), Some(_)) => Err("only one of `parameter` and `body` can be what asks for a page".to_owned()),
    }
}

fn parameter(operation: &Operation, name: &str) -> Result<usize, String> {
    let mut parameters = operation.parameters.iter();
    let found = parameters.position(|one| one.name == name && one.place != ParameterLocation::Path);
    found.ok_or_else(|| {
        let known = operation.parameters.iter().map(|one| one.name.as_str());
        match similar(name, known) {
            Some(meant) => format!("it has no parameter `{name}`; did you mean `{meant}`?"),
            None => format!("it has no parameter `{name}`"),
        }
    })
}

fn is_array(api: &Api, id: SchemaId) -> bool {
    let schema = api.schemas.resolve(id).map(|id| &api.schemas.get(id).shape);
    matches!(schema, Some(Shape::Array(_)))
}

fn tokens(text: &str) -> Result<Vec<String>, String> {
    let pointer = Pointer::parse(text).ok_or_else(|| format!("`{text}` is not a JSON Pointer: `/data/items`"))?;
    Ok(pointer.tokens().collect())
}

fn pointer(key: &str) -> &str {
    key.strip_prefix('#').unwrap_or(key)
}
