//! A call in the making.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::Pending;
use super::answer::Exchanged;
use super::body::Body;
use super::documented::Response;
use super::error::{ApiError, EncodeError, Error};
use super::exchange::Core;
use super::operation::Operation;
use super::options::Options;
use super::response::{Read, Reply};

/// A call of an operation: collects its inputs, and the first of them that cannot be encoded, which sending reports.
pub struct Call<'c> {
    core: &'c Core,
    operation: &'static Operation,
    success: &'static [Response],
    input: Input,
    // Boxed, as few calls have any, and all calls are moved.
    options: Option<Box<Options>>,
    error: Option<Box<EncodeError>>,
}

/// A body of one of several media types.
pub trait RequestBody {
    /// Gives it to a call.
    fn give(self, call: &mut Call<'_>);
}

/// What a call was given.
#[derive(Default)]
pub(super) struct Input {
    /// By index of the parameter.
    pub(super) values: Vec<Option<Value>>,
    /// The body and its media type.
    pub(super) body: Option<(Body, Cow<'static, str>)>,
    /// A URL to go to instead of the operation's own, as an answer has it.
    pub(super) link: Option<Box<str>>,
    /// A URL instead of the server's and the operation's path.
    pub(super) target: Option<Box<str>>,
}

impl<'c> Call<'c> {
    pub(super) fn new(core: &'c Core, operation: &'static Operation) -> Self {
        let values = operation.parameters.iter().map(|_| None).collect();
        Self {
            core,
            operation,
            success: operation.success,
            input: Input {
                values,
                body: None,
                link: None,
                target: None,
            },
            options: None,
            error: None,
        }
    }

    /// Gives a parameter its value.
    pub fn set<T: Serialize + ?Sized>(&mut self, parameter: usize, value: &T) {
        // By way of the text, because serde_json's own values have no f32: 0.1 would become 0.10000000149011612.
        self.put(parameter, serde_json::to_vec(value));
    }

    fn put(&mut self, index: usize, json: serde_json::Result<Vec<u8>>) {
        let value = json.and_then(|json| serde_json::from_slice(&json));
        match (value, self.input.values.get_mut(index)) {
            (Ok(value), Some(slot)) => *slot = Some(value),
            (Ok(_), None) => {}
            (Err(error), _) => {
                let name = self
                    .operation
                    .parameters
                    .get(index)
                    .map_or("", |parameter| parameter.name);
                let subject = format!("parameter `{name}`");
                self.fail(EncodeError::with_source(subject, "it cannot be written", error));
            }
        }
    }

    /// Gives the call a body of JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T, media: &'static str) {
        self.put_body(serde_json::to_vec(body), media);
    }

    fn put_body(&mut self, json: serde_json::Result<Vec<u8>>, media: &'static str) {
        match json {
            Ok(json) => self.bytes(json.into(), media),
            Err(error) => self.fail(EncodeError::with_source("the body", "it cannot be written", error)),
        }
    }

    /// Gives the call a body of text.
    pub fn text(&mut self, body: String, media: &'static str) {
        self.bytes(body.into(), media);
    }

    /// Gives the call a body of XML.
    pub fn markup(&mut self, body: serde_json::Result<String>, media: &'static str) {
        self.put_body(body.map(String::into_bytes), media);
    }

    /// Gives the call a body as it is.
    pub fn bytes(&mut self, body: Body, media: impl Into<Cow<'static, str>>) {
        let media = match body.content_type() {
            Some(media) => Cow::Owned(media.to_owned()),
            None => media.into(),
        };
        self.input.body = Some((body, media));
    }

    /// Gives the call a body in one of several media types.
    pub fn body(&mut self, body: impl RequestBody) {
        body.give(self);
    }

    /// The value of a parameter.
    pub fn value(&self, parameter: usize) -> Option<&Value> {
        self.input.values.get(parameter)?.as_ref()
    }

