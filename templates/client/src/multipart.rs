//! Bodies in `multipart/form-data` (RFC 7578; OAS 3.1.1 §4.8.15) and its like, sent as they are read.
//!
//! What OpenAPI leaves open: parts of other media types than forms are named as those of forms are, by `Content-Disposition`.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderMap};
use http_body::{Frame, SizeHint};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::call::Call;
use super::encode;
use super::error::EncodeError;
use super::field::Field;
use super::form::{items, members, text};
use super::media::{essence, is_json};
use super::style::{self, Escape};
use super::transport::BoxError;

/// A form: the JSON text of its properties, in which files are indices, and the files with their names and header fields.
type Form<F> = (Vec<u8>, Vec<(Option<String>, HeaderMap, F)>);

impl Call<'_> {
    /// Gives the call a form with files.
    pub fn multipart<F>(&mut self, form: serde_json::Result<Form<F>>, media: &'static str, fields: &[Field])
    where
        F: http_body::Body<Data = Bytes> + Send + 'static,
        F::Error: Into<BoxError>,
    {
        let files = |(json, files): Form<F>| {
            let files = files.into_iter();
            let files = files.map(|(name, headers, content)| File {
                name,
                headers,
                content: Some(Body::new(content)),
            });
            (json, files.collect())
        };
        self.put_form(form.map(files), media, fields);
    }

    /// Gives the call a form without files.
    pub fn parts<T: Serialize + ?Sized>(&mut self, form: &T, media: &'static str, fields: &[Field]) {
        self.put_form(serde_json::to_vec(form).map(|json| (json, Vec::new())), media, fields);
    }

    fn put_form(&mut self, form: serde_json::Result<(Vec<u8>, Vec<File>)>, media: &str, fields: &[Field]) {
        let form = form.and_then(|(json, files)| Ok((serde_json::from_slice::<Value>(&json)?, files)));
        let (value, files) = match form {
            Ok(form) => form,
            Err(error) => return self.fail(EncodeError::with_source("the body", "it cannot be written", error)),
        };
        match Parts::of(value, files, media, fields) {
            Ok(parts) => {
                let media = parts.media_type(media);
                self.bytes(Body::new(parts.finish()), media);
            }
            Err(reason) => self.fail(EncodeError {
                subject: "the body".to_owned(),
                reason,
                source: None,
            }),
        }
    }
}

struct File {
    name: Option<String>,
    headers: HeaderMap,
    content: Option<Body>,
}

/// The parts of a form, in order.
struct Parts {
    boundary: String,
    pieces: VecDeque<Body>,
    /// The media type of text of which nothing is said.
    text: Option<&'static str>,
    /// That of the first part.
    first: Option<String>,
}

impl Parts {
    fn of(value: Value, mut files: Vec<File>, media: &str, fields: &[Field]) -> Result<Self, String> {
        let mut parts = Self {
            boundary: boundary(),
            pieces: VecDeque::new(),
            // Elsewhere than in forms (RFC 7578 §5.1.2) it would be US-ASCII (RFC 2046 §5.1).
            text: (essence(media) != "multipart/form-data").then_some("text/plain; charset=utf-8"),
            first: None,
        };
        if let Value::Array(items) = &value {
            parts.items(items, &mut files, fields)?;
            return Ok(parts);
        }
        let members = members(value)?;
        let field = |name: &str| fields.iter().find(|field| field.name == name);
        let is_file = |name: &str| field(name).is_some_and(|field| field.is_file);
        // Files last: whoever reads the form knows all else by then.
        let (last, first): (Vec<_>, Vec<_>) = members.iter().partition(|(name, _)| is_file(name));
        for (name, value) in first {
            parts
                .value(name, value, field(name))
                .map_err(|reason| format!("`{name}`: {reason}"))?;
        }
        for (name, value) in last {
            for (index, headers) in contents(value, field(name)).map_err(|reason| format!("`{name}`: {reason}"))? {
                if let Some((content, file)) = taken(&mut files, index, headers) {
                    parts.file(Some(name), content, file, field(name));
                }
            }
        }
        Ok(parts)
    }

    /// The items of an array, which have positions instead of names (OAS 3.2.0 §4.14).
    fn items(&mut self, items: &[Value], files: &mut [File], fields: &[Field]) -> Result<(), String> {
        for (index, item) in items.iter().enumerate() {
            let position = index.to_string();
            let own = fields.iter().find(|field| field.name == position);
            let field = own.or_else(|| fields.iter().find(|field| field.name == "items"));
            let (content, headers) = parted(item, field).map_err(|reason| format!("item {index}: {reason}"))?;
            if !field.is_some_and(|field| field.is_file) {
                self.text(None, content, &headers, field);
            } else if let Some((content, file)) = taken(files, content, headers) {
                self.file(None, content, file, field);
            }
        }
        Ok(())
    }

    fn value(&mut self, name: &str, value: &Value, field: Option<&Field>) -> Result<(), String> {
        if let Some(layout) = field.and_then(|field| field.style) {
            let escape = Escape {
                name: str::to_owned,
                value: str::to_owned,
            };
            for (name, text) in style::field(value, layout, name, escape)? {
                self.part(Some(&named(&name)), None, &HeaderMap::new(), Body::from(text));
            }
            return Ok(());
        }
        for (item, headers) in contents(value, field)? {
            self.text(Some(&named(name)), item, &headers, field);
        }
        Ok(())
    }

