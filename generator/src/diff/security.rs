//! Security schemes and requirements (OAS 3.1.1 §4.8.27 to §4.8.30).

use indexmap::IndexMap;

use super::Direction;
use super::collect::Note;
use super::compare::Comparison;
use crate::model::{Flow, Operation, SchemeKind, SecurityRequirement, SecurityScheme};
use crate::pointer::{Location, Pointer};

/// The rules of requirements: of the document, or of an operation.
struct Rules {
    added: &'static str,
    required: &'static str,
    removed: &'static str,
    refused: &'static str,
    scope_added: &'static str,
    scope_removed: &'static str,
}

const GLOBAL: Rules = Rules {
    added: "api-global-security-added",
    required: "api-global-security-became-required",
    removed: "api-global-security-removed",
    refused: "api-global-security-no-longer-accepted",
    scope_added: "api-global-security-scope-added",
    scope_removed: "api-global-security-scope-removed",
};

const OWN: Rules = Rules {
    added: "api-security-added",
    required: "api-security-became-required",
    removed: "api-security-removed",
    refused: "api-security-no-longer-accepted",
    scope_added: "api-security-scope-added",
    scope_removed: "api-security-scope-removed",
};

impl<'a> Comparison<'a> {
    /// The document's requirements, with the operations that have none of their own.
    pub(super) fn global_security(&mut self) {
        let (old, new) = (&self.base.api.security, &self.revision.api.security);
        let root = Location::root(Pointer::root().child("security"));
        for note in notes(&GLOBAL, "security", (old, &root), (new, &root)) {
            self.collector.document(note);
        }
    }

    /// The requirements of an operation, unless those of the document are in force on both sides.
    pub(super) fn requirements(&mut self, call: usize, old: &Operation, new: &Operation) {
        if same(&old.security, &self.base.api.security) && same(&new.security, &self.revision.api.security) {
            return;
        }
        let at = |operation: &Operation| operation.location.child("security");
        let subject = format!("{} {}", new.method.as_str(), new.path.text);
        for note in notes(&OWN, &subject, (&old.security, &at(old)), (&new.security, &at(new))) {
            self.collector.note(call, Direction::Request, note);
        }
    }

    pub(super) fn security_schemes(&mut self) {
        let (old, new) = (&self.base.api.security_schemes, &self.revision.api.security_schemes);
        for (name, after) in new {
            match old.get(name) {
                Some(before) => self.security_scheme(name, before, after),
                None => {
                    let note = Note::new("api-security-component-added", name).new_at(&after.location);
                    self.collector.document(note.values("", name));
                }
            }
        }
        for (name, before) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
            let note = Note::new("api-security-component-removed", name).gone(&before.location);
            self.collector.document(note.values(name, ""));
        }
    }

    fn security_scheme(&mut self, name: &str, old: &SecurityScheme, new: &SecurityScheme) {
        let mut note = |rule: &str, key: &str, was: String, is: String| {
            let at = |scheme: &SecurityScheme| scheme.location.child(key);
            self.collector
                .document(Note::new(rule, name).at(&at(old), &at(new)).values(was, is));
        };
        match (&old.kind, &new.kind) {
            (SchemeKind::OAuth2 { flows: before }, SchemeKind::OAuth2 { flows: after }) => {
                flows(before, after, &mut note);
            }
            (before, after) if before == after => {}
            (before, after) if kind(before) == kind(after) => {
                let rule = match after {
                    SchemeKind::Bearer { .. } | SchemeKind::OpenIdConnect { .. } => {
                        "api-security-component-hint-changed"
                    }
                    _ => "api-security-component-changed",
                };
                note(rule, "type", detail(before), detail(after));
            }
            (before, after) => {
                note(
                    "api-security-component-type-changed",
                    "type",
                    kind(before).to_owned(),
                    kind(after).to_owned(),
                );
            }
        }
    }
}

