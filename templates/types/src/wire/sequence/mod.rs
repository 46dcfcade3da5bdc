//! Sequences of values as bytes: JSON Lines (NDJSON), JSON text sequences (RFC 7464), server-sent events. Clients and
//! servers have this code in common: what one of them writes, the other reads.

mod event;
mod framing;
mod lines;
mod reader;
mod texts;

pub use self::event::Event;
pub use self::framing::{Boxed, Framing, Write, event_objects, events, items, sound, text_events};
pub use self::lines::Lines;
pub use self::reader::{Reader, Split};
pub use self::texts::Texts;

/// An error of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// What ends many streams of JSON, by a habit that no standard mentions.
pub const DONE: &str = "[DONE]";
