//! What the servers are called.

use crate::analyze::ServerFacts;
use crate::analyze::names::Scope;
use crate::analyze::names::ident::{Kind, spell};
use crate::analyze::names::locked::LockedNames;
use crate::analyze::names::reserved::hides_prelude;
use crate::model::{Api, Server};
use crate::report::Sink;

/// A description of more words says more than a name.
const NAME_WORDS: usize = 3;

/// Names the variant of each server.
pub(in crate::analyze) fn servers(api: &Api, kept: &LockedNames<'_>, sink: &mut Sink) -> Vec<ServerFacts> {
    let mut scope = Scope::default();
    let variants = scope.keep(api.servers.iter().map(|server| kept.server(&server.url, sink)));
    let each = api.servers.iter().zip(variants).map(|(server, variant)| ServerFacts {
        variant: variant.unwrap_or_else(|| scope.claim(&names(api, server), Kind::Type).ident),
    });
    each.collect()
}

/// By name, by a description short enough to be one, by what it says the server is for, by host, or `Server`. A
/// description that only repeats what the API is called is none.
fn names(api: &Api, server: &Server) -> Vec<String> {
    let host = host(&server.url);
    let said = server.description.as_deref().unwrap_or_default();
    let words = telling(said);
    let title = telling(&api.title);
    let repeats = words.iter().all(|word| title.contains(word));
    let is_short = !repeats && said.split_whitespace().count() <= NAME_WORDS;
    let short = is_short.then(|| without_suffix(said));
    // The last label says nothing: `.dev` is for anyone.
    let labels = host.rsplit_once('.').map_or(host, |(labels, _)| labels);
    let loopback = (host.starts_with("127.") || host.starts_with("[::1]")).then_some("Local");
    let purpose = purpose(&words).or(loopback).or_else(|| purpose(&telling(labels)));
    let nothing = (repeats && !said.is_empty()).then_some("Default");
    let texts = [server.name.as_deref(), short, purpose, nothing, Some(host)];
    let spelled = texts.into_iter().flatten().filter_map(|text| spell(text, Kind::Type));
    let is_hiding = |name: &str| hides_prelude(name) && name != "Default";
    let mut names: Vec<String> = spelled
        .map(|name| if is_hiding(&name) { name + "Server" } else { name })
        .collect();
    if names.is_empty() {
        names.push("Server".to_owned());
    }
    names
}

/// The words of a text that tell one server from another, in lower case.
fn telling(text: &str) -> Vec<String> {
    const GENERAL: [&str; 8] = ["a", "an", "api", "endpoint", "server", "the", "url", "v1"];
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words = words.map(|word| word.to_lowercase());
    let words = words.map(|word| {
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        stem.unwrap_or(&word).to_owned()
    });
    words
        .filter(|word| !word.is_empty() && !GENERAL.contains(&word.as_str()))
        .collect()
}

/// What a server is for, as far as common words say it.
fn purpose(words: &[String]) -> Option<&'static str> {
    const PURPOSES: [(&str, &str); 13] = [
        ("production", "Production"),
        ("prod", "Production"),
        ("live", "Production"),
        ("sandbox", "Sandbox"),
        ("staging", "Staging"),
        ("stage", "Staging"),
        ("development", "Development"),
        ("dev", "Development"),
        ("testing", "Test"),
        ("test", "Test"),
        ("local", "Local"),
        ("localhost", "Local"),
        ("mock", "Mock"),
    ];
    let of = |word: &String| PURPOSES.iter().find(|(known, _)| known == word);
    words.iter().find_map(of).map(|(_, name)| *name)
}

/// `Production` of `Production server`: the enum says what it is.
fn without_suffix(text: &str) -> &str {
    let text = text.trim();
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if matches!(last.to_lowercase().as_str(), "server" | "server.") => rest,
        _ => text,
    }
}

/// The host of a URL; of a relative one, its path.
fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return url.trim_matches('/');
    };
    rest.split(['/', '?']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Location;

    #[test]
    fn a_server_is_called_by_what_tells_it_from_others() {
        let api = Api {
            title: "Acme Platform API".to_owned(),
            ..Api::default()
        };
        for (description, url, name) in [
            (Some("Acme's Platform API"), "https://api.acme.dev", "Default"),
            (Some("The server"), "https://api.acme.com", "Default"),
            (Some("Acme API"), "https://sandbox.acme.com", "Sandbox"),
            (Some("Production server"), "https://api.acme.com", "Production"),
            (Some("Europe"), "https://eu.acme.com", "Europe"),
            (
                Some("Where you can try things out: a sandbox."),
                "https://x.acme.com",
                "Sandbox",
            ),
            (
                Some("It has many words and says nothing"),
                "https://x.acme.com",
                "XAcmeCom",
            ),
            (None, "https://api.acme.com/v1", "ApiAcmeCom"),
            (None, "http://localhost:8080", "Local"),
            (None, "http://127.0.0.1:80", "Local"),
            (None, "/", "Server"),
        ] {
            let server = Server {
                location: Location::default(),
                url: url.to_owned(),
                name: None,
                description: description.map(str::to_owned),
                variables: Default::default(),
            };
            let names = names(&api, &server);
            assert_eq!(names.first().map(String::as_str), Some(name), "{description:?} {url}");
        }
    }
}
