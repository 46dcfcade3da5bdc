//! Media types (RFC 9110 §8.3).

/// Whether an answer of this content type can be what the description documents.
///
/// Any JSON is good enough for JSON, except that a problem report (RFC 9457) is not the API's own error, and any text
/// for text: servers are loose with their labels. Documented octets may be anything else.
pub fn fits(documented: &str, answered: &str) -> bool {
    // As it is nearly always.
    if documented == answered {
        return true;
    }
    let (documented, answered) = (essence(documented), essence(answered));
    if documented == answered || documented == "*/*" {
        return true;
    }
    if let Some(kind) = documented.strip_suffix("/*") {
        return answered.split('/').next() == Some(kind);
    }
    if answered == "application/problem+json" {
        return false;
    }
    let both = |test: fn(&str) -> bool| test(&documented) && test(&answered);
    both(is_json) || both(|essence| essence.starts_with("text/")) || documented == "application/octet-stream"
}

/// `type/subtype` in lower case, without parameters.
pub fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether an essence is JSON.
pub fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}
