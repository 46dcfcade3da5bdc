//! The inputs of a call, by the index of a parameter, or `body`.

use specwright_client::serde::de::DeserializeOwned;
use specwright_client::serde_json::Value;

/// The inputs of one call.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'v>(pub &'v Value);

#[allow(dead_code, reason = "operations have different inputs")]
impl Inputs<'_> {
    /// An input that the call cannot do without.
    ///
    /// # Errors
    ///
    /// If there is none, or it is not of its type.
    pub fn required<T: DeserializeOwned>(self, name: &str) -> Result<T, String> {
        self.optional(name)?.ok_or_else(|| format!("no sample for `{name}`"))
    }

    /// An input that may be left out.
    ///
    /// # Errors
    ///
    /// If it is not of its type.
    pub fn optional<T: DeserializeOwned>(self, name: &str) -> Result<Option<T>, String> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        let decoded = T::deserialize(value);
        decoded
            .map(Some)
            .map_err(|error| format!("the sample for `{name}` is not of its type: {error}"))
    }

    /// An input as text: JSON, unless it is text itself.
    ///
    /// # Errors
    ///
    /// None; the result is that of the others.
    pub fn text(self, name: &str) -> Result<Option<String>, String> {
        Ok(self.0.get(name).map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }))
    }
}