fn flows(
    old: &IndexMap<String, Flow>,
    new: &IndexMap<String, Flow>,
    note: &mut impl FnMut(&str, &str, String, String),
) {
    for (name, after) in new {
        let Some(before) = old.get(name) else {
            note(
                "api-security-component-oauth-flow-added",
                "flows",
                String::new(),
                name.clone(),
            );
            continue;
        };
        let text = |url: &Option<String>| url.clone().unwrap_or_default();
        for (rule, was, is) in [
            (
                "api-security-component-oauth-url-changed",
                &before.authorization_url,
                &after.authorization_url,
            ),
            (
                "api-security-component-oauth-token-url-changed",
                &before.token_url,
                &after.token_url,
            ),
            (
                "api-security-component-oauth-token-url-changed",
                &before.refresh_url,
                &after.refresh_url,
            ),
        ] {
            if was != is {
                note(rule, "flows", text(was), text(is));
            }
        }
        for (scope, is) in &after.scopes {
            match before.scopes.get(scope) {
                None => note(
                    "api-security-component-oauth-scope-added",
                    "flows",
                    String::new(),
                    scope.clone(),
                ),
                Some(was) if was != is => {
                    let (was, is) = (format!("{scope}: {was}"), format!("{scope}: {is}"));
                    note("api-security-component-oauth-scope-changed", "flows", was, is);
                }
                Some(_) => {}
            }
        }
        for scope in before.scopes.keys().filter(|scope| !after.scopes.contains_key(*scope)) {
            note(
                "api-security-component-oauth-scope-removed",
                "flows",
                scope.clone(),
                String::new(),
            );
        }
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        note(
            "api-security-component-oauth-flow-removed",
            "flows",
            name.clone(),
            String::new(),
        );
    }
}

/// What changed between two lists of requirements.
fn notes(
    rules: &Rules,
    subject: &str,
    (old, old_at): (&[SecurityRequirement], &Location),
    (new, new_at): (&[SecurityRequirement], &Location),
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |rule: &str, was: String, is: String| {
        notes.push(Note::new(rule, subject).at(old_at, new_at).values(was, is));
    };
    let names = |requirement: &SecurityRequirement| {
        let mut names: Vec<_> = requirement.iter().map(|scheme| scheme.scheme.clone()).collect();
        names.sort();
        names
    };
    let shown = |requirement: &SecurityRequirement| match requirement.as_slice() {
        [] => "anonymous".to_owned(),
        _ => names(requirement).join(" and "),
    };
    let open = |list: &[SecurityRequirement]| list.is_empty() || list.iter().any(Vec::is_empty);
    let closed = open(old) && !open(new);
    for after in new {
        match old.iter().find(|before| names(before) == names(after)) {
            None => note(
                if closed { rules.required } else { rules.added },
                String::new(),
                shown(after),
            ),
            Some(before) => {
                for scheme in after {
                    let was = before.iter().find(|was| was.scheme == scheme.scheme);
                    let was = was.map(|was| was.scopes.as_slice()).unwrap_or_default();
                    for scope in scheme.scopes.iter().filter(|scope| !was.contains(scope)) {
                        note(rules.scope_added, String::new(), format!("{}: {scope}", scheme.scheme));
                    }
                    for scope in was.iter().filter(|scope| !scheme.scopes.contains(scope)) {
                        note(
                            rules.scope_removed,
                            format!("{}: {scope}", scheme.scheme),
                            String::new(),
                        );
                    }
                }
            }
        }
    }
    for before in old
        .iter()
        .filter(|before| !new.iter().any(|after| names(before) == names(after)))
    {
        // Who meets it may meet another one still.
        let met = |after: &SecurityRequirement| names(after).iter().all(|name| names(before).contains(name));
        let refused = !open(new) && !new.iter().any(met);
        note(
            if refused { rules.refused } else { rules.removed },
            shown(before),
            String::new(),
        );
    }
    notes
}

/// Whether two lists ask for the same, in whatever order.
fn same(one: &[SecurityRequirement], other: &[SecurityRequirement]) -> bool {
    one.len() == other.len() && one.iter().all(|requirement| other.contains(requirement))
}

/// The type of a scheme.
fn kind(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::ApiKey { .. } => "apiKey",
        SchemeKind::Basic => "http basic",
        SchemeKind::Bearer { .. } => "http bearer",
        SchemeKind::Http { .. } => "http",
        SchemeKind::OAuth2 { .. } => "oauth2",
        SchemeKind::OpenIdConnect { .. } => "openIdConnect",
        SchemeKind::MutualTls => "mutualTLS",
    }
}

/// What schemes of one type differ in.
fn detail(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { place, name } => format!("{name} in {}", format!("{place:?}").to_lowercase()),
        SchemeKind::Bearer { format } => format.clone().unwrap_or_default(),
        SchemeKind::Http { scheme } => scheme.clone(),
        SchemeKind::OpenIdConnect { url } => url.clone(),
        SchemeKind::Basic | SchemeKind::OAuth2 { .. } | SchemeKind::MutualTls => String::new(),
    }
}
