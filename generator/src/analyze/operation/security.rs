//! What the methods that take credentials are called.

use indexmap::IndexMap;

use crate::analyze::names::Scope;
use crate::analyze::names::ident::{Kind, spell};
use crate::analyze::names::locked::LockedNames;
use crate::analyze::{Ident, SchemeFacts};
use crate::model::Api;
use crate::report::Sink;

/// Methods of the client's builder that are not for schemes.
const RESERVED: &[&str] = &[
    "base_url",
    "build",
    "builder",
    "clone",
    "connection",
    "default",
    "header",
    "new",
    "on_request",
    "on_response",
    "retry",
    "server",
    "stream_timeout",
    "timeout",
    "timer",
    "transport",
    "user_agent",
];

/// Names the method of each scheme.
pub(in crate::analyze) fn schemes(api: &Api, kept: &LockedNames<'_>, sink: &mut Sink) -> IndexMap<String, SchemeFacts> {
    let mut scope = Scope::reserving(RESERVED);
    let methods = scope.keep(api.security_schemes.keys().map(|name| kept.scheme(name, sink)));
    let each = api.security_schemes.keys().zip(methods).map(|(name, method)| {
        let method = method.unwrap_or_else(|| {
            let method = spell(name, Kind::Value).unwrap_or_else(|| "credentials".to_owned());
            let qualified = format!("{method}_auth");
            scope.claim(&[method, qualified], Kind::Value).ident
        });
        (name.clone(), method)
    });
    let methods: Vec<(String, Ident)> = each.collect();
    // After all others: it is not to take a name from a scheme.
    let each = methods.into_iter().map(|(name, method)| {
        let grant = format!("{}_grant", method.0.trim_start_matches("r#"));
        let grant = scope.claim(&[grant], Kind::Value).ident;
        (name, SchemeFacts { method, grant })
    });
    each.collect()
}
