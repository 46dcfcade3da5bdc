//! A server-sent event (HTML Living Standard §9.2), and the objects that describe one.

use std::time::Duration;

use bytes::Bytes;
use serde_json::{Map, Value};

/// A server-sent event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event<T> {
    /// The id of this event, or of the last that had one: what `Last-Event-ID` resumes after.
    pub id: Option<String>,
    /// What kind of event it is, if it says.
    pub event: Option<String>,
    /// How long to wait before connecting anew, if it says.
    pub retry: Option<Duration>,
    /// Its data.
    pub data: T,
}

impl<T> Event<T> {
    /// An event that is nothing but data.
    pub fn new(data: T) -> Self {
        Self {
            id: None,
            event: None,
            retry: None,
            data,
        }
    }

    /// The same with other data.
    pub fn with<U>(self, data: U) -> Event<U> {
        let Self { id, event, retry, .. } = self;
        Event { id, event, retry, data }
    }

    /// The lines of the event, whose data is this text.
    pub fn frame(&self, data: &str) -> Bytes {
        let mut text = String::new();
        let retry = self.retry.map(|retry| retry.as_millis().to_string());
        for (name, value) in [("id", &self.id), ("event", &self.event), ("retry", &retry)] {
            if let Some(value) = value {
                // A field is one line.
                let value = value.replace(['\r', '\n', '\0'], " ");
                text.push_str(&format!("{name}: {value}\n"));
            }
        }
        for line in data.replace("\r\n", "\n").split(['\r', '\n']) {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
        text.into()
    }
}

impl Event<String> {
    /// The event that an object describes by its fields.
    pub fn of_object(fields: &Value) -> Self {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
        Self {
            id: text("id"),
            event: text("event"),
            retry: fields.get("retry").and_then(Value::as_u64).map(Duration::from_millis),
            data: match fields.get("data") {
                Some(Value::String(text)) => text.clone(),
                Some(data) => data.to_string(),
                None => String::new(),
            },
        }
    }

    /// The event as an object in JSON: with data that is a value of its own where it can be, and with data that is text.
    pub fn objects(self) -> [Bytes; 2] {
        let text = Value::String(self.data);
        let value = text.as_str().and_then(|text| serde_json::from_str(text).ok());
        let value = value.unwrap_or_else(|| text.clone());
        let mut fields = Map::new();
        let given = [("id", self.id), ("event", self.event)].into_iter();
        fields.extend(given.filter_map(|(name, text)| Some((name.to_owned(), text?.into()))));
        let retry = self.retry.and_then(|retry| u64::try_from(retry.as_millis()).ok());
        fields.extend(retry.map(|retry| ("retry".to_owned(), retry.into())));
        [value, text].map(|data| {
            fields.insert("data".to_owned(), data);
            serde_json::to_vec(&fields).unwrap_or_default().into()
        })
    }
}
