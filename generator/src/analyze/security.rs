//! What the methods that take credentials are called.

use indexmap::IndexMap;

use super::SchemeFacts;
use super::ident::{Kind, spell};
use super::names::Scope;
use crate::model::Api;

/// Methods of the client's builder that are not for schemes.
const RESERVED: &[&str] = &[
    "base_url",
    "build",
    "builder",
    "clone",
    "default",
    "header",
    "new",
    "server",
    "timeout",
    "transport",
    "user_agent",
];

/// Names the method of each scheme.
pub(super) fn schemes(api: &Api) -> IndexMap<String, SchemeFacts> {
    let mut scope = Scope::reserving(RESERVED);
    let each = api.security_schemes.keys().map(|name| {
        let method = spell(name, Kind::Value).unwrap_or_else(|| "credentials".to_owned());
        let qualified = format!("{method}_auth");
        let facts = SchemeFacts {
            method: scope.claim(&[method, qualified], Kind::Value).ident,
        };
        (name.clone(), facts)
    });
    each.collect()
}
