//! XML (OAS 3.1.1 §4.8.26): values by way of JSON, elements and attributes by what a description says of them.

mod element;
mod read;
mod write;

pub use self::read::read;
pub use self::write::write;

/// How the values of a schema stand in XML.
#[derive(Clone, Copy, Debug)]
pub struct Xml {
    /// The name of the element or attribute.
    name: &'static str,
    /// The prefix of the name.
    prefix: Option<&'static str>,
    /// The namespace that the element declares.
    namespace: Option<&'static str>,
    form: Form,
}

/// What is in an element.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Text.
    Text,
    /// Text that is a whole number.
    Integer,
    /// Text that is a number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Whatever comes.
    Any,
    /// An element for each item.
    List(&'static Xml),
    /// One element around those of the items.
    Wrapped(&'static Xml),
    /// Elements and attributes by property, and what others hold, where they are kept.
    Object(&'static [Property], Option<&'static Xml>),
    /// What a type of its own has in it.
    Type(fn() -> &'static Xml),
    /// The first of these that fits.
    OneOf(&'static [Xml]),
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its name in JSON.
    key: &'static str,
    xml: Xml,
    place: Place,
    required: bool,
}

/// Where a property stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Element,
    Attribute,
    Text,
}

/// A type that has elements of its own.
pub trait Described {
    /// How its values stand in XML.
    fn xml() -> &'static Xml;
}

impl Xml {
    /// An element of a name.
    pub const fn new(name: &'static str, form: Form) -> Self {
        Self {
            name,
            prefix: None,
            namespace: None,
            form,
        }
    }

    /// The same with a prefix.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }

    /// The same in a namespace.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// The form, types looked up.
    fn form(&self) -> Form {
        let mut form = self.form;
        // A type that is just another type's name is resolved in one step; what leads in a circle is nothing.
        for _ in 0..8 {
            match form {
                Form::Type(described) => form = described().form,
                form => return form,
            }
        }
        Form::Any
    }
}

impl Property {
    /// A property that is an element.
    pub const fn new(key: &'static str, xml: Xml) -> Self {
        Self {
            key,
            xml,
            place: Place::Element,
            required: false,
        }
    }

    /// The same as an attribute.
    #[must_use]
    pub const fn attribute(mut self) -> Self {
        self.place = Place::Attribute;
        self
    }

    /// The same as the text of the element.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.place = Place::Text;
        self
    }

    /// The same, and it must be there: a list without elements is an empty one.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}
