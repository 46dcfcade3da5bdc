//! Bodies in `multipart/form-data` (RFC 7578), on their way to JSON, from which all bodies are decoded. Files take
//! another way: they are streams.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body_util::BodyDataStream;
use serde_json::{Map, Value};

use super::form::{Form, pointer};
use super::incoming::Incoming;
use super::kind::Kind;
use super::problem::{Problem, Violation};
use super::query::Pairs;
use super::refusal;
use super::request_body::exceeds_limit;
use super::spool::{self, Paced, Stream};

/// How many bytes the properties that are no files may have together.
const MAX_TEXT: usize = 2 * 1024 * 1024;

/// Makes a file of its name, its header fields, and its bytes or a stream of them.
pub type Receive<F> = fn(Option<String>, HeaderMap, Result<Bytes, Stream>) -> F;

/// Reads a form: the JSON text of an object in which files are indices, and the files.
///
/// A file is streamed where nothing that matters can follow it. Others are kept until the whole form was read: small ones
/// in memory, large ones on disk.
///
/// # Errors
///
/// 413 for too many bytes, 400 for a form that cannot be read.
pub async fn read<F>(incoming: Incoming, form: Form, receive: Receive<F>) -> Result<(Vec<u8>, Vec<F>), Problem> {
    let (json, files) = parts(incoming, form).await?;
    let files = files.into_iter();
    let files = files.map(|file| receive(file.name, file.headers, file.content));
    Ok((json, files.collect()))
}

/// Reads a form without files as the JSON text of an object.
///
/// # Errors
///
/// As [`read`].
pub async fn read_fields(incoming: Incoming, form: Form) -> Result<Vec<u8>, Problem> {
    Ok(parts(incoming, form).await?.0)
}

struct File {
    name: Option<String>,
    headers: HeaderMap,
    content: Result<Bytes, Stream>,
}

async fn parts(incoming: Incoming, form: Form) -> Result<(Vec<u8>, Vec<File>), Problem> {
    let content_type = incoming
        .parts
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let boundary = multer::parse_boundary(content_type.unwrap_or_default()).map_err(|error| refuse(&error))?;
    let body = BodyDataStream::new(Paced::new(incoming.into_body()));
    let mut parts = multer::Multipart::new(body, boundary);
    let (mut texts, mut size) = (Vec::new(), 0);
    let (mut indices, mut files) = (Vec::new(), Vec::new());
    while let Some(mut part) = parts.next_field().await.map_err(|error| refuse(&error))? {
        let Some(name) = part.name().map(str::to_owned) else {
            continue;
        };
        if !form.is_file(&name) {
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error))? {
                size += chunk.len();
                if size > MAX_TEXT {
                    return Err(refusal::too_large());
                }
                bytes.extend_from_slice(&chunk);
            }
            let fault = |_| refusal::bad_body(pointer(&name), "it is not UTF-8".to_owned());
            let text = String::from_utf8(bytes).map_err(fault)?;
            texts.push((name, text));
            continue;
        }
        let (file_name, headers) = (part.file_name().map(str::to_owned), part.headers().clone());
        indices.push((name, files.len()));
        let seen = |name: &str| texts.iter().any(|(text, _)| text == name) || has(&indices, name);
        let is_last = form.is_complete(seen);
        let content = match is_last {
            true => Err(spool::live(part)),
            false => spool::keep(part).await?,
        };
        files.push(File {
            name: file_name,
            headers,
            content,
        });
        if is_last {
            break;
        }
    }
    Ok((object(form, &texts, indices)?, files))
}

fn has(indices: &[(String, usize)], name: &str) -> bool {
    indices.iter().any(|(file, _)| file == name)
}

/// The JSON text of the object.
fn object(form: Form, texts: &[(String, String)], indices: Vec<(String, usize)>) -> Result<Vec<u8>, Problem> {
    let pairs = texts.iter().map(|(name, text)| (name.clone(), text.as_str())).collect();
    let as_it_is: super::style::Decode = |text| Ok(text.to_owned());
    let mut object = form.object(&Pairs(pairs), as_it_is).map_err(refusal::bad_fields)?;
    let mut faults = Vec::new();
    for (name, index) in indices {
        if !form.add_file(&mut object, &name, index) {
            let message = "expected one file, but it is given more than once";
            faults.push(Violation::pointer(pointer(&name), message));
        }
    }
    match faults.as_slice() {
        [] => Ok(Value::Object(object).to_string().into_bytes()),
        _ => Err(refusal::bad_fields(faults)),
    }
}

impl Kind {
    /// Whether it is files: one or several.
    fn is_file(&self) -> bool {
        match self {
            Self::File => true,
            Self::Array(item) => item.is_file(),
            Self::OneOf(kinds) => kinds.iter().any(Self::is_file),
            Self::String
            | Self::Integer
            | Self::Number
            | Self::Boolean
            | Self::Null
            | Self::Json
            | Self::Object(..) => false,
        }
    }
}

impl Form {
    /// Whether values of that name are files.
    fn is_file(&self, name: &str) -> bool {
        self.fields
            .iter()
            .any(|field| field.name == name && field.kind.is_file())
    }

    /// Whether nothing of the form can follow when these properties were seen.
    fn is_complete(&self, seen: impl Fn(&str) -> bool) -> bool {
        let single = |kind: &Kind| !kind.is_file() || !matches!(kind.composite(), Kind::Array(_));
        self.others.is_none() && self.fields.iter().all(|field| seen(field.name) && single(&field.kind))
    }

    /// Adds the index of a file; false where there is one already.
    fn add_file(&self, object: &mut Map<String, Value>, name: &str, index: usize) -> bool {
        let field = self.fields.iter().find(|field| field.name == name);
        let is_list = field.is_some_and(|field| matches!(field.kind.composite(), Kind::Array(_)));
        match object.get_mut(name) {
            Some(Value::Array(list)) => list.push(index.into()),
            Some(_) => return false,
            None if is_list => {
                object.insert(name.to_owned(), Value::Array(vec![index.into()]));
            }
            None => {
                object.insert(name.to_owned(), index.into());
            }
        }
        true
    }
}

/// The refusal of a form that cannot be read.
pub(super) fn refuse(error: &multer::Error) -> Problem {
    if exceeds_limit(error) {
        return refusal::too_large();
    }
    refusal::bad_body(String::new(), error.to_string())
}
