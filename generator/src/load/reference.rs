//! The text of a `$ref`: file and fragment.

/// A `$ref`, taken apart at its `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// What it says before the `#`, as written; empty for the same file.
    pub(super) file: &'a str,
    /// What it says after the `#`, as written.
    fragment: &'a str,
}

/// Why a reference cannot be a file of the description, by its text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// It has a scheme or a host.
    Url,
    /// It starts at the root of the file system.
    Absolute,
}

impl<'a> Reference<'a> {
    /// Takes the text apart.
    pub(super) fn parse(text: &'a str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { file, fragment }
    }

    /// The fragment, percent-decoded.
    pub(super) fn fragment(&self) -> String {
        decode(self.fragment)
    }

    /// The path of the file, percent-decoded.
    pub(super) fn path(&self) -> String {
        decode(self.file)
    }

    /// Whether, and why, it leads out of any folder.
    pub(super) fn foreign(&self) -> Option<Foreign> {
        let path = self.path();
        if path.starts_with("//") || has_scheme(&path) {
            return Some(Foreign::Url);
        }
        let is_drive = path.as_bytes().get(1) == Some(&b':');
        (is_drive || path.starts_with(['/', '\\'])).then_some(Foreign::Absolute)
    }
}

/// Whether the text starts with a URI scheme. One letter is a drive of Windows.
fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Decodes `%41` to `A`; what is not such a sequence, or is no text once decoded, stays as it is.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if let (b'%', [high, low, after @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_and_paths_are_decoded() {
        let reference = Reference::parse("my%20pets.yaml#/paths/~1pets~1%7Bid%7D");
        assert_eq!(reference.path(), "my pets.yaml");
        assert_eq!(reference.fragment(), "/paths/~1pets~1{id}");
        assert_eq!(Reference::parse("#/a%zz%4").fragment(), "/a%zz%4");
    }

    #[test]
    fn urls_and_absolute_paths_are_foreign() {
        let foreign = |text| Reference::parse(text).foreign();
        assert_eq!(foreign("https://example.com/a.yaml#/A"), Some(Foreign::Url));
        assert_eq!(foreign("file:///etc/passwd"), Some(Foreign::Url));
        assert_eq!(foreign("urn:example:pet"), Some(Foreign::Url));
        assert_eq!(foreign("//example.com/a.yaml"), Some(Foreign::Url));
        assert_eq!(foreign("/etc/passwd"), Some(Foreign::Absolute));
        assert_eq!(foreign("%2Fetc/passwd"), Some(Foreign::Absolute));
        assert_eq!(foreign("C:\\pets.yaml"), Some(Foreign::Absolute));
        assert_eq!(foreign("./a.yaml"), None);
        assert_eq!(foreign("../v1:a.yaml"), None);
    }
}
