//! What the servers are called.

use super::ServerFacts;
use super::ident::{Kind, spell};
use super::kept::Kept;
use super::names::Scope;
use super::reserved::hides_prelude;
use crate::model::{Api, Server};
use crate::report::Sink;

/// A description of more words says more than a name.
const NAME_WORDS: usize = 3;

/// Names the variant of each server.
pub(super) fn servers(api: &Api, kept: &Kept<'_>, sink: &mut Sink) -> Vec<ServerFacts> {
    let mut scope = Scope::default();
    let variants = scope.keep(api.servers.iter().map(|server| kept.server(&server.url, sink)));
    let each = api.servers.iter().zip(variants).map(|(server, variant)| ServerFacts {
        variant: variant.unwrap_or_else(|| scope.claim(&names(server), Kind::Type).ident),
    });
    each.collect()
}

/// By name, by a description short enough to be one, by host, or `Server`.
fn names(server: &Server) -> Vec<String> {
    let short = server
        .description
        .as_deref()
        .filter(|text| text.split_whitespace().count() <= NAME_WORDS);
    let texts = [server.name.as_deref(), short, Some(host(&server.url))];
    let spelled = texts.into_iter().flatten().filter_map(|text| spell(text, Kind::Type));
    let mut names: Vec<String> = spelled
        .map(|name| if hides_prelude(&name) { name + "Server" } else { name })
        .collect();
    if names.is_empty() {
        names.push("Server".to_owned());
    }
    names
}

/// The host of a URL; of a relative one, its path.
fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return url.trim_matches('/');
    };
    rest.split(['/', '?']).next().unwrap_or(rest)
}
