//! `accept.toml`: findings that were judged and found acceptable, each with a reason and, if wanted, a day on which to
//! judge it again.

use serde::Deserialize;

use crate::diff::{Finding, Report};

/// A finding that was accepted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it was accepted.
    pub reason: String,
    /// The last day that this holds, as `2027-01-31`.
    #[serde(default)]
    pub expires: Option<String>,
}

/// What was accepted, and what became of it.
#[derive(Debug, Default)]
pub struct Acceptances {
    /// Those that hold and have their finding.
    pub used: Vec<Acceptance>,
    /// Those whose finding there is, but whose last day is over.
    pub expired: Vec<Acceptance>,
    /// Those that have no finding.
    pub stale: Vec<Acceptance>,
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Acceptance>,
}

impl Acceptances {
    /// Reads the text of an `accept.toml`; `path` is for messages.
    ///
    /// # Errors
    ///
    /// If the text is not TOML, names an unknown key or lacks one, or has a reason that says nothing or a day that is none.
    pub fn parse(path: &str, text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| format!("{path}: {error}"))?;
        for entry in &file.accept {
            let at = &entry.fingerprint;
            if entry.reason.trim().is_empty() {
                return Err(format!("{path}: `{at}` has no reason"));
            }
            if let Some(day) = &entry.expires {
                day.parse::<jiff::civil::Date>().map_err(|_| {
                    format!("{path}: `{at}` expires on `{day}`, which is no day; days look like `2027-01-31`")
                })?;
            }
        }
        Ok(Self {
            used: file.accept,
            ..Self::default()
        })
    }

    /// Sorts out those that do not hold; `today` is a day as `2027-01-31`.
    pub fn judge(&mut self, report: &Report, today: &str) {
        for entry in std::mem::take(&mut self.used) {
            let is_there = |finding: &Finding| finding.fingerprint == entry.fingerprint;
            // Days in this form compare as texts.
            let is_over = entry.expires.as_deref().is_some_and(|day| day < today);
            if !report.findings.iter().any(is_there) {
                self.stale.push(entry);
            } else if is_over {
                self.expired.push(entry);
            } else {
                self.used.push(entry);
            }
        }
    }

    /// The acceptance of a finding.
    pub fn of(&self, finding: &Finding) -> Option<&Acceptance> {
        self.used.iter().find(|entry| entry.fingerprint == finding.fingerprint)
    }

    /// What is to be said of those that do not hold, a sentence each.
    pub fn notes(&self) -> Vec<String> {
        let stale = self.stale.iter().map(|entry| {
            let Acceptance {
                fingerprint, reason, ..
            } = entry;
            format!("`accept.toml` has `{fingerprint}` ({reason}), which is not found any more: take it out")
        });
        let expired = self.expired.iter().map(|entry| {
            let Acceptance {
                fingerprint, reason, ..
            } = entry;
            let day = entry.expires.as_deref().unwrap_or_default();
            format!("`accept.toml` has `{fingerprint}` ({reason}) until {day}, which is over: judge it again")
        });
        stale.chain(expired).collect()
    }
}
