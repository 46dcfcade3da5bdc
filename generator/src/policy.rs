//! Which findings the user does not accept, and which were judged acceptable (the settings `deny` and `allow`).

use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Severity, Sink, similar};
use crate::settings::Settings;

/// The rules of the settings.
#[derive(Debug)]
pub struct Policy {
    deny: Vec<Rule>,
    allow: Vec<Rule>,
}

/// `lossy`, `widened`, `widened #/components/schemas/Foo`, `widened common.yaml#/Foo`.
#[derive(Debug)]
struct Rule {
    text: String,
    /// `None` for all that are lossy.
    code: Option<Code>,
    /// File (empty for the description itself) and pointer.
    place: Option<(String, Pointer)>,
}

impl Policy {
    /// Reads the rules; one that cannot be read is reported.
    pub fn new(settings: &Settings, sink: &mut Sink) -> Self {
        let deny = rules("deny", &settings.deny, sink);
        let allow = rules("allow", &settings.allow, sink);
        Self { deny, allow }
    }

    /// Takes out what is allowed (errors only if they cost no more than their place), makes errors of what is denied, and notes what is allowed but not there. What is both
    /// is allowed. `files` are the names of the source files.
    #[must_use = "the findings are in what it returns"]
    pub fn judge(&self, sink: Sink, files: &[String]) -> (Sink, Vec<Diagnostic>) {
        let had_errors = sink.has_errors();
        let mut used = vec![false; self.allow.len()];
        let (mut kept, mut allowed) = (Sink::new(), Vec::new());
        for mut diagnostic in sink.into_diagnostics() {
            let is_error = diagnostic.severity == Severity::Error;
            let may_be = Self::may_allow(&diagnostic);
            let rules = self.allow.iter().zip(&mut used).filter(|_| may_be);
            let matching = rules.filter(|(rule, _)| rule.matches(&diagnostic, files));
            if matching.map(|(_, used)| *used = true).count() > 0 {
                allowed.push(diagnostic);
                continue;
            }
            let denied = self
                .deny
                .iter()
                .find(|rule| !is_error && rule.matches(&diagnostic, files));
            if let Some(rule) = denied {
                diagnostic.severity = Severity::Error;
                let why = format!("`deny` has `{}`, which makes this an error", rule.text);
                diagnostic.help = Some(match diagnostic.help {
                    Some(help) => format!("{help}\n{why}"),
                    None => why,
                });
            }
            kept.push(diagnostic);
        }
        for (rule, _) in self.allow.iter().zip(used).filter(|(_, used)| !used && !had_errors) {
            let message = format!("`allow` has `{}`, but nothing of the kind was found", rule.text);
            let mut note = Diagnostic::new(Code::Setting, Location::NONE, message).help("take it out");
            note.severity = Severity::Note;
            kept.push(note);
        }
        (kept, allowed)
    }

    /// Whether users may allow a finding: any but an error, and errors that cost no more than the place they are at.
    pub fn may_allow(finding: &Diagnostic) -> bool {
        let is_local = finding.code.is_local() && !is_about_security(&finding.location);
        finding.severity != Severity::Error || is_local
    }
}

impl Rule {
    fn matches(&self, diagnostic: &Diagnostic, files: &[String]) -> bool {
        let location = &diagnostic.location;
        let code = self
            .code
            .map_or(diagnostic.code.is_lossy(), |code| code == diagnostic.code);
        code && self.place.as_ref().is_none_or(|(file, pointer)| {
            let name = match location.file {
                FileId(0) => Some(""),
                FileId(index) => files.get(index as usize).map(String::as_str),
            };
            name == Some(file.as_str()) && location.pointer.strip_prefix(pointer).is_some()
        })
    }
}

/// Whether nothing can be generated where that was found.
fn is_fatal(code: Code) -> bool {
    code.severity() == Severity::Error && !code.is_local()
}

/// Whether a place says who may call what: to generate from the rest would let in more than is meant.
fn is_about_security(location: &Location) -> bool {
    let tokens: Vec<String> = location.pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match tokens.as_slice() {
        ["security" | "securityDefinitions", ..] | ["components", "securitySchemes", ..] => true,
        ["paths" | "webhooks", _, _, "security", ..] => true,
        // Of requests: those of callbacks are three steps below an operation or their component.
        ["paths", _, _, "callbacks", _, _, _, "security", ..] => true,
        ["components", "callbacks", _, _, _, "security", ..] => true,
        // What a fragment is part of is not to be seen.
        tokens if location.file != FileId(0) => tokens.iter().any(|token| token.starts_with("security")),
        _ => false,
    }
}

fn rules(setting: &str, texts: &[String], sink: &mut Sink) -> Vec<Rule> {
    let each = texts.iter().filter_map(|text| match rule(text) {
        Ok(rule) if setting == "allow" && rule.code.is_some_and(is_fatal) => {
            let message = format!("`allow` has `{text}`, which is an error: there is nothing to generate from");
            sink.push(Diagnostic::new(Code::Setting, Location::NONE, message));
            None
        }
        Ok(rule) => Some(rule),
        Err((message, help)) => {
            let message = format!("`{setting}` has `{text}`: {message}");
            sink.push(Diagnostic::new(Code::Setting, Location::NONE, message).help(help));
            None
        }
    });
    each.collect()
}

