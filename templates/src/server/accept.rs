//! Whether a client takes what an operation answers with (RFC 9110 §12.5.1).

use http::header::{ACCEPT, HeaderMap};

/// Whether any of the media types produced is acceptable. A request without `Accept` takes everything, and an
/// operation that produces nothing suits everyone.
pub fn accepts(headers: &HeaderMap, produced: &[&str]) -> bool {
    let fields = headers.get_all(ACCEPT).iter();
    let text: Vec<_> = fields.filter_map(|field| field.to_str().ok()).collect();
    let text = text.join(",").to_ascii_lowercase();
    let ranges: Vec<_> = text.split(',').filter_map(parse).collect();
    ranges.is_empty() || produced.is_empty() || produced.iter().any(|media_type| quality(&ranges, media_type) > 0.0)
}

/// Splits `type/subtype;q=0.5`; parameters other than the weight are not compared.
fn parse(range: &str) -> Option<(&str, &str, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let (kind, subtype) = parts.next()?.split_once('/')?;
    let weight = parts.find_map(|parameter| parameter.strip_prefix("q="));
    let weight = weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
    Some((kind, subtype, weight))
}

/// The weight of the most specific range that a media type fits.
fn quality(ranges: &[(&str, &str, f32)], media_type: &str) -> f32 {
    let (kind, subtype) = media_type.split_once('/').unwrap_or((media_type, "*"));
    let mut best = (0, 0.0);
    for (range_kind, range_subtype, weight) in ranges {
        let specificity = match (*range_kind, *range_subtype) {
            ("*", "*") => 1,
            (range_kind, "*") if range_kind == kind || kind == "*" => 2,
            // What is itself a range can always turn out to be the type asked for.
            (range_kind, range_subtype)
                if kind == "*" || (range_kind == kind && (range_subtype == subtype || subtype == "*")) =>
            {
                3
            }
            _ => continue,
        };
        if specificity > best.0 || (specificity == best.0 && *weight > best.1) {
            best = (specificity, *weight);
        }
    }
    best.1
}
