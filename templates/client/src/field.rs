//! Properties of forms as data (OAS 3.1.1 §4.8.15).

use super::parameter::{Parameter, Style};

/// How one property of a form is sent. Those without an entry are sent as their values suggest: text as it is, items of
/// an array one by one, objects as JSON.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The property's name.
    pub name: &'static str,
    /// How its value is laid out, and whether items and members stand alone.
    pub style: Option<(Style, bool)>,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// The media type of its value.
    pub content_type: Option<&'static str>,
    /// Whether its values are files.
    pub is_file: bool,
    /// The header fields of its parts: where there are some, a value is an object of `headers` and `content`.
    pub headers: &'static [Parameter],
}

impl Field {
    /// A property that is sent as its value suggests.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            allow_reserved: false,
            content_type: None,
            is_file: false,
            headers: &[],
        }
    }

    /// The same property, laid out by a style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = Some((style, explode));
        self
    }

    /// The same property, with reserved characters sent as they are.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same property, in a media type.
    #[must_use]
    pub const fn content_type(mut self, media: &'static str) -> Self {
        self.content_type = Some(media);
        self
    }

    /// The same property, whose values are files.
    #[must_use]
    pub const fn file(mut self) -> Self {
        self.is_file = true;
        self
    }

    /// The same property, whose parts have header fields.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [Parameter]) -> Self {
        self.headers = headers;
        self
    }
}
