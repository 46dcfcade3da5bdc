//! The catalogue of codes.

use std::fmt;
use std::str::FromStr;

use super::Severity;

/// Declares the codes: variant, text, severity, whether they are lossy or local; their documentation is what users are told.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal, $severity:ident $(, $mark:ident)?;)+) => {
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

            /// Whether something that the description says is widened, ignored or approximated in what is generated.
            pub fn is_lossy(self) -> bool {
                match self { $(Self::$variant => is_lossy!($($mark)?),)+ }
            }

            /// Whether it is an error that costs the place it is at, and no more: users may allow it, and have the rest
            /// generated.
            pub fn is_local(self) -> bool {
                match self { $(Self::$variant => is_local!($($mark)?),)+ }
            }

            /// What it means, an example, and what to do: paragraphs of Markdown. The first is one sentence or two.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)+ }
            }
        }
    };
}

macro_rules! is_lossy {
    (lossy) => {
        true
    };
    ($($mark:ident)?) => {
        false
    };
}

macro_rules! is_local {
    (local) => {
        true
    };
    ($($mark:ident)?) => {
        false
    };
}

codes! {
    /// A file could not be read.
    ///
    /// The description itself, or a file that a `$ref` in it names, is not there, is a folder, may not be read, or is not
    /// text in UTF-8. The report has the words of the operating system, or the first byte that is not text.
    ///
    /// What to do: correct the path or the `$ref`; save the file as UTF-8.
    Unreadable = "unreadable", Error;
    /// The text is not well-formed JSON or YAML.
    ///
    /// A file that ends in `.json` is read as JSON, one that ends in `.yaml` or `.yml` as YAML. The place in the report is
    /// where reading broke off; the mistake is there or a little before. Common ones: a comma after the last entry of
    /// JSON, a tab in YAML, a colon followed by a space in unquoted text:
    ///
    /// ```text
    /// description: Note: this must be quoted      # wrong
    /// description: "Note: this must be quoted"    # right
    /// ```
    ///
    /// What to do: mend the text where the report points, or name the file by what it is.
    Syntax = "syntax", Error;
    /// The document is larger, deeper or has more aliases than the guards allow.
    ///
    /// The guards keep a description from eating all memory, on purpose or by mistake: a limit on the bytes of a file, on
    /// how deep objects and arrays are nested, and on how much the aliases of YAML expand to.
    ///
    /// What to do: split the description into several files that refer to each other by `$ref`; write nested schemas as
    /// components; use `$ref` instead of YAML aliases.
    TooLarge = "too-large", Error;
    /// A key stands twice in one object; which one counts is anyone's guess.
    ///
    /// JSON and YAML parsers keep the first, the last or neither, so that two tools read two different APIs from one file:
    ///
    /// ```text
    /// /pets:
    ///   get: { operationId: listPets }
    ///   get: { operationId: findPets }    # the same key again
    /// ```
    ///
    /// What to do: remove one of the two, or rename it.
    DuplicateKey = "duplicate-key", Error;
    /// The document does not say which version of OpenAPI it is written in, or names an unknown one.
    ///
    /// It must start with `swagger: "2.0"` or `openapi: 3.x.y`. The number decides how schemas are read: `nullable` is
    /// 3.0's, type arrays are 3.1's.
    ///
    /// What to do: add the line, or correct it. Swagger 1.2 must be converted first.
    Version = "version", Error;
    /// A `$ref` leads nowhere.
    ///
    /// The file, or the place in it, does not exist. Parts of the pointer are case-sensitive, and `/` and `~` in them are
    /// written `~1` and `~0`:
    ///
    /// ```text
    /// $ref: '#/components/schemas/Pet'
    /// $ref: '#/paths/~1pets/get/responses/200'
    /// $ref: 'common.yaml#/Error'
    /// ```
    ///
    /// What to do: correct the reference (the report names what looks most like it), or add what it refers to.
    DanglingRef = "dangling-ref", Error, local;
    /// A `$ref` leads outside the folder of the description, or to a URL; neither is ever read.
    ///
    /// Nothing is fetched, so that the same files always give the same code, and a description cannot make the generator
    /// read files that are none of its business.
    ///
    /// What to do: download the file, keep it beside the description, and refer to it there. If it lies in a folder above,
    /// name that folder with `--root` (build scripts: `Build::root`).
    ForeignRef = "foreign-ref", Error, local;
    /// References lead in a circle without ever reaching a definition.
    ///
    /// ```text
    /// A: { $ref: '#/components/schemas/B' }
    /// B: { $ref: '#/components/schemas/A' }
    /// ```
    ///
    /// Schemas may well contain themselves by way of properties, items or unions: there is a definition on that way.
    ///
    /// What to do: write the definition that one of the references was to lead to.
    CircularRef = "circular-ref", Error, local;
    /// A keyword has a value that the specification does not allow.
    ///
    /// A text where there must be a number, a `type` that does not exist, a parameter that is `in` nowhere: what is meant
    /// cannot be guessed.
    ///
    /// What to do: correct the value. If the file is not yours, tell its author, and keep a corrected copy until then.
    InvalidValue = "invalid-value", Error, local;
    /// A field that the specification demands is missing, and nothing can stand for it.
    ///
    /// A parameter without `name`, for instance, or an `apiKey` scheme that does not say where the key goes.
    ///
    /// What to do: add the field.
    MissingField = "missing-field", Error, local;
    /// A field has a value that the specification does not allow, but what is meant is clear enough to go on.
    ///
    /// The message says what it was taken for. Examples: a path parameter without `required: true`, `version: 1.0` that is
    /// a number in YAML, a value of an `enum` that is not of the schema's type and is left out.
    ///
    /// What to do: see whether the guess is right. If it is, correct the description at leisure; or, if it is not yours,
    /// say in codegen.toml that you have seen it:
    ///
    /// ```text
    /// allow = ["tolerated #/info/version"]
    /// ```
    Tolerated = "tolerated", Warning, lossy;
    /// A keyword that no version of the specification knows at this place; it has no effect.
    ///
    /// Most are misspelled (`requried`, `nullabel`), stand one level too high or too low, or are extensions whose name does
    /// not start with `x-`.
    ///
    /// What to do: correct or move it; the report names the keyword that looks most like it.
    UnknownKeyword = "unknown-keyword", Warning, lossy;
    /// A construct that Rust types do not say, or that is not generated; the type is widened so that every valid value
    /// still fits.
    ///
    /// Nothing valid is refused and nothing is lost in transit, but what the description forbids here may pass. The message
    /// says what it was read as, such as any value, or raw bytes.
    ///
    /// What to do: nothing, if the wider type will do. Otherwise say the same with constructs that types have: properties
    /// instead of `not`, fewer alternatives in nested unions. `deny = ["widened"]` in codegen.toml makes it an error,
    /// `allow = ["widened #/…"]` accepts it at one place.
    Widened = "widened", Warning, lossy;
    /// A construct that has no effect on the output, though it says something.
    ///
    /// Links, for instance, callbacks of webhooks, and patterns that are no regular expressions.
    ///
    /// What to do: nothing, if you do without. Take it out, or move it to where it counts. `deny = ["ignored"]` in
    /// codegen.toml makes it an error, `allow = ["ignored #/…"]` accepts it at one place.
    Ignored = "ignored", Warning, lossy;
    /// Something that says nothing where it stands, by the specification itself.
    ///
    /// Constraints on values of a type that they do not speak of (`maxLength` of a number), header parameters named
    /// `Accept`, `Content-Type` or `Authorization` (OAS 3.1.1 §4.8.12.2), keywords beside a `$ref` of OpenAPI 3.0, encodings
    /// of properties that there are not. Nothing is lost; but whoever wrote it meant something.
    ///
    /// What to do: take it out, or move it to where it counts. `deny = ["no-effect"]` in codegen.toml makes it an error,
    /// `allow = ["no-effect #/…"]` accepts it at one place.
    NoEffect = "no-effect", Warning;
    /// A `format` that Specwright does not know.
    ///
    /// Its values keep the plain type: `String` for strings, `f64` for numbers; nothing is checked, and nothing is lost.
    /// Each such format is listed once, where it comes first.
    ///
    /// What to do: nothing, or give it a type in codegen.toml:
    ///
    /// ```text
    /// [types]
    /// "format:slug" = "my_crate::Slug"
    ///
    /// [dependencies]
    /// my_crate = "1"
    /// ```
    UnknownFormat = "unknown-format", Note;
    /// An operation seems to give a list page by page, but how is not certain.
    ///
    /// Its parameters look like those that ask for pages, but the description does not say enough for a method that goes
    /// through all pages: where the items are, which property is the cursor of the next page, or whether pages are
    /// counted from 0 or 1. Such an operation is called a page at a time.
    ///
    /// What to do: nothing, or say in codegen.toml how it is paged, or that it is not:
    ///
    /// ```text
    /// [pagination]
    /// "#/paths/~1pets/get" = { style = "cursor", parameter = "after", next = "/meta/next", items = "/pets" }
    /// "#/paths/~1dogs/get" = false
    /// ```
    Unpaged = "unpaged", Note;
    /// An example has a key that its schema does not name.
    ///
    /// Where a schema does not say `additionalProperties`, other keys may come, and types do without them: mostly there are
    /// none. An example that has one says that they come, so this type keeps them, in a field of its own. It is said
    /// once for each object, with the first such key.
    ///
    /// What to do: describe the key under `properties`, if the API has it; correct the example, if not; or say what is
    /// meant, and the examples count no more:
    ///
    /// ```text
    /// additionalProperties: false    # or true
    /// ```
    UndescribedKey = "undescribed-key", Note;
    /// The members of an allOf contradict each other.
    ///
    /// A value must be valid for all of them, and no value is:
    ///
    /// ```text
    /// allOf:
    ///   - { type: string }
    ///   - { type: integer }
    /// ```
    ///
    /// The report points at both. The last one counts.
    ///
    /// What to do: make the members agree. Where one of several was meant, write `oneOf`.
    AllOfConflict = "allof-conflict", Warning, lossy;
    /// The members of a union cannot be told apart; they are tried in order.
    ///
    /// A value of a oneOf or anyOf is decoded as the member that its discriminator names, that has its JSON type, one of
    /// its constants, or a required key that only one member has. Here none of these decides between two members: the
    /// first that the value can be decoded as is taken, the narrower before the wider, and may be the wrong one.
    ///
    /// What to do: give each member a property with a constant value, better still with a `discriminator`:
    ///
    /// ```text
    /// oneOf:
    ///   - { type: object, required: [kind], properties: { kind: { const: cat } } }
    ///   - { type: object, required: [kind], properties: { kind: { const: dog } } }
    /// discriminator: { propertyName: kind }
    /// ```
    AmbiguousUnion = "ambiguous-union", Warning, lossy;
    /// Two names became equal as Rust identifiers; one was changed.
    ///
    /// `foo_bar` and `FooBar` are both `FooBar` as types, `fooBar` and `foo_bar` are one field. Names on the wire stay what
    /// they are. `names.lock` keeps who is called what.
    ///
    /// What to do: nothing, or choose a better name in codegen.toml:
    ///
    /// ```text
    /// [rename]
    /// "#/components/schemas/foo_bar" = "FooBarRow"
    /// ```
    NameCollision = "name-collision", Note;
    /// An operation has no `operationId`; its name is made from method and path.
    ///
    /// `GET /pets/{petId}` is called `get_pets_by_pet_id`. `names.lock` keeps the name, also if an `operationId` is added
    /// later.
    ///
    /// What to do: add an `operationId`, or give a name in codegen.toml: `"#/paths/~1pets~1{petId}/get" = "show_pet"`
    /// below `[rename]`.
    MissingOperationId = "missing-operation-id", Note;
    /// Two operations have the same `operationId`; the second is called by method and path.
    ///
    /// The specification demands that they differ: tools find operations by them.
    ///
    /// What to do: give every operation an `operationId` of its own, or a name in codegen.toml below `[rename]`.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// Two operations answer to the same requests; a server calls one of them only.
    ///
    /// Their methods are the same, and their paths differ in nothing but the names of parameters, which the specification
    /// forbids: no server could tell which is called. The client has both; the server leads requests to the one that it
    /// lists first.
    ///
    /// ```text
    /// /pets/{id}:   { get: … }
    /// /pets/{name}: { get: … }
    /// ```
    ///
    /// What to do: make one operation of them, or change one of the paths.
    DuplicateOperation = "duplicate-operation", Warning, lossy;
    /// Two parameters have the same name and location.
    ///
    /// A parameter of an operation replaces the one of its path with the same name and location, but within one list no
    /// two may have both in common.
    ///
    /// What to do: remove one; for a value that may be given several times write one parameter of the type array.
    DuplicateParameter = "duplicate-parameter", Error, local;
    /// The path template and the path parameters do not match.
    ///
    /// Every `{name}` of a path needs a parameter of this name with `in: path`, and every such parameter its `{name}`. A
    /// name without parameter is taken as text; a parameter without place is left out.
    ///
    /// What to do: add the parameter, or correct the name; upper and lower case differ.
    PathParameter = "path-parameter", Warning, lossy;
    /// The key of a callback is no text with runtime expressions in it.
    ///
    /// It says where the requests of the callback go, by values of the request that asked for them, each in braces:
    ///
    /// ```text
    /// callbacks:
    ///   onEvent:
    ///     '{$request.body#/callbackUrl}/events': { post: … }
    /// ```
    ///
    /// The callback is generated all the same, but code that sends it must know the URL from elsewhere.
    ///
    /// What to do: correct the expression; properties of a body are named by a JSON Pointer after `#`.
    MalformedExpression = "malformed-expression", Warning, lossy;
    /// A security requirement names a scheme that is not declared.
    ///
    /// The names in `security` are those of `components.securitySchemes` (2.0: `securityDefinitions`). Code that does not
    /// know how to authenticate must not be generated.
    ///
    /// What to do: declare the scheme, or correct the name.
    UnknownSecurityScheme = "unknown-security-scheme", Error;
    /// A setting or a kept name is wrong, or names something that the description does not have.
    ///
    /// Settings stand in codegen.toml, kept names in names.lock. Pointers are written as the description is:
    ///
    /// ```text
    /// [rename]
    /// "#/components/schemas/Pet" = "Animal"
    /// "#/paths/~1pets/get" = "find_animals"
    /// ```
    ///
    /// What to do: correct the line that the message names, or take it out. The description may have changed since it was
    /// written.
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
    fn every_explanation_says_what_to_do() {
        for code in Code::ALL {
            let text = code.explanation();
            let paragraphs: Vec<&str> = text.split("\n\n").map(str::trim).collect();
            assert!(
                paragraphs.len() >= 3,
                "{code}: what it means, more about it, what to do"
            );
            assert!(
                paragraphs[0].ends_with('.') && paragraphs[0].len() < 140,
                "{code}: starts with a summary"
            );
            assert!(
                paragraphs.iter().any(|text| text.starts_with("What to do: ")),
                "{code}: says what to do"
            );
            assert_eq!(text.matches("```").count() % 2, 0, "{code}: closes its examples");
        }
    }

    #[test]
    fn only_warnings_are_lossy() {
        for code in Code::ALL.iter().filter(|code| code.is_lossy()) {
            assert_eq!(code.severity(), Severity::Warning, "{code}");
        }
        assert!(Code::Widened.is_lossy() && !Code::NameCollision.is_lossy());
    }

    #[test]
    fn codes_are_read_back_and_are_all_different() {
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
        assert_eq!("nonsense".parse::<Code>(), Err(UnknownCode("nonsense".to_owned())));
    }
}
