//! Bodies in `multipart/form-data` (RFC 7578; OAS 3.1.1 §4.8.15), sent as they are read.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use http_body::{Frame, SizeHint};
use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::call::Call;
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
    pub fn multipart<F>(&mut self, form: serde_json::Result<Form<F>>, fields: &[Field])
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
        self.put_form(form.map(files), fields);
    }

    /// Gives the call a form without files.
    pub fn parts<T: Serialize + ?Sized>(&mut self, form: &T, fields: &[Field]) {
        self.put_form(serde_json::to_vec(form).map(|json| (json, Vec::new())), fields);
    }

    fn put_form(&mut self, form: serde_json::Result<(Vec<u8>, Vec<File>)>, fields: &[Field]) {
        let form = form.and_then(|(json, files)| Ok((serde_json::from_slice::<Value>(&json)?, files)));
        let (value, files) = match form {
            Ok(form) => form,
            Err(error) => return self.fail(EncodeError::with_source("the body", "it cannot be written", error)),
        };
        match Parts::of(value, files, fields) {
            Ok(parts) => {
                let media = format!("multipart/form-data; boundary={}", parts.boundary);
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
}

impl Parts {
    fn of(value: Value, mut files: Vec<File>, fields: &[Field]) -> Result<Self, String> {
        let mut parts = Self {
            boundary: boundary(),
            pieces: VecDeque::new(),
        };
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
            for index in items(value) {
                let index = index.as_u64().and_then(|index| usize::try_from(index).ok());
                let file = index.and_then(|index| files.get_mut(index));
                if let Some((content, file)) = file.and_then(|file| Some((file.content.take()?, &*file))) {
                    parts.file(name, content, file, field(name));
                }
            }
        }
        Ok(parts)
    }

    fn value(&mut self, name: &str, value: &Value, field: Option<&Field>) -> Result<(), String> {
        if let Some(layout) = field.and_then(|field| field.style) {
            let escape = Escape {
                name: str::to_owned,
                value: str::to_owned,
            };
            for (name, text) in style::field(value, layout, name, escape)? {
                self.part(&format!("name=\"{}\"", quoted(&name)), None, Body::from(text));
            }
            return Ok(());
        }
        let content_type = field.and_then(|field| field.content_type);
        for item in items(value) {
            let text = text(item, content_type.is_some_and(|media| is_json(&essence(media))));
            let json = matches!(item, Value::Object(_) | Value::Array(_)).then_some("application/json");
            self.part(
                &format!("name=\"{}\"", quoted(name)),
                content_type.or(json),
                Body::from(text),
            );
        }
        Ok(())
    }

    fn file(&mut self, name: &str, content: Body, file: &File, field: Option<&Field>) {
        let file_name = file.name.as_deref().unwrap_or(name);
        let own = file.headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
        // Of several that the description names, one that is no range.
        let documented = field
            .and_then(|field| field.content_type)
            .into_iter()
            .flat_map(|all| all.split(','));
        let documented = { documented }.map(str::trim).find(|media| !media.contains('*'));
        let content_type = own.or(documented).unwrap_or("application/octet-stream");
        let mut head = format!("name=\"{}\"; filename=\"{}\"", quoted(name), quoted(file_name));
        for (name, value) in &file.headers {
            if let (true, Ok(value)) = (name != CONTENT_TYPE, value.to_str()) {
                head.push_str(&format!("\r\n{name}: {value}"));
            }
        }
        self.part(&head, Some(content_type), content);
    }

    fn part(&mut self, disposition: &str, content_type: Option<&str>, content: Body) {
        let start = if self.pieces.is_empty() { "" } else { "\r\n" };
        let media = content_type.map_or_else(String::new, |media| format!("\r\nContent-Type: {media}"));
        let boundary = &self.boundary;
        let head = format!("{start}--{boundary}\r\nContent-Disposition: form-data; {disposition}{media}\r\n\r\n");
        self.pieces.extend([Body::from(head), content]);
    }

    fn finish(mut self) -> Pieces {
        let start = if self.pieces.is_empty() { "" } else { "\r\n" };
        let end = format!("{start}--{}--\r\n", self.boundary);
        self.pieces.push_back(Body::from(end));
        Pieces(self.pieces)
    }
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
