//! Which operations give a list page by page, and what asks for the next page. Inferred only where the description leaves
//! no doubt: a loop that is wrong is worse than none.

use super::facts::Pagination;
use crate::model::{Api, BodyKind, Operation, SchemaId};
use crate::report::{Code, Diagnostic, Sink};
use crate::settings::{PagingChoice, Settings};

mod chosen;
mod infer;
mod page;
mod words;

/// By operation, how it is paged. What looks like a list and is not is reported, with the reason.
pub(super) fn paginations(api: &Api, settings: &Settings, sink: &mut Sink) -> Vec<Option<Pagination>> {
    chosen::check(api, settings, sink);
    let each = api.operations.iter().map(|operation| {
        let found = match chosen::of(operation, settings) {
            Some(PagingChoice::Inferred(false)) => return None,
            Some(PagingChoice::By(by)) => match chosen::read(api, operation, by) {
                Ok(pagination) => return Some(pagination),
                Err(reason) => {
                    let message = format!("`pagination` for this operation: {reason}");
                    sink.push(Diagnostic::new(Code::Setting, operation.location.clone(), message));
                    return None;
                }
            },
            Some(PagingChoice::Inferred(true)) | None => infer::pagination(api, operation),
        };
        found.unwrap_or_else(|reason| {
            let message = format!("this operation looks like one that gives pages, but {reason}");
            let help = format!(
                "say how in codegen.toml, or that it does not: `[pagination]` `\"#{}\" = false`",
                operation.location.pointer
            );
            sink.push(Diagnostic::new(Code::Unpaged, operation.location.clone(), message).help(help));
            None
        })
    });
    each.collect()
}

/// The schema of a page: that of the only success, which is JSON.
fn answer(operation: &Operation) -> Option<SchemaId> {
    let mut successes = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    let success = successes.next().filter(|_| successes.next().is_none())?;
    let json = success.content.iter().find(|media| media.kind == BodyKind::Json)?;
    json.schema
}

/// The schema of a request body that is JSON and nothing else.
fn json_body(operation: &Operation) -> Option<SchemaId> {
    match operation.request_body.as_ref()?.content.as_slice() {
        [media] if media.kind == BodyKind::Json => media.schema,
        _ => None,
    }
}
