//! From XML to JSON.

use serde_json::{Map, Number, Value};

use super::element::{Element, parse};
use super::{Form, Place, Property, Xml};

/// Reads a document as JSON text, from which types are decoded. The name of the root is not compared.
///
/// # Errors
///
/// The JSON Pointer of the value that does not fit, and why; the pointer of a document that is not well-formed is empty.
pub fn read(text: &str, xml: &Xml) -> Result<Vec<u8>, (String, String)> {
    let root = parse(text).map_err(|message| (String::new(), message))?;
    let value = match xml.form() {
        // Without an element around them, there is one all the same: a document has one root.
        Form::List(item) => items(item, root.children.iter()),
        _ => value(xml, &root),
    };
    Ok(value?.to_string().into_bytes())
}

type Found = Result<Value, (String, String)>;

fn value(xml: &Xml, element: &Element) -> Found {
    match xml.form() {
        Form::Wrapped(item) => items(item, element.children.iter()),
        Form::Object(properties, others) => object(properties, others, element),
        Form::OneOf(variants) => one_of(variants, element),
        Form::Any if !element.children.is_empty() || !element.attributes.is_empty() => {
            const ANY: &Xml = &Xml::new("", Form::Any);
            object(&[], Some(ANY), element)
        }
        form => scalar(form, &element.text),
    }
}

fn scalar(form: Form, text: &str) -> Found {
    let fault = |expected: &str| (String::new(), format!("expected {expected}, not `{text}`"));
    let plain = text.trim();
    match form {
        Form::Integer | Form::Number => {
            let number = serde_json::from_str::<Number>(plain);
            number.map(Value::Number).map_err(|_| fault("a number"))
        }
        Form::Boolean => match plain {
            // XML Schema has both spellings.
            "true" | "1" => Ok(Value::Bool(true)),
            "false" | "0" => Ok(Value::Bool(false)),
            _ => Err(fault("`true` or `false`")),
        },
        Form::Text
        | Form::Any
        | Form::List(_)
        | Form::Wrapped(_)
        | Form::Object(..)
        | Form::Type(_)
        | Form::OneOf(_) => Ok(Value::String(text.to_owned())),
    }
}

fn items<'e>(item: &Xml, elements: impl Iterator<Item = &'e Element>) -> Found {
    let items = elements
        .enumerate()
        .map(|(index, element)| value(item, element).map_err(within(&index.to_string())));
    items.collect::<Result<_, _>>().map(Value::Array)
}

fn object(properties: &[Property], others: Option<&Xml>, element: &Element) -> Found {
    let mut object = Map::new();
    for property in properties {
        if let Some(found) = property_value(property, element) {
            object.insert(property.key.to_owned(), found.map_err(within(property.key))?);
        }
    }
    let Some(others) = others else {
        return Ok(Value::Object(object));
    };
    let is_known = |name: &str| properties.iter().any(|property| property.xml.takes(name));
    for child in element.children.iter().filter(|child| !is_known(&child.name)) {
        let found = value(others, child).map_err(within(&child.name))?;
        match object.get_mut(&child.name) {
            // More than one of a name is a list of them.
            Some(Value::Array(list)) => list.push(found),
            Some(first) => *first = Value::Array(vec![first.take(), found]),
            None => {
                object.insert(child.name.clone(), found);
            }
        }
    }
    Ok(Value::Object(object))
}

impl Xml {
    /// Whether elements of that name are its.
    fn takes(&self, name: &str) -> bool {
        match self.form() {
            Form::List(item) => item.name == name,
            _ => self.name == name,
        }
    }
}

fn property_value(property: &Property, element: &Element) -> Option<Found> {
    let xml = &property.xml;
    match property.place {
        Place::Attribute => {
            let attribute = element.attributes.iter().find(|(name, _)| name == xml.name)?;
            return Some(scalar(xml.form(), &attribute.1));
        }
        Place::Text => return Some(scalar(xml.form(), &element.text)),
        Place::Element => {}
    }
    let mut children = element
        .children
        .iter()
        .filter(|child| xml.takes(&child.name))
        .peekable();
    if let Form::List(item) = xml.form() {
        return (property.required || children.peek().is_some()).then(|| items(item, children));
    }
    children.next().map(|child| value(xml, child))
}

/// The first that can be read and has what it must, else the first that can be read.
fn one_of(variants: &[Xml], element: &Element) -> Found {
    let is_whole = |xml: &Xml, value: &Value| match xml.form() {
        Form::Object(properties, _) => {
            let required = properties.iter().filter(|property| property.required);
            { required }.all(|property| value.get(property.key).is_some())
        }
        _ => true,
    };
    let mut failure = Err((String::new(), "expected another value".to_owned()));
    let mut second = None;
    for xml in variants {
        match value(xml, element) {
            Ok(value) if is_whole(xml, &value) => return Ok(value),
            Ok(value) => second = second.or(Some(value)),
            Err(fault) => failure = Err(fault),
        }
    }
    second.map_or(failure, Ok)
}

/// Puts a key before the place of a fault (RFC 6901).
fn within(key: &str) -> impl Fn((String, String)) -> (String, String) {
    let key = key.replace('~', "~0").replace('/', "~1");
    move |(pointer, message)| (format!("/{key}{pointer}"), message)
}
