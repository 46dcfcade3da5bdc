//! Which of the representations of an answer a client takes (RFC 9110 §12.5.1).

use axum::response::Response;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

/// What a client accepts. A request without `Accept` takes everything.
#[derive(Clone, Debug)]
pub struct Accept(String);

impl Accept {
    /// Reads the header fields of a request.
    pub fn of(headers: &HeaderMap) -> Self {
        let fields = headers.get_all(ACCEPT).iter();
        let mut text = String::new();
        for field in fields.filter_map(|field| field.to_str().ok()) {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(field);
        }
        text.make_ascii_lowercase();
        Self(text)
    }

    /// The media type with the highest weight, by index; of several the first. `None` if none is acceptable.
    pub fn best<'m>(&self, media_types: impl Iterator<Item = &'m str>) -> Option<usize> {
        // What most clients say.
        let ranges: Vec<_> = match self.0.as_str() {
            "" | "*/*" => Vec::new(),
            text => text.split(',').filter_map(parse).collect(),
        };
        let mut best = None;
        for (index, media_type) in media_types.enumerate() {
            let weight = match ranges.is_empty() {
                true => 1.0,
                false => quality(&ranges, media_type),
            };
            if weight > best.map_or(0.0, |(_, weight)| weight) {
                best = Some((index, weight));
            }
        }
        best.map(|(index, _)| index)
    }

    /// Labels an answer with the media type that the client prefers, where its own is one of several that are alike.
    pub fn label(&self, mut answer: Response, alike: &[&[&'static str]]) -> Response {
        let labelled = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let group = labelled.and_then(|labelled| alike.iter().find(|group| group.contains(&labelled)));
        let best = group.and_then(|group| group.get(self.best(group.iter().copied())?));
        if let Some(best) = best {
            let value = HeaderValue::from_static(best);
            answer.headers_mut().insert(CONTENT_TYPE, value);
        }
        answer
    }
}

/// Whether a request asks for everything, or for just one media type that is produced, as most do.
pub(super) fn asks_for_one_of(headers: &HeaderMap, produced: &[&str]) -> bool {
    let mut fields = headers.get_all(ACCEPT).iter();
    match (fields.next(), fields.next()) {
        (None, _) => true,
        (Some(field), None) => field == "*/*" || produced.iter().any(|media_type| field == media_type),
        (Some(_), Some(_)) => false,
    }
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
