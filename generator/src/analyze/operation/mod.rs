//! What operations, their arguments and their responses are called.

pub(in crate::analyze) mod callback_path;
pub(in crate::analyze) mod operation_id_prefix;
pub(in crate::analyze) mod outbound;
pub(in crate::analyze) mod security;
pub(in crate::analyze) mod server;
pub(in crate::analyze) mod tag;

use std::collections::{BTreeMap, HashMap};

use self::operation_id_prefix::Prefixes;
use self::tag::Tags;
use super::names::ident::{Kind, spell};
use super::names::locked::LockedNames;
use super::names::place;
use super::names::rename::{self, Renames};
use super::names::{Claim, Scope};
use super::{Ident, OperationFacts};
use crate::model::{Api, Operation, Parameter, ParameterLocation, PathSegment, Status};
use crate::pointer::{Location, Pointer};
use crate::report::{Code, Diagnostic, Sink};

/// Arguments and setters that every request builder has.
const RESERVED_ARGUMENTS: &[&str] = &[
    "send",
    "self_",
    "client",
    "header",
    "timeout",
    "principal",
    "new",
    "clone",
    "into_future",
];

/// Names every operation; `tags` has the group and the scope of each.
pub(super) fn operations(
    api: &Api,
    tags: &mut Tags,
    kept: &LockedNames<'_>,
    renames: &mut Renames<'_>,
    sink: &mut Sink,
) -> Vec<OperationFacts> {
    let prefixes = Prefixes::new(api);
    let mut stems = Scope::default();
    let chosen: Vec<_> = api
        .operations
        .iter()
        .map(|operation| renames.find(&operation.location))
        .collect();
    let keeps = keep(api, tags, &mut stems, &chosen, kept, sink);
    let mut first: HashMap<&str, &Operation> = HashMap::new();
    let mut facts = Vec::with_capacity(api.operations.len());
    let (names, paths) = (outbound::names(api), callback_path::paths(api));
    let made = names.iter().zip(paths);
    for ((((id, operation), chosen), keeps), (own, path)) in api.operations().zip(chosen).zip(keeps).zip(made) {
        let route = route_name(operation);
        let given = own.as_deref().filter(|name| spell(name, Kind::Value).is_some());
        let duplicate = given.and_then(|given| first.insert(given, operation).map(|first| (given, first)));
        let name = match (chosen, given) {
            (Some(chosen), _) => chosen,
            (None, Some(given)) if duplicate.is_none() => prefixes.strip(given),
            (None, Some(_) | None) => &route,
        };
        let tag = tags.of(operation);
        tags.file(tag, id);
        let method = match keeps.method {
            Some(method) => Claim::kept(method),
            None => tags.claim_method(tag, &method_names(tags.name(tag), name, operation)),
        };
        let stem = match keeps.stem {
            Some(stem) => Claim::kept(stem),
            None => {
                let route = format!("{}{}", pascal(operation.method.as_str()), pascal(name));
                stems.claim(&[pascal(name), route], Kind::Type)
            }
        };
        report(operation, given, duplicate, &method.ident, sink);
        if method.numbered || stem.numbered {
            let message = format!(
                "another operation has the name `{name}`; this one is called `{}`",
                method.ident.0
            );
            let help = format!(
                "name it in codegen.toml: `rename = {{ \"#{}\" = \"…\" }}`",
                operation.location.pointer
            );
            sink.push(Diagnostic::new(Code::NameCollision, operation.location.clone(), message).help(help));
        }
        let chosen = chosen_parameters(operation, renames);
        let (parameters, body) = arguments(operation, &kept.parameters(id, sink), &chosen);
        for (parameter, (chosen, given)) in operation.parameters.iter().zip(chosen.iter().zip(&parameters)) {
            if let Some(chosen) = chosen.as_ref().filter(|chosen| *chosen != given) {
                rename::report_taken(&parameter.location, "parameter", chosen, sink);
            }
        }
        facts.push(OperationFacts {
            tag,
            path,
            module: tags.claim_module(tag, &method.ident),
            method: method.ident,
            stem: stem.ident,
            parameters,
            body,
            responses: responses(operation),
            pagination: None,
        });
    }
    facts
}