    fn text(&mut self, disposition: Option<&str>, item: &Value, headers: &HeaderMap, field: Option<&Field>) {
        let content_type = field.and_then(|field| field.content_type);
        let text = text(item, content_type.is_some_and(|media| is_json(&essence(media))));
        let json = matches!(item, Value::Object(_) | Value::Array(_)).then_some("application/json");
        self.part(disposition, content_type.or(json), headers, Body::from(text));
    }

    fn file(&mut self, name: Option<&str>, content: Body, file: &File, field: Option<&Field>) {
        let own = file.headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
        // Of several that the description names, one that is no range.
        let documented = field
            .and_then(|field| field.content_type)
            .into_iter()
            .flat_map(|all| all.split(','));
        let documented = { documented }.map(str::trim).find(|media| !media.contains('*'));
        let content_type = own.or(documented).unwrap_or("application/octet-stream");
        let file_name = |name| format!("filename=\"{}\"", quoted(name));
        let disposition = match (name, file.name.as_deref()) {
            (Some(name), given) => Some(format!("{}; {}", named(name), file_name(given.unwrap_or(name)))),
            (None, Some(given)) => Some(format!("attachment; {}", file_name(given))),
            (None, None) => None,
        };
        self.part(disposition.as_deref(), Some(content_type), &file.headers, content);
    }

    /// A part without a disposition has the one among `headers`, if any.
    fn part(&mut self, disposition: Option<&str>, content_type: Option<&str>, headers: &HeaderMap, content: Body) {
        let content_type = content_type.or(self.text);
        self.first
            .get_or_insert_with(|| content_type.unwrap_or_default().to_owned());
        let start = if self.pieces.is_empty() { "" } else { "\r\n" };
        let mut head = format!("{start}--{}", self.boundary).into_bytes();
        if let Some(disposition) = disposition {
            head.extend(format!("\r\nContent-Disposition: {disposition}").bytes());
        }
        for (name, value) in headers {
            if *name != CONTENT_TYPE && (disposition.is_none() || *name != CONTENT_DISPOSITION) {
                head.extend([b"\r\n", name.as_str().as_bytes(), b": ", value.as_bytes()].concat());
            }
        }
        if let Some(media) = content_type {
            head.extend(format!("\r\nContent-Type: {media}").bytes());
        }
        head.extend(b"\r\n\r\n");
        self.pieces.extend([Body::from(head), content]);
    }

    /// The media type of the whole, with its parameters: `multipart/related` names that of its root (RFC 2387 §3.1).
    fn media_type(&self, media: &str) -> String {
        let boundary = &self.boundary;
        let has_type = || media.to_ascii_lowercase().replace(' ', "").contains(";type=");
        match &self.first {
            Some(first) if essence(media) == "multipart/related" && !has_type() => {
                format!("{media}; type=\"{}\"; boundary={boundary}", essence(first))
            }
            _ => format!("{media}; boundary={boundary}"),
        }
    }

    fn finish(mut self) -> Pieces {
        let start = if self.pieces.is_empty() { "" } else { "\r\n" };
        let end = format!("{start}--{}--\r\n", self.boundary);
        self.pieces.push_back(Body::from(end));
        Pieces(self.pieces)
    }
}

/// What the parts of a property hold, each with its header fields.
///
/// # Errors
///
/// Which header field cannot be sent, and why.
fn contents<'v>(value: &'v Value, field: Option<&Field>) -> Result<Vec<(&'v Value, HeaderMap)>, String> {
    let contents = items(value).map(|item| parted(item, field));
    contents.filter(|part| !matches!(part, Ok((Value::Null, _)))).collect()
}

/// What a part holds, and its header fields.
///
/// # Errors
///
/// Which header field cannot be sent, and why.
fn parted<'v>(item: &'v Value, field: Option<&Field>) -> Result<(&'v Value, HeaderMap), String> {
    let fields = field.map_or(&[][..], |field| field.headers);
    if fields.is_empty() {
        return Ok((item, HeaderMap::new()));
    }
    let mut written = encode::Parts::default();
    for field in fields {
        if let Some(value) = item.get("headers").and_then(|headers| headers.get(field.name)) {
            encode::add(field, value, &mut written).map_err(|reason| format!("`{}`: {reason}", field.name))?;
        }
    }
    Ok((
        item.get("content").unwrap_or(&Value::Null),
        written.headers.into_iter().collect(),
    ))
}

/// The content of the file at an index, and what else is known of it.
fn taken<'f>(files: &'f mut [File], index: &Value, headers: HeaderMap) -> Option<(Body, &'f File)> {
    let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
    let file = files.get_mut(index?)?;
    file.headers.extend(headers);
    Some((file.content.take()?, file))
}

/// The disposition of a named part (RFC 7578 §4.2).
fn named(name: &str) -> String {
    format!("form-data; name=\"{}\"", quoted(name))
}

/// Bodies one after the other.
struct Pieces(VecDeque<Body>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(first) = self.0.front_mut() {
            match Pin::new(first).poll_frame(cx) {
                Poll::Ready(None) => {
                    self.0.pop_front();
                }
                // A part has no trailers.
                Poll::Ready(Some(Ok(frame))) if !frame.is_data() => {}
                frame => return frame,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let exact = self
            .0
            .iter()
            .map(|piece| piece.size_hint().exact())
            .sum::<Option<u64>>();
        exact.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Text that no content holds: 128 bits by chance.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0);
    format!("specwright-{:016x}{:016x}", random(), random())
}

/// A name between quotes, escaped as browsers do (HTML, "multipart/form-data encoding algorithm").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
