//! The catalogue of codes.

use std::fmt;
use std::str::FromStr;

use super::Severity;

/// Declares the codes: variant, text, severity, meaning.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal, $severity:ident;)+) => {
        /// A stable code: what kind of finding it is. Codes are never reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as users write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The severity of its findings.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What it means and what to do.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

codes! {
    /// The file could not be read.
    Unreadable = "unreadable", Error;
    /// The text is not well-formed JSON or YAML.
    Syntax = "syntax", Error;
    /// The document is larger, deeper or has more aliases than the guards allow.
    TooLarge = "too-large", Error;
    /// A key stands twice in one object; which one counts is anyone's guess.
    DuplicateKey = "duplicate-key", Error;
    /// The document does not say which version of OpenAPI it is written in, or an unknown one.
    Version = "version", Error;
    /// A `$ref` leads nowhere.
    DanglingRef = "dangling-ref", Error;
    /// A `$ref` leads outside the folder of the description, or to a URL; neither is ever read.
    ForeignRef = "foreign-ref", Error;
    /// References lead in a circle without ever reaching a definition.
    CircularRef = "circular-ref", Error;
    /// A keyword has a value that the specification does not allow.
    InvalidValue = "invalid-value", Error;
    /// A field that the specification demands is missing.
    MissingField = "missing-field", Error;
    /// A field has a value that the specification does not allow, but what is meant is clear enough to go on.
    Tolerated = "tolerated", Warning;
    /// A keyword that no version of the specification knows; it has no effect.
    UnknownKeyword = "unknown-keyword", Warning;
    /// A construct that is not generated yet; the type is widened so that every valid value still fits.
    Widened = "widened", Warning;
    /// A construct that is not generated yet and has no effect on the output.
    Ignored = "ignored", Warning;
    /// A `format` that Specwright does not know. Its values keep the plain type: text stays `String`, and nothing is
    /// checked. Each such format is listed once, where it comes first. To give it a type of its own, add to codegen.toml:
    ///
    ///     [types]
    ///     "format:slug" = "my_crate::Slug"
    ///
    ///     [dependencies]
    ///     my_crate = "1"
    UnknownFormat = "unknown-format", Note;
    /// The members of a allOf contradict each other.
    AllOfConflict = "allof-conflict", Warning;
    /// The members of a union cannot be told apart; they are tried in order.
    AmbiguousUnion = "ambiguous-union", Warning;
    /// Two names became equal as Rust identifiers; one was changed.
    NameCollision = "name-collision", Note;
    /// An operation has no `operationId`; its name is made from method and path.
    MissingOperationId = "missing-operation-id", Note;
    /// Two operations have the same `operationId`; the second is renamed.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// Two operations answer to the same requests.
    DuplicateOperation = "duplicate-operation", Error;
    /// Two parameters have the same name and location.
    DuplicateParameter = "duplicate-parameter", Error;
    /// The path template and the path parameters do not match.
    PathParameter = "path-parameter", Warning;
    /// A security requirement names a scheme that is not declared.
    UnknownSecurityScheme = "unknown-security-scheme", Error;
    /// A setting names something that the description does not have, or has a wrong value.
    Setting = "setting", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(pub String);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no code `{}`", self.0)
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    /// Reads the code as users write it.
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let code = Self::ALL.iter().find(|code| code.as_str() == text);
        code.copied().ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back_and_are_all_different() {
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
        assert_eq!("nonsense".parse::<Code>(), Err(UnknownCode("nonsense".to_owned())));
    }
}
