//! Names and values in `Cookie` fields (RFC 6265 §4.2).

use http::header::{COOKIE, HeaderMap};

use super::query::Pairs;

/// Splits every `Cookie` field of a request; fields that are not UTF-8 are left out.
pub fn pairs(headers: &HeaderMap) -> Pairs<'_> {
    let fields = headers.get_all(COOKIE).iter();
    let fields = fields.filter_map(|field| std::str::from_utf8(field.as_bytes()).ok());
    let cookies = fields.flat_map(|field| field.split(';')).map(str::trim);
    let pairs = cookies.filter_map(|cookie| cookie.split_once('='));
    Pairs(pairs.map(|(name, value)| (name.to_owned(), value)).collect())
}
