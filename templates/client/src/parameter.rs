//! Parameters as data (OAS 3.1.1 §4.8.12).

pub use specwright_types::__private::wire::style::Style;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Which part of the request it is in.
    pub place: Place,
    /// How values are laid out.
    pub style: Style,
    /// Whether arrays and objects take one name=value pair an item.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether every request must have it.
    pub required: bool,
    /// For a `content` parameter, how its value becomes text.
    pub content: Content,
}

/// `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Between braces of the path.
    Path,
    /// In the query string.
    Query,
    /// In a header field.
    Header,
    /// In the `Cookie` field.
    Cookie,
    /// The whole query string.
    QueryString,
}

/// Whether a parameter's value is a media type's text rather than laid out by style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// By style.
    Styled,
    /// JSON text.
    Json,
    /// The string itself.
    Text,
    /// `application/x-www-form-urlencoded`, for a whole query string.
    Form,
}

impl Parameter {
    /// A path parameter of the default style.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Place::Path, Style::Simple, false).required()
    }

    /// A query parameter of the default style.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Place::Query, Style::Form, true)
    }

    /// A header parameter.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Place::Header, Style::Simple, false)
    }

    /// A cookie of the default style.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Place::Cookie, Style::Form, true)
    }

    /// A parameter that is the whole query string.
    pub const fn query_string(name: &'static str) -> Self {
        Self::new(name, Place::QueryString, Style::Form, true)
    }

    const fn new(name: &'static str, place: Place, style: Style, explode: bool) -> Self {
        Self {
            name,
            place,
            style,
            explode,
            allow_reserved: false,
            required: false,
            content: Content::Styled,
        }
    }

    /// The same parameter, which every request must have.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same parameter in another style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// The same parameter, with reserved characters sent as they are.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same parameter, with the text of a media type as its value.
    #[must_use]
    pub const fn content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }
}