    /// Gives a parameter a value that the API itself gave.
    pub fn replace(&mut self, parameter: usize, value: Value) {
        if let Some(slot) = self.input.values.get_mut(parameter) {
            *slot = Some(value);
        }
    }

    /// The body, if its bytes are there, and its media type.
    pub fn json_body(&self) -> Option<(&[u8], &str)> {
        let (body, media) = self.input.body.as_ref()?;
        Some((body.as_bytes()?, media))
    }

    /// Goes to a URL instead of the server's and the operation's path.
    pub fn to(&mut self, url: String) {
        self.input.target = Some(url.into());
    }

    /// Goes to a URL that an answer has, instead of the operation's own.
    pub fn follow(&mut self, url: String) {
        self.input.link = Some(url.into());
    }

    /// The same call once more, as long as its body is no stream.
    #[must_use]
    pub fn again(&mut self) -> Self {
        let body = self.input.body.as_mut();
        Self {
            input: Input {
                values: self.input.values.clone(),
                body: body.map(|(body, media)| (body.outgoing(), media.clone())),
                link: self.input.link.clone(),
                target: self.input.target.clone(),
            },
            options: self.options.clone(),
            error: self.error.take(),
            ..*self
        }
    }

    /// What this call does in its own way.
    pub fn options(&mut self) -> &mut Options {
        self.options.get_or_insert_default()
    }

    /// The same, if there is anything.
    pub(super) fn own_options(&self) -> Option<&Options> {
        self.options.as_deref()
    }

    pub(super) fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    /// The same call for other representations of its successes.
    #[must_use]
    pub fn accepting(mut self, success: &'static [Response]) -> Self {
        self.success = success;
        self
    }

    /// Sends the call, and makes what the operation documents of the answer.
    pub fn send<T: 'c, E: 'c>(mut self, success: Read<T>, error: Read<E>) -> Pending<'c, T, E> {
        Box::pin(async move { Ok(success(self.succeed(error).await?)?) })
    }

    /// Sends the call; a documented error is one. Like all that does the sending, it leaves the call where it is: a
    /// future has room of its own for whatever it is given.
    pub(super) async fn succeed<E>(&mut self, error: Read<E>) -> Result<Reply, Error<E>> {
        match self.core.exchange(self).await? {
            Exchanged::Success(reply) => Ok(reply),
            Exchanged::Error(reply) => Err(refused(reply, error)),
        }
    }

    /// The successes that it takes.
    pub(super) fn success(&self) -> &'static [Response] {
        self.success
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What the request is made of.
    pub(super) fn input(&mut self) -> &mut Input {
        &mut self.input
    }

    /// Whether the inputs can be sent.
    ///
    /// # Errors
    ///
    /// The first that is wrong, or missing.
    pub(super) fn check(&mut self) -> Result<(), EncodeError> {
        if let Some(error) = self.error.take() {
            return Err(*error);
        }
        let given = self.operation.parameters.iter().zip(&self.input.values);
        if let Some((parameter, _)) = { given }.find(|(parameter, value)| parameter.required && value.is_none()) {
            return Err(EncodeError::parameter(
                parameter.name,
                "it is required, and no value was given",
            ));
        }
        if self.operation.body_required && self.input.body.is_none() {
            return Err(EncodeError {
                subject: "the body".to_owned(),
                reason: "it is required, and none was given".to_owned(),
                source: None,
            });
        }
        Ok(())
    }
}

/// A documented error, if it can be read.
fn refused<E>(reply: Reply, read: Read<E>) -> Error<E> {
    let (status, headers) = (reply.status, reply.headers.clone());
    match read(reply) {
        Ok(body) => Error::Api(Box::new(ApiError { status, headers, body })),
        Err(failure) => failure.into(),
    }
}

impl fmt::Debug for Call<'_> {
    // Not the values: they may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({} {})", self.operation.method, self.operation.path)
    }
}
