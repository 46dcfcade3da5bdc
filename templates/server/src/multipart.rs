//! Bodies in `multipart/form-data` (RFC 7578) and its like, on their way to JSON, from which all bodies are decoded. Files
//! take another way: they are streams.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http_body_util::BodyDataStream;
use serde_json::{Map, Value};

use super::form::{Form, pointer};
use super::incoming::Incoming;
use super::kind::Kind;
use super::part::PartHeaders;
use super::position;
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
    let boundary = boundary(&incoming.parts.headers).map_err(|error| refuse(&error))?;
    let body = BodyDataStream::new(Paced::new(incoming.into_body()));
    let mut parts = multer::Multipart::new(body, boundary);
    let (mut texts, mut size, mut count) = (Vec::new(), 0, 0);
    let (mut indices, mut files, mut headers) = (Vec::new(), Vec::new(), PartHeaders::new(&form));
    while let Some(mut part) = parts.next_field().await.map_err(|error| refuse(&error))? {
        if part.headers().is_empty() {
            // RFC 2046 §5.1 allows it; but the parser passes over such a part, and gives the content of the next.
            let message = "a part without header fields cannot be read";
            return Err(refusal::bad_body(String::new(), message.to_owned()));
        }
        let named = match form.by_position {
            true => position::name(&form, count)?,
            false => name(&part),
        };
        count += 1;
        let Some(name) = named else {
            continue;
        };
        headers.read(&name, part.headers());
        if !form.is_file(&name) {
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(|error| refuse(&error))? {
                size += chunk.len();
                if size > MAX_TEXT {
                    return Err(refusal::too_large());
                }
                bytes.extend_from_slice(&chunk);
            }
            let place = || {
                if form.by_position {
                    pointer(&(count - 1).to_string())
                } else {
                    pointer(&name)
                }
            };
            let fault = |_| refusal::bad_body(place(), "it is not UTF-8".to_owned());
            let text = String::from_utf8(bytes).map_err(fault)?;
            texts.push((name, text));
            continue;
        }
        let (file_name, all) = (part.file_name().map(str::to_owned), part.headers().clone());
        indices.push((name, files.len()));
        let seen = |name: &str| texts.iter().any(|(text, _)| text == name) || has(&indices, name);
        let is_last = form.is_complete(seen);
        let content = match is_last {
            true => Err(spool::live(part)),
            false => spool::keep(part).await?,
        };
        files.push(File {
            name: file_name,
            headers: all,
            content,
        });
        if is_last {
            break;
        }
    }
    Ok((object(form, &texts, indices, headers)?, files))
}

/// The name of a part: that of its `Content-Disposition`, as in forms; where it has none, its `Content-ID` (RFC 2387).
fn name(part: &multer::Field<'_>) -> Option<String> {
    let id = || {
        let id = part.headers().get("content-id")?.to_str().ok()?.trim();
        Some(id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id))
    };
    part.name().or_else(id).map(str::to_owned)
}

/// The boundary, whatever kind of `multipart` it is (RFC 2046 §5.1).
fn boundary(headers: &HeaderMap) -> multer::Result<String> {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media = media.unwrap_or_default();
    let (essence, parameters) = media.split_once(';').unwrap_or((media, ""));
    let is_multipart =
        { essence.trim().split_once('/') }.is_some_and(|(kind, _)| kind.eq_ignore_ascii_case("multipart"));
    match is_multipart {
        // The parser knows one kind.
        true => multer::parse_boundary(format!("multipart/form-data;{parameters}")),
        false => multer::parse_boundary(media),
    }
}

fn has(indices: &[(String, usize)], name: &str) -> bool {
    indices.iter().any(|(file, _)| file == name)
}

/// The JSON text of the object.
fn object(
    form: Form,
    texts: &[(String, String)],
    indices: Vec<(String, usize)>,
    mut headers: PartHeaders,
) -> Result<Vec<u8>, Problem> {
    let pairs = texts.iter().map(|(name, text)| (name.clone(), text.as_str())).collect();
    let as_it_is: super::style::Decode = |text| Ok(text.to_owned());
    let mut faults = std::mem::take(&mut headers.faults);
    let mut object = match form.object(&Pairs(pairs), as_it_is) {
        Ok(object) => object,
        Err(found) => {
            faults.extend(found);
            return Err(refusal::bad_fields(position::places(&form, faults)));
        }
    };
    for (name, index) in indices {
        if !form.add_file(&mut object, &name, index) {
            let message = "expected one file, but it is given more than once";
            faults.push(Violation::pointer(pointer(&name), message));
        }
    }
    match faults.as_slice() {
        [] => {
            headers.join(&mut object);
            Ok(position::value(&form, object).to_string().into_bytes())
        }
        _ => Err(refusal::bad_fields(position::places(&form, faults))),
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
