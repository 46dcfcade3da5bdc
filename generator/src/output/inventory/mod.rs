//! The public items of a generated crate, to be compared with those of another description's.
//!
//! Read from the tokens that the emitters wrote, so that nothing has to know twice what they write. The runtime is the
//! same for every description: of it only what the crate's root re-exports is an item.

mod collect;
mod form;
mod public;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

pub use form::{shown, spelled};

use super::{Crate, File, Members, Part, RenderError, Source};

/// The files of a crate by path, as texts of tokens: not for people, but cheap to keep and to compare.
pub type Texts = IndexMap<String, Text>;

/// A file of a crate as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The documentation of the module.
    pub docs: String,
    /// The items, in parts.
    pub parts: Vec<TextPart>,
}

/// Items that are made of the same thing, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPart {
    /// The items.
    pub items: String,
    /// What they are made of.
    pub source: Source,
    /// What those of their members are made of that are made of something else.
    pub members: Members,
}

impl Text {
    /// Whether two files say the same, whatever they are made of.
    fn is_same(&self, other: &Self) -> bool {
        self.docs == other.docs && self.has_same_items(other)
    }

    fn has_same_items(&self, other: &Self) -> bool {
        let own = self.parts.iter().map(|part| part.items.as_str());
        own.eq(other.parts.iter().map(|part| part.items.as_str()))
    }
}

impl TextPart {
    /// What a member is made of.
    fn member(&self, name: &str) -> Option<&Source> {
        self.members.get(name)
    }
}

/// The public items of a crate. Keys are paths; those of functions end in `()`, since a field may have the same name.
pub type Inventory = BTreeMap<String, Item>;

/// A public item of a crate, or a part of one that can change by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its path in the crate, as people write it: `pet::Pet::name`.
    pub path: String,
    /// The key of the item that it is part of.
    pub parent: Option<String>,
    /// Its form with all paths in full; what is not part of the interface (names of arguments) is left out.
    pub shape: String,
    /// Its form, with the names of arguments.
    pub form: String,
    /// What it is made of.
    pub source: Source,
    /// The arguments of a function.
    pub arguments: Vec<Argument>,
    /// What a function returns, in full.
    pub returns: String,
    /// Whether source that compiled before may not compile once it is there.
    pub breaks: bool,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type, in full.
    pub of: String,
    /// What it is made of, if that is not what the function is.
    pub source: Option<Source>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A struct, whatever its fields.
    Struct,
    /// An enum, whatever its variants.
    Enum,
    /// Another name for a type.
    Alias,
    /// A trait, whatever its items.
    Trait,
    /// A function, of a module, a type or a trait.
    Function,
    /// A constant or static.
    Constant,
    /// A type that implementors of a trait choose.
    AssociatedType,
    /// A public field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// A trait that a type has.
    Impl,
    /// Another path to an item of this crate or of another.
    Export,
    /// A source file, whose documentation or private code differs.
    File,
}

impl Kind {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Alias => "alias",
            Self::Trait => "trait",
            Self::Function => "function",
            Self::Constant => "constant",
            Self::AssociatedType => "associated-type",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Impl => "impl",
            Self::Export => "export",
            Self::File => "file",
        }
    }
}

/// The tokens of a crate's files as texts.
pub fn texts(krate: Crate) -> Texts {
    let part = |part: Part| TextPart {
        items: part.tokens.to_string(),
        source: part.source,
        members: part.members,
    };
    let text = |(path, file)| {
        let text = match file {
            File::Rust { docs, items } => Text {
                docs,
                parts: items.into_parts().into_iter().map(part).collect(),
            },
            File::Text(items) => Text {
                docs: String::new(),
                parts: vec![TextPart {
                    items,
                    source: Source::Crate,
                    members: Members::new(),
                }],
            },
        };
        (path, text)
    };
    krate.files.into_iter().map(text).collect()
}

/// The sources of two crates that differ, by path. Manifest and README say the version of the description, which is no
/// change of the crate.
pub fn differing<'a>(base: &'a Texts, revision: &'a Texts) -> BTreeSet<&'a str> {
    let paths = base.keys().chain(revision.keys()).map(String::as_str);
    paths
        .filter(|path| path.starts_with("src/") && !is_equal(base, revision, path, Text::is_same))
        .collect()
}

