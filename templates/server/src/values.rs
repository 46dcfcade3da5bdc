//! The values of a request's parameters, on their way to Rust types.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::parameter::Parameter;
use super::problem::{Problem, Violation};
use super::refusal;

/// The values found, in the order of the parameters, and every fault so far.
#[derive(Debug)]
pub struct Values {
    parameters: &'static [Parameter],
    values: Vec<Option<Value>>,
    violations: Vec<Violation>,
}

impl Values {
    /// No values yet.
    pub fn new(parameters: &'static [Parameter]) -> Self {
        Self {
            parameters,
            values: Vec::with_capacity(parameters.len()),
            violations: Vec::new(),
        }
    }

    /// Adds the value of the next parameter: its default where the request does not have it, a fault where it must.
    pub fn push(&mut self, found: Result<Option<Value>, String>) {
        let index = self.values.len();
        let Some(parameter) = self.parameters.get(index) else {
            return;
        };
        let value = match found {
            Ok(Some(value)) => Some(value),
            Ok(None) => match parameter.default.map(serde_json::from_str) {
                Some(default) => default.ok(),
                None => {
                    if parameter.required {
                        self.fault(index, "it is required");
                    }
                    None
                }
            },
            Err(message) => {
                self.fault(index, message);
                None
            }
        };
        self.values.push(value);
    }

    /// Takes a value out. `None` where there is none, or where it does not fit the type, which is then a fault.
    pub fn take<T: DeserializeOwned>(&mut self, index: usize) -> Option<T> {
        let value = self.values.get_mut(index)?.take()?;
        match serde_json::from_value(value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(index, error.to_string());
                None
            }
        }
    }

    /// Adds the faults that validation found in the value of a parameter: JSON Pointers inside it, with messages.
    pub fn check(&mut self, index: usize, faults: impl IntoIterator<Item = (String, String)>) {
        for (pointer, message) in faults {
            match pointer.as_str() {
                "" => self.fault(index, message),
                pointer => self.fault(index, format!("{pointer}: {message}")),
            }
        }
    }

    /// The refusal that names every fault.
    pub fn refuse(self) -> Problem {
        refusal::bad_parameters(self.violations)
    }

    /// Refuses where there is a fault.
    ///
    /// # Errors
    ///
    /// 400 with every fault.
    pub fn finish(self) -> Result<(), Problem> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(self.refuse())
        }
    }

    fn fault(&mut self, index: usize, message: impl Into<String>) {
        if let Some(parameter) = self.parameters.get(index) {
            let violation = Violation::parameter(parameter.place.as_str(), parameter.name, message);
            self.violations.push(violation);
        }
    }
}
