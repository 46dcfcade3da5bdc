//! The layouts of a value inside one piece of text (OAS 3.1.1 §4.8.12.3): a path segment, a header field, a single
//! query value. Text is split first and decoded after, so that an escaped delimiter is part of a value.

use serde_json::{Map, Value};
use specwright_types::__private::wire::style::members;

use super::kind::Kind;
use super::parameter::{Parameter, Place, Style};
use super::percent::{self, Malformed};

/// How escapes in a piece of text are resolved.
pub type Decode = fn(&str) -> Result<String, Malformed>;

/// The decoding that goes with a parameter: header fields and cookies of style `cookie` have none.
pub fn decoding(parameter: &Parameter) -> Decode {
    match (parameter.place, parameter.style) {
        (Place::Path, _) => percent::decode,
        (Place::Query | Place::QueryString | Place::Form, _) => percent::decode_query,
        (Place::Header | Place::Part, _) | (Place::Cookie, Style::Cookie) => |text| Ok(text.to_owned()),
        (Place::Cookie, _) => percent::decode,
    }
}

/// Reads a path segment, prefix of the style included.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn read_path(parameter: &Parameter, raw: &str) -> Result<Value, String> {
    match parameter.style {
        Style::Label => {
            let rest = raw.strip_prefix('.').ok_or("expected to start with `.`")?;
            let delimiter = if parameter.explode { "." } else { "," };
            read(parameter, rest, delimiter, parameter.explode)
        }
        Style::Matrix => read_matrix(parameter, raw),
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited => read_delimited(parameter, raw),
        Style::Simple | Style::Form | Style::DeepObject | Style::Cookie => read(parameter, raw, ",", parameter.explode),
    }
}

/// Reads a header field, its lines joined by commas.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn read_header(parameter: &Parameter, raw: &str) -> Result<Value, String> {
    match parameter.style {
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited => read_delimited(parameter, raw.trim()),
        _ => read(parameter, raw.trim(), ",", parameter.explode),
    }
}

/// Reads the one value of a query parameter or cookie that is not exploded.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn read_delimited(parameter: &Parameter, raw: &str) -> Result<Value, String> {
    // No delimiter is left as it is in a URL that was built with care, so both spellings are read. A line feed cannot
    // occur in one, so it can stand for either.
    let is_plain = matches!(parameter.place, Place::Header | Place::Part);
    let plain = [parameter.style.delimiter()];
    let spellings: &[&str] = match parameter.style {
        Style::SpaceDelimited if !is_plain => &["%20", "+"],
        Style::PipeDelimited if !is_plain => &["%7C", "%7c", "|"],
        Style::TabDelimited if !is_plain => &["%09"],
        _ => &plain,
    };
    let is_scalar = !matches!(parameter.kind.composite(), Kind::Array(_) | Kind::Object(..));
    if is_scalar || spellings == [","] {
        return read(parameter, raw, ",", false);
    }
    let unified = spellings
        .iter()
        .fold(raw.to_owned(), |raw, spelling| raw.replace(spelling, "\n"));
    read(parameter, &unified, "\n", false)
}

/// `;color=blue,black`, `;color=blue;color=black`, `;R=100;G=200`.
fn read_matrix(parameter: &Parameter, raw: &str) -> Result<Value, String> {
    let rest = raw.strip_prefix(';').ok_or("expected to start with `;`")?;
    if parameter.explode && matches!(parameter.kind.composite(), Kind::Object(..)) {
        return read(parameter, rest, ";", true);
    }
    let mut values = Vec::new();
    for part in rest.split(';') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if percent::decode(name).as_deref() != Ok(parameter.name) {
            return Err(format!("expected `;{}=`", parameter.name));
        }
        values.push(value);
    }
    match values.as_slice() {
        [value] => read(parameter, value, ",", false),
        _ => read_many(&parameter.kind, &values, decoding(parameter)),
    }
}

fn read(parameter: &Parameter, raw: &str, delimiter: &str, explode: bool) -> Result<Value, String> {
    read_kind(&parameter.kind, raw, delimiter, explode, decoding(parameter))
}

fn read_kind(kind: &Kind, raw: &str, delimiter: &str, explode: bool, decode: Decode) -> Result<Value, String> {
    match kind {
        Kind::Array(_) if raw.is_empty() => Ok(Value::Array(Vec::new())),
        Kind::Array(item) => {
            let items = raw.split(delimiter).map(|raw| read_one(item, raw.trim(), decode));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        Kind::Object(..) if raw.is_empty() => Ok(Value::Object(Map::new())),
        Kind::Object(..) => read_object(kind, &members(raw, delimiter, explode)?, (read_inner, decode)),
        Kind::OneOf(kinds) => {
            let mut failure = Err("expected another value".to_owned());
            for kind in *kinds {
                match read_kind(kind, raw, delimiter, explode, decode) {
                    Ok(value) => return Ok(value),
                    Err(message) => failure = Err(message),
                }
            }
            failure
        }
        Kind::String | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Null | Kind::Json | Kind::File => {
            read_one(kind, raw, decode)
        }
    }
}

/// How the values of one name are read.
pub type ReadMany = fn(&Kind, &[&str], Decode) -> Result<Value, String>;

/// Reads an object of names and values that are still encoded.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn read_object(kind: &Kind, pairs: &[(&str, &str)], (read, decode): (ReadMany, Decode)) -> Result<Value, String> {
    let mut object = Map::new();
    for (index, (raw_name, _)) in pairs.iter().enumerate() {
        let name = decode(raw_name).map_err(|error| error.to_string())?;
        let is_repeated = pairs.iter().take(index).any(|(earlier, _)| earlier == raw_name);
        let Some(property) = kind.property(&name).filter(|_| !is_repeated) else {
            continue;
        };
        let same = pairs.iter().filter(|(other, _)| other == raw_name);
        let values: Vec<&str> = same.map(|(_, value)| *value).collect();
        let value = read(property, &values, decode).map_err(|message| format!("`{name}`: {message}"))?;
        object.insert(name, value);
    }
    Ok(Value::Object(object))
}

/// Reads the values of one name, which is an array's items or a single value.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub fn read_many(kind: &Kind, values: &[&str], decode: Decode) -> Result<Value, String> {
    match (kind, values) {
        (Kind::OneOf(_), [value]) => read_kind(kind, value, ",", false, decode),
        (Kind::Array(item), values) => {
            let items = values.iter().map(|raw| read_one(item, raw, decode));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        (_, [value]) => read_one(kind, value, decode),
        (Kind::OneOf(_), values) if matches!(kind.composite(), Kind::Array(_)) => {
            read_many(kind.composite(), values, decode)
        }
        _ => Err("expected one value, but it is given more than once".to_owned()),
    }
}

/// Reads a value inside another, of which no style but deepObject speaks: arrays are JSON, or one item.
fn read_inner(kind: &Kind, values: &[&str], decode: Decode) -> Result<Value, String> {
    if let (Kind::Array(_), [raw]) = (kind.composite(), values)
        && let Some(array) = { decode(raw).ok() }.and_then(|text| serde_json::from_str::<Vec<Value>>(&text).ok())
    {
        return Ok(Value::Array(array));
    }
    read_many(kind, values, decode)
}

fn read_one(kind: &Kind, raw: &str, decode: Decode) -> Result<Value, String> {
    let text = decode(raw).map_err(|error| error.to_string())?;
    kind.read(&text).map_err(|expected| format!("expected {expected}"))
}
