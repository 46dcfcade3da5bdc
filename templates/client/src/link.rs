//! The header field `Link` (RFC 8288 §3).

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link of relation `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let fields = headers.get_all(LINK).iter();
    fields
        .filter_map(|field| field.to_str().ok())
        .find_map(|field| in_field(field, "next"))
}

fn in_field(field: &str, relation: &str) -> Option<String> {
    let mut rest = field;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = split_parameters(after);
        let is_wanted = parameters.iter().any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
            name.trim().eq_ignore_ascii_case("rel") && relations.any(|one| one.eq_ignore_ascii_case(relation))
        });
        if is_wanted {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
}

/// The parameters of a link, and what follows its comma. What stands between quotes separates nothing.
fn split_parameters(text: &str) -> (Vec<&str>, &str) {
    let (mut parameters, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' | ',' if !quoted => {
                parameters.extend(text.get(start..at));
                start = at + 1;
                if c == ',' {
                    return (parameters, text.get(start..).unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    parameters.extend(text.get(start..));
    (parameters, "")
}
