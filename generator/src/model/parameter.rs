//! Parameters (OAS 3.1.1 §4.8.12).

use serde_json::Value;

use super::{Lifecycle, MediaRange, SchemaId};
use crate::pointer::Location;

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it is written.
    pub location: Location,
    /// Its name on the wire.
    pub name: String,
    /// Which part of the request it is in.
    pub place: ParameterLocation,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// Whether a request must have it; always true in a path.
    pub required: bool,
    /// Whether users should stop sending it.
    pub deprecated: bool,
    /// How values are laid out; the default of `place` where the description is silent.
    pub style: Style,
    /// Whether arrays and objects take one name=value pair an item; the default of `style` where it is silent.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986 §2.2) are sent as they are.
    pub allow_reserved: bool,
    /// Whether an empty value may be sent (deprecated by the specification).
    pub allow_empty_value: bool,
    /// The type of its value.
    pub schema: SchemaId,
    /// For a `content` parameter, the media type that the value is serialised as instead of by `style`.
    pub content: Option<MediaRange>,
    /// The values of `example` and `examples`.
    pub examples: Vec<Value>,
    /// How long it can be relied on.
    pub lifecycle: Lifecycle,
}

/// `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// Between braces of the path template.
    Path,
    /// In the query string.
    Query,
    /// In a header field.
    Header,
    /// In the `Cookie` field.
    Cookie,
    /// The whole query string (3.2).
    QueryString,
}

/// How a value is laid out in text (OAS 3.1.1 §4.8.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `blue,black` (path and header).
    Simple,
    /// `.blue,black`, or exploded `.blue.black` (path).
    Label,
    /// `;color=blue,black`, or exploded `;color=blue;color=black` (path).
    Matrix,
    /// `color=blue,black`, or exploded `color=blue&color=black` (query and cookie).
    Form,
    /// `color=blue%20black` (query).
    SpaceDelimited,
    /// `color=blue%7Cblack` (query).
    PipeDelimited,
    /// Tab-separated (2.0 `collectionFormat: tsv`).
    TabDelimited,
    /// `color[R]=100&color[G]=200` (query).
    DeepObject,
    /// `color=blue; color=black` (3.2, cookie).
    Cookie,
}

impl ParameterLocation {
    /// The style in force where a parameter names none.
    pub fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie | Self::QueryString => Style::Form,
        }
    }

    /// The styles that OpenAPI 3.0 has there (OAS 3.0.4 §4.7.12.3).
    pub fn styles(self) -> &'static [Style] {
        match self {
            Self::Path => &[Style::Simple, Style::Label, Style::Matrix],
            Self::Query => Style::OF_FORMS,
            Self::Header => &[Style::Simple],
            Self::Cookie => &[Style::Form],
            Self::QueryString => &[],
        }
    }
}

impl Style {
    /// All styles with their names in descriptions; `tabDelimited` is ours for what 2.0 calls `tsv`.
    pub const NAMES: [(&'static str, Self); 9] = [
        ("simple", Self::Simple),
        ("label", Self::Label),
        ("matrix", Self::Matrix),
        ("form", Self::Form),
        ("spaceDelimited", Self::SpaceDelimited),
        ("pipeDelimited", Self::PipeDelimited),
        ("tabDelimited", Self::TabDelimited),
        ("deepObject", Self::DeepObject),
        ("cookie", Self::Cookie),
    ];

    /// The styles that OpenAPI 3.0 has in query strings and forms.
    pub const OF_FORMS: &'static [Self] = &[Self::Form, Self::SpaceDelimited, Self::PipeDelimited, Self::DeepObject];

    /// The style of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut all = Self::NAMES.into_iter();
        all.find(|(known, _)| *known == name).map(|(_, style)| style)
    }

    /// The name in descriptions.
    pub fn as_str(self) -> &'static str {
        let mut all = Self::NAMES.into_iter();
        all.find(|(_, style)| *style == self).map_or("", |(name, _)| name)
    }

    /// The `explode` in force where a parameter names none.
    pub fn default_explode(self) -> bool {
        matches!(self, Self::Form | Self::Cookie | Self::DeepObject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_has_a_name() {
        for (name, style) in Style::NAMES {
            assert_eq!(style.as_str(), name);
            assert_eq!(Style::parse(name), Some(style));
        }
        assert_eq!(Style::parse("csv"), None);
    }
}
