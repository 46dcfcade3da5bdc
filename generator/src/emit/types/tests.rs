//! Small objects, to the letter.

use crate::emit::Context;
use crate::model::{
    Additional, Annotations, Api, Constraints, EnumValue, Enumeration, IntegerFormat, NumberFormat, Object, Origin,
    Property, Schema, SchemaId, Shape, StringFormat,
};
use crate::output::{Crate, render};
use crate::plan::Plan;
use crate::pointer::Location;
use crate::report::Sink;
use crate::settings::Settings;

fn schema(origin: Origin, shape: Shape) -> Schema {
    Schema {
        location: Location::default(),
        origin,
        annotations: Annotations::default(),
        nullable: false,
        shape,
        constraints: Constraints::default(),
        rules: Vec::new(),
        spelling: Default::default(),
    }
}

/// An object component of the given properties, which are pushed after it.
fn object(api: &mut Api, name: &str, additional: Additional, properties: Vec<(&str, bool, Schema)>) -> SchemaId {
    let empty = Object {
        properties: Vec::new(),
        additional,
        patterns: Vec::new(),
        keys: None,
        dependent_required: indexmap::IndexMap::new(),
        discriminator: None,
    };
    let id = api
        .schemas
        .push(schema(Origin::Component(name.to_owned()), Shape::Object(empty)));
    for (name, required, mut property) in properties {
        property.origin = Origin::Property(id, name.to_owned());
        let property = Property {
            name: name.to_owned(),
            schema: api.schemas.push(property),
            required,
        };
        if let Shape::Object(object) = &mut api.schemas.get_mut(id).shape {
            object.properties.push(property);
        }
    }
    id
}

fn of(shape: Shape) -> Schema {
    schema(Origin::Component(String::new()), shape)
}

fn text() -> Schema {
    of(Shape::String(StringFormat::Unspecified))
}

/// A file of the crate, without its header.
fn file(api: &Api, path: &str) -> String {
    let settings = Settings::default();
    let mut sink = Sink::new();
    let plan = Plan::new(api.clone(), settings, &mut sink);
    assert_eq!(sink.into_diagnostics(), []);
    let context = Context {
        header: "Header.",
        ..Context::of(&plan, "pets")
    };
    let krate: Crate = super::emit(context);
    let files = render(krate, "Header.").unwrap();
    let text = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()));
    text.strip_prefix("// Header.\n").unwrap_or(text).trim().to_owned()
}

fn pet() -> Api {
    let mut api = Api::default();
    let name = Schema {
        constraints: Constraints {
            max_length: Some(40),
            ..Constraints::default()
        },
        annotations: Annotations {
            description: Some("What it is called.".to_owned()),
            ..Annotations::default()
        },
        ..text()
    };
    let kind = of(Shape::Enumeration(Enumeration {
        values: vec![EnumValue {
            location: Location::default(),
            value: "big-cat".into(),
            name: None,
            description: None,
        }],
        open: false,
    }));
    let age = Schema {
        nullable: true,
        ..of(Shape::Integer(IntegerFormat::Int32))
    };
    let properties = vec![
        ("nickName", false, name),
        ("kind", true, kind),
        ("age", false, age),
        ("weight", true, of(Shape::Number(NumberFormat::Double))),
    ];
    object(&mut api, "Pet", Additional::Closed, properties);
    api
}

#[test]
fn structs_stand_bare() {
    let expected = r#"//! `Pet`, and the types written in place there.

#[derive(Clone, Debug, PartialEq)]
pub struct Pet {
    /// What it is called.
    ///
    /// At most 40 characters.
    pub nick_name: Option<String>,
    pub kind: Kind,
    pub age: Option<Option<i32>>,
    pub weight: f64,
}

impl Pet {
    /// Creates a value from the required fields. The others are `None`.
    pub fn new(kind: Kind, weight: f64) -> Self {
        Self {
            nick_name: None,
            kind,
            age: None,
            weight,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    BigCat,
    /// A value that the description does not know.
    Unknown(String),
}"#;
    assert_eq!(file(&pet(), "src/schemas/pet.rs"), expected);
}

#[test]
fn every_item_has_one_public_path() {
    let root = file(&pet(), "src/lib.rs");
    let modules: Vec<&str> = root.lines().filter(|line| line.contains("mod ")).collect();
    assert_eq!(modules, ["mod codec;", "mod schemas;", "pub mod pet;"]);
    assert!(root.contains("pub use crate::schemas::pet::Pet;"), "{root}");
    let inside = file(&pet(), "src/pet.rs");
    let expected = "//! Types that are written in place in [`Pet`](super::Pet).\n\npub use crate::schemas::pet::Kind;";
    assert_eq!(inside, expected);
}

#[test]
fn codecs_list_what_a_type_has() {
    let codec = file(&pet(), "src/codec/pet.rs");
    let expected = r#"codec::object! {
    Pet {
        0: nick_name = optional "nickName",
        1: kind = required "kind",
        2: age = nullable "age" as Nullable<Integer>,
        3: weight = required "weight" as Float,
        _: refuse
    }
}"#;
    assert!(codec.contains(expected), "{codec}");
}

#[test]
fn rules_are_for_what_can_be_broken() {
    let rules = file(&pet(), "src/codec/pet.rs");
    let expected = r#"impl Validate for Pet {
    fn check(&self, c: &mut Checker) {
        if let Some(value) = &self.nick_name {
            c.field("nickName");
            c.max_length(value, 40);
            c.leave();
        }
        c.nested("kind", &self.kind);
    }
}"#;
    assert!(rules.contains(expected), "{rules}");
    let mut api = Api::default();
    object(&mut api, "Free", Additional::Unspecified, vec![("name", true, text())]);
    assert!(!file(&api, "src/codec/free.rs").contains("Validate"));
}

#[test]
fn passwords_are_not_shown() {
    let mut api = Api::default();
    let secret = of(Shape::String(StringFormat::Password));
    object(
        &mut api,
        "Login",
        Additional::Unspecified,
        vec![("user", true, text()), ("secret", false, secret)],
    );
    let text = file(&api, "src/schemas/login.rs");
    assert!(text.contains("#[derive(Clone, PartialEq"), "{text}");
    let shown = r#"f.debug_struct("Login").field("user", &self.user).field("secret", &format_args!("…")).finish()"#;
    let one_line: String = text.split_whitespace().collect();
    assert!(one_line.contains(&shown.replace(' ', "")), "{text}");
}

#[test]
fn only_what_is_needed_comes_along() {
    let dependency = |api: &Api| {
        let manifest: toml::Table = file(api, "Cargo.toml").parse().unwrap();
        manifest["dependencies"].to_string()
    };
    let runtime = |features: &str| format!("{{ specwright-types = {{ {features}path = \"../runtime/types\" }} }}");
    assert_eq!(dependency(&pet()), runtime(""));

    let mut api = Api::default();
    let bytes = of(Shape::String(StringFormat::Byte));
    let day = of(Shape::String(StringFormat::Date));
    let properties = vec![("bytes", true, bytes), ("day", true, day)];
    object(&mut api, "Blob", Additional::Unspecified, properties);
    assert_eq!(dependency(&api), runtime("features = [\"base64\", \"chrono\"], "));
}