fn report(
    operation: &Operation,
    given: Option<&str>,
    duplicate: Option<(&str, &Operation)>,
    called: &Ident,
    sink: &mut Sink,
) {
    let place = operation.location.clone();
    let called = &called.0;
    if given.is_none() {
        let message = format!("this operation has no `operationId`; it is called `{called}`");
        sink.push(Diagnostic::new(Code::MissingOperationId, place, message).help("add an `operationId`"));
    } else if let Some((name, first)) = duplicate {
        let message = format!("another operation has the `operationId` `{name}`; this one is called `{called}`");
        let diagnostic = Diagnostic::new(Code::DuplicateOperationId, place, message)
            .related(first.location.clone(), "first used here")
            .help("give every operation an `operationId` of its own");
        sink.push(diagnostic);
    }
}

/// `get_pets_by_pet_id` for `GET /pets/{petId}`.
fn route_name(operation: &Operation) -> String {
    let mut words = vec![operation.method.as_str().to_ascii_lowercase()];
    for part in operation.path.segments.iter().flatten() {
        match part {
            PathSegment::Literal(text) => words.extend(spell(text, Kind::Value)),
            PathSegment::Parameter(name) => words.push(format!("by_{}", spell(name, Kind::Value).unwrap_or_default())),
        }
    }
    if words.len() == 1 {
        words.push("root".to_owned());
    }
    words.join("_")
}

/// The names a method may have: without the tag before a delimiter, whole, and with the HTTP method.
fn method_names(tag: &str, name: &str, operation: &Operation) -> Vec<String> {
    let whole = snake(name);
    let tag = spell(tag, Kind::Value);
    let short = name
        .char_indices()
        .filter(|(_, c)| matches!(c, '/' | '_' | '.' | '-' | ':'))
        .find_map(|(at, c)| {
            let (before, after) = (name.get(..at)?, name.get(at + c.len_utf8()..)?);
            (tag.is_some() && spell(before, Kind::Value) == tag).then(|| spell(after, Kind::Value))?
        });
    let route = format!("{}_{whole}", snake(operation.method.as_str()));
    short.into_iter().chain([whole, route]).collect()
}

/// What is kept of an operation's names.
#[derive(Debug, Default)]
struct Keeps {
    method: Option<Ident>,
    stem: Option<Ident>,
}

/// Takes the names that operations had before any other is given. A method is only kept under its tag.
fn keep(
    api: &Api,
    tags: &mut Tags,
    stems: &mut Scope,
    chosen: &[Option<&str>],
    kept: &LockedNames<'_>,
    sink: &mut Sink,
) -> Vec<Keeps> {
    let each = api.operations().zip(chosen).map(|((id, operation), chosen)| {
        let Some(name) = kept.operation(id).filter(|_| chosen.is_none()) else {
            return Keeps::default();
        };
        let tag = tags.of(operation);
        let mut keeps = Keeps::default();
        if stems.take(&name.stem) {
            keeps.stem = Some(name.stem.clone());
        } else {
            kept.report_operation(id, &name.stem, sink);
        }
        if tags.module(tag) == name.tag {
            if tags.take_method(tag, &name.method) {
                keeps.method = Some(name.method.clone());
            } else {
                kept.report_operation(id, &name.method, sink);
            }
        }
        keeps
    });
    each.collect()
}

/// The names that the user chose for parameters: by where they are written, or by location and name.
fn chosen_parameters(operation: &Operation, renames: &mut Renames<'_>) -> Vec<Option<Ident>> {
    let each = operation.parameters.iter().map(|parameter| {
        let name = Pointer::root().child(&parameter.name);
        let name = place::parameter(parameter.place, name.as_str().trim_start_matches('/'));
        let by_name = Location {
            file: operation.location.file,
            pointer: operation.location.pointer.join(&format!("/parameters/{name}")),
        };
        let written = renames.find_member(&parameter.location, Kind::Value);
        renames.find_member(&by_name, Kind::Value).or(written)
    });
    each.collect()
}