/// Whether a file is on both sides, and the same by some measure; or on none.
fn is_equal(base: &Texts, revision: &Texts, path: &str, same: fn(&Text, &Text) -> bool) -> bool {
    match (base.get(path), revision.get(path)) {
        (Some(old), Some(new)) => same(old, new),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// What the first part of a file is made of in which it differs from another.
pub fn differing_source(text: &Text, other: Option<&Text>) -> Source {
    let differs = |(index, part): &(usize, &TextPart)| {
        let twin = other.and_then(|other| other.parts.get(*index));
        twin.is_none_or(|twin| twin.items != part.items)
    };
    let first = text.parts.iter().enumerate().find(differs);
    // Documentation of the module is about what its first items are.
    let first = first.map(|(_, part)| part).or(text.parts.first());
    first.map(|part| part.source.clone()).unwrap_or_default()
}

/// The public items of two crates, as far as their files differ: what stands in equal files is in neither.
///
/// # Errors
///
/// If an emitter wrote tokens that are not Rust.
pub fn inventories(base: &Texts, revision: &Texts) -> Result<[Inventory; 2], RenderError> {
    let differs = |path: &str| !is_equal(base, revision, path, Text::has_same_items);
    Ok([
        collect::inventory(base, &differs)?,
        collect::inventory(revision, &differs)?,
    ])
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::settings::Target;

    /// The items of a crate with a root and a private module.
    fn items(root: proc_macro2::TokenStream, inner: proc_macro2::TokenStream) -> Inventory {
        let mut krate = Crate::new(Target::Types);
        krate.rust("src/lib.rs", "", root);
        krate.rust("src/inner.rs", "", inner);
        let [items, _] = inventories(&texts(krate), &Texts::new()).unwrap();
        items
    }

    #[test]
    fn what_is_public_is_known_by_a_public_path() {
        let items = items(
            quote!(
                mod inner;
                pub use self::inner::{Pet, feed};
                pub use other_types as types;
            ),
            quote!(
                #[derive(Clone, Eq)]
                pub struct Pet {
                    #[doc = "x"]
                    pub name: Option<crate::inner::Name>,
                    hidden: u8,
                }
                pub struct Hidden {
                    pub a: u8,
                }
                impl Pet {
                    pub fn name(&self, or: &str) -> std::collections::BTreeMap<String, &'static str> {
                        todo()
                    }
                    fn inside(&self) {}
                }
                pub fn feed(pet: impl Into<Pet>) {}
            ),
        );
        let lines: Vec<String> = items
            .iter()
            .map(|(key, item)| format!("{key} | {}", shown(&item.form)))
            .collect();
        assert_eq!(
            lines,
            [
                "Pet | struct Pet",
                "Pet: Clone | impl Clone for Pet",
                "Pet: Eq | impl Eq for Pet",
                "Pet::name | Option<Name>",
                "Pet::name() | fn name(&self, or: &str) -> BTreeMap<String, &'static str>",
                "feed() | fn feed(pet: impl Into<Pet>)",
                "use types | pub use other_types as types",
            ]
        );
        // Who could not build one can not be hindered.
        assert!(!items["Pet::name"].breaks);
        assert_eq!(items["Pet::name"].path, "Pet::name");
        assert_eq!(items["Pet::name()"].parent.as_deref(), Some("Pet"));
    }

    #[test]
    fn what_is_exported_in_steps_has_the_path_of_the_last() {
        let mut krate = Crate::new(Target::Server);
        krate.rust(
            "src/lib.rs",
            "",
            quote!(
                mod api;
                pub use api::ListRequest;
            ),
        );
        krate.rust(
            "src/api.rs",
            "",
            quote!(
                mod list;
                pub use self::list::ListRequest;
            ),
        );
        krate.rust(
            "src/api/list.rs",
            "",
            quote!(
                pub struct ListRequest {
                    pub limit: u8,
                }
            ),
        );
        let [items, _] = inventories(&texts(krate), &Texts::new()).unwrap();
        let paths: Vec<&str> = items.keys().map(String::as_str).collect();
        assert_eq!(paths, ["ListRequest", "ListRequest::limit"]);
    }

    #[test]
    fn what_breaks_by_being_there() {
        let items = items(
            quote!(
                pub mod inner;
            ),
            quote!(
                pub struct Open {
                    pub a: u8,
                }
                pub enum Kind {
                    A,
                    B(u8),
                }
                #[non_exhaustive]
                pub enum More {
                    A,
                }
                pub trait Api: Send {
                    type Principal: Send;
                    fn must(&self);
                    fn may(&self) {}
                }
            ),
        );
        let breaks: Vec<&str> = items
            .values()
            .filter(|item| item.breaks)
            .map(|item| item.path.as_str())
            .collect();
        assert_eq!(
            breaks,
            [
                "inner::Api::Principal",
                "inner::Api::must",
                "inner::Kind::A",
                "inner::Kind::B",
                "inner::Open::a"
            ]
        );
    }
}