/// Reads a rule; else says what is the matter, and the cure.
fn rule(text: &str) -> Result<Rule, (String, String)> {
    let (what, place) = match text.split_once(' ') {
        Some((what, place)) => (what, Some(place.trim())),
        None => (text, None),
    };
    let (is_lossy, name) = match what.strip_prefix("lossy=") {
        Some(name) => (true, Some(name)),
        None => (what == "lossy", Some(what).filter(|what| *what != "lossy")),
    };
    let code = match name.map(str::parse::<Code>) {
        None => None,
        Some(Ok(code)) if is_lossy && !code.is_lossy() => {
            let message = format!("nothing is lost by `{code}`");
            return Err((
                message,
                "`specwright explain` lists the codes and says which are lossy".to_owned(),
            ));
        }
        Some(Ok(code)) => Some(code),
        Some(Err(unknown)) => {
            let codes = Code::ALL.iter().map(|code| code.as_str());
            let help = match similar(&unknown.0, codes.chain(["lossy"])) {
                Some(code) => format!("did you mean `{code}`?"),
                None => "`specwright explain` lists the codes".to_owned(),
            };
            return Err((unknown.to_string(), help));
        }
    };
    let place = place.map(|place| {
        let parts = place.split_once('#');
        let parts = parts.and_then(|(file, pointer)| Some((file.to_owned(), Pointer::parse(pointer)?)));
        let help = "write it as `#/components/schemas/Foo`, or with the name of a file before the `#`".to_owned();
        parts.ok_or_else(|| (format!("`{place}` is no place"), help))
    });
    Ok(Rule {
        text: text.to_owned(),
        code,
        place: place.transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Severity and help of what is left of a warning about `#/a/b`, and how many findings are allowed.
    fn judged(deny: &[&str], allow: &[&str]) -> (Vec<(Code, Severity)>, usize) {
        let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        let settings = Settings {
            deny: texts(deny),
            allow: texts(allow),
            ..Settings::default()
        };
        let mut sink = Sink::new();
        let location = Location::root(Pointer::parse("/a/b").unwrap());
        sink.push(Diagnostic::new(Code::Widened, location, "wide"));
        let policy = Policy::new(&settings, &mut sink);
        let (sink, allowed) = policy.judge(sink, &[]);
        let left = sink.into_diagnostics().into_iter().map(|d| (d.code, d.severity));
        (left.collect(), allowed.len())
    }

    #[test]
    fn rules_match_by_code_and_place() {
        let warning = (vec![(Code::Widened, Severity::Warning)], 0);
        let error = (vec![(Code::Widened, Severity::Error)], 0);
        assert_eq!(judged(&[], &[]), warning);
        for rule in [
            "lossy",
            "widened",
            "lossy=widened",
            "widened #/a",
            "lossy #/a/b",
            "widened #",
        ] {
            assert_eq!(judged(&[rule], &[]), error, "{rule}");
            assert_eq!(judged(&[], &[rule]), (vec![], 1), "{rule}");
            assert_eq!(judged(&[rule], &[rule]), (vec![], 1), "{rule}");
        }
        for rule in ["ignored", "widened #/a/bc", "widened #/b", "widened other.yaml#/a"] {
            assert_eq!(judged(&[rule], &[]), warning, "{rule}");
        }
    }

    #[test]
    fn errors_are_allowed_where_they_cost_their_place_only() {
        let left = |code: Code, pointer: &str, file: u32| {
            let settings = Settings {
                allow: vec![code.to_string()],
                ..Settings::default()
            };
            let mut sink = Sink::new();
            let place = Location {
                file: FileId(file),
                pointer: Pointer::parse(pointer).unwrap(),
            };
            sink.push(Diagnostic::new(code, place, "wrong"));
            let policy = Policy::new(&settings, &mut sink);
            policy.judge(sink, &[]).0.into_diagnostics().len()
        };
        assert_eq!(
            left(Code::DanglingRef, "/components/schemas/A/properties/security", 0),
            0
        );
        assert_eq!(left(Code::InvalidValue, "/paths/~1a/get/responses/200", 0), 0);
        for (pointer, file) in [
            ("/components/securitySchemes/a", 0),
            ("/securityDefinitions/a/type", 0),
            ("/security/0", 0),
            ("/paths/~1a/get/security/0/key", 0),
            ("/a/get/security/0/key", 1),
        ] {
            assert_eq!(left(Code::InvalidValue, pointer, file), 1, "{pointer}");
        }
        // The finding, and that it cannot be allowed.
        assert_eq!(left(Code::UnknownSecurityScheme, "/a", 0), 2);
    }

    #[test]
    fn what_is_allowed_in_vain_is_noted() {
        let left = judged(&[], &["ignored"]).0;
        assert!(left.contains(&(Code::Setting, Severity::Note)), "{left:?}");
        assert!(left.contains(&(Code::Widened, Severity::Warning)), "{left:?}");
    }

    #[test]
    fn rules_at_fault_are_errors() {
        for (deny, allow) in [
            ("widend", ""),
            ("lossy=name-collision", ""),
            ("widened a/b", ""),
            ("", "syntax"),
        ] {
            let list = |text: &'static str| if text.is_empty() { vec![] } else { vec![text] };
            let left = judged(&list(deny), &list(allow)).0;
            assert!(
                left.contains(&(Code::Setting, Severity::Error)),
                "{deny} {allow} {left:?}"
            );
        }
    }
}
