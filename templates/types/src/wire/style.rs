//! The layouts of values in text (OAS 3.1.1 §4.8.12.3; RFC 6570 for the cases that its table leaves open).

/// How a value is laid out in text (OAS 3.1.1 §4.8.12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black`
    Simple,
    /// `.blue,black`, or exploded `.blue.black`
    Label,
    /// `;color=blue,black`, or exploded `;color=blue;color=black`
    Matrix,
    /// `color=blue,black`, or exploded `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color=blue%09black`
    TabDelimited,
    /// `color[R]=100&color[G]=200`, its brackets percent-encoded
    DeepObject,
    /// `color=blue; color=black`, as it is
    Cookie,
}

impl Style {
    /// What stands between the items of a list, before any encoding.
    pub fn delimiter(self) -> &'static str {
        match self {
            Self::SpaceDelimited => " ",
            Self::PipeDelimited => "|",
            Self::TabDelimited => "\t",
            Self::Simple | Self::Label | Self::Matrix | Self::Form | Self::DeepObject | Self::Cookie => ",",
        }
    }
}

/// Splits the text of an object: `R=100,G=200` exploded, `R,100,G,200` otherwise.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn members<'t>(text: &'t str, delimiter: &str, explode: bool) -> Result<Vec<(&'t str, &'t str)>, &'static str> {
    let mut parts = text.split(delimiter).map(str::trim);
    let mut members = Vec::new();
    while let Some(part) = parts.next() {
        members.push(if explode {
            part.split_once('=').ok_or("expected names and values joined by `=`")?
        } else {
            (part, parts.next().ok_or("expected a value after every name")?)
        });
    }
    Ok(members)
}
