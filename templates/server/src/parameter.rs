//! What a parameter looks like on the wire, as data.

pub use specwright_types::__private::wire::style::Style;

use super::kind::Kind;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// The part of the request that it is in.
    pub place: Place,
    /// How its value is laid out.
    pub style: Style,
    /// Whether arrays and objects take one name and value an item.
    pub explode: bool,
    /// Whether a request must have it.
    pub required: bool,
    /// What its text stands for.
    pub kind: Kind,
    /// The JSON text of the value that stands for an absent one.
    pub default: Option<&'static str>,
}

/// `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between braces of the path template.
    Path,
    /// In the query string.
    Query,
    /// In a header field.
    Header,
    /// In the `Cookie` field.
    Cookie,
    /// The whole query string.
    QueryString,
    /// In a body of pairs.
    Form,
    /// In a body of parts.
    Part,
}

impl Parameter {
    /// A path parameter: required, simple style.
    pub const fn path(name: &'static str, kind: Kind) -> Self {
        Self {
            required: true,
            ..Self::new(name, Place::Path, Style::Simple, kind)
        }
    }

    /// An optional query parameter in exploded form style.
    pub const fn query(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::Query, Style::Form, kind)
    }

    /// An optional header parameter.
    pub const fn header(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::Header, Style::Simple, kind)
    }

    /// An optional cookie parameter in exploded form style.
    pub const fn cookie(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::Cookie, Style::Form, kind)
    }

    /// The whole query string.
    pub const fn query_string(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::QueryString, Style::Form, kind)
    }

    /// A property of a form, which is laid out like a query parameter.
    pub const fn form(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::Form, Style::Form, kind)
    }

    /// A property of a form whose parts are not escaped.
    pub const fn part(name: &'static str, kind: Kind) -> Self {
        Self::new(name, Place::Part, Style::Form, kind)
    }

    const fn new(name: &'static str, place: Place, style: Style, kind: Kind) -> Self {
        Self {
            name,
            place,
            style,
            explode: matches!(style, Style::Form),
            required: false,
            kind,
            default: None,
        }
    }

    /// The same, and a request must have it.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same in another style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// The same with the JSON text of its default.
    #[must_use]
    pub const fn default(mut self, json: &'static str) -> Self {
        self.default = Some(json);
        self
    }
}

impl Place {
    /// The word that the description uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::QueryString => "querystring",
            Self::Form | Self::Part => "form",
        }
    }
}