/// The Rust names of the parameters and of the body.
fn arguments(operation: &Operation, kept: &BTreeMap<&str, Ident>, chosen: &[Option<Ident>]) -> (Vec<Ident>, Ident) {
    let mut scope = Scope::reserving(RESERVED_ARGUMENTS);
    let of = |(parameter, chosen): (&Parameter, &Option<Ident>)| {
        let kept = kept.get(place::parameter(parameter.place, &parameter.name).as_str());
        chosen.as_ref().or(kept).cloned()
    };
    let mut names = scope.keep(operation.parameters.iter().zip(chosen).map(of));
    for (parameter, slot) in operation.parameters.iter().zip(&mut names) {
        if slot.is_none() {
            *slot = Some(scope.claim(&argument_names(parameter), Kind::Value).ident);
        }
    }
    let body = scope.claim(&["body".to_owned(), "request_body".to_owned()], Kind::Value);
    (names.into_iter().flatten().collect(), body.ident)
}

/// The names that a parameter may have.
pub(super) fn argument_names(parameter: &Parameter) -> [String; 2] {
    let name = snake(&parameter.name);
    let qualified = format!("{name}_{}", location(parameter.place));
    [name, qualified]
}

fn location(place: ParameterLocation) -> &'static str {
    match place {
        ParameterLocation::Path => "path",
        ParameterLocation::Query | ParameterLocation::QueryString => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

fn responses(operation: &Operation) -> Vec<Ident> {
    let mut scope = Scope::default();
    let claims = operation
        .responses
        .iter()
        .map(|response| scope.claim(&[reason(response.status)], Kind::Type));
    claims.map(|claim| claim.ident).collect()
}

fn snake(text: &str) -> String {
    spell(text, Kind::Value).unwrap_or_else(|| "value".to_owned())
}

fn pascal(text: &str) -> String {
    crate::analyze::names::origin::pascal(text)
}

/// A status in words, in Pascal case: the reason phrase of the IANA registry.
pub(super) fn reason(status: Status) -> String {
    let word = match status {
        Status::Default => "Default",
        Status::Range(1) => "Informational",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirect",
        Status::Range(4) => "ClientError",
        Status::Range(5) => "ServerError",
        Status::Range(digit) => return format!("Status{digit}XX"),
        Status::Code(code) => match REASONS.iter().find(|(known, _)| *known == code) {
            Some((_, word)) => word,
            None => return format!("Status{code}"),
        },
    };
    word.to_owned()
}

#[rustfmt::skip]
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"), (101, "SwitchingProtocols"), (102, "Processing"), (103, "EarlyHints"),
    (200, "Ok"), (201, "Created"), (202, "Accepted"), (203, "NonAuthoritativeInformation"), (204, "NoContent"),
    (205, "ResetContent"), (206, "PartialContent"), (207, "MultiStatus"), (208, "AlreadyReported"), (226, "ImUsed"),
    (300, "MultipleChoices"), (301, "MovedPermanently"), (302, "Found"), (303, "SeeOther"), (304, "NotModified"),
    (305, "UseProxy"), (307, "TemporaryRedirect"), (308, "PermanentRedirect"),
    (400, "BadRequest"), (401, "Unauthorized"), (402, "PaymentRequired"), (403, "Forbidden"), (404, "NotFound"),
    (405, "MethodNotAllowed"), (406, "NotAcceptable"), (407, "ProxyAuthenticationRequired"), (408, "RequestTimeout"),
    (409, "Conflict"), (410, "Gone"), (411, "LengthRequired"), (412, "PreconditionFailed"), (413, "ContentTooLarge"),
    (414, "UriTooLong"), (415, "UnsupportedMediaType"), (416, "RangeNotSatisfiable"), (417, "ExpectationFailed"),
    (418, "ImATeapot"), (421, "MisdirectedRequest"), (422, "UnprocessableContent"), (423, "Locked"),
    (424, "FailedDependency"), (425, "TooEarly"), (426, "UpgradeRequired"), (428, "PreconditionRequired"),
    (429, "TooManyRequests"), (431, "RequestHeaderFieldsTooLarge"), (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"), (501, "NotImplemented"), (502, "BadGateway"), (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"), (505, "HttpVersionNotSupported"), (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"), (508, "LoopDetected"), (510, "NotExtended"),
    (511, "NetworkAuthenticationRequired"),
];
