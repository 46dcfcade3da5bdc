//! Deprecation, sunset and stability of anything: what turned, and whether the policy allows it.

use jiff::civil::Date;

use super::Settings;
use crate::model::Lifecycle;

/// How long something can be relied on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Relied {
    pub(super) deprecated: bool,
    pub(super) lifecycle: Lifecycle,
}

/// What turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is not deprecated any more.
    Reactivated,
    /// It is deprecated now.
    Deprecated {
        /// Whether a date of sunset is given.
        sunset: bool,
    },
    /// It is deprecated now, and its sunset is no date.
    SunsetInvalid,
    /// It is deprecated now, without the sunset that the policy asks for.
    SunsetMissing,
    /// It is deprecated now, and its sunset is too soon.
    SunsetTooSmall,
    /// It is deprecated still, and has no sunset any more.
    SunsetDeleted,
    /// It is deprecated still, and its sunset is, or was, no date.
    SunsetParse,
    /// It is deprecated still, and its sunset was moved too near.
    SunsetChangedTooSmall,
    /// It is deprecated still, and its sunset was moved.
    SunsetChanged,
    /// It can be relied on more.
    StabilityIncreased,
    /// It can be relied on less.
    StabilityDecreased,
    /// Its stability level is, or was, none that is known.
    StabilityInvalid,
}

/// How something that was removed was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    /// Not at all.
    Sudden,
    /// It was deprecated, and its date has come, or none was given.
    Announced,
    /// It was deprecated, and its date has not come.
    BeforeSunset,
    /// It was deprecated, and its sunset is no date.
    Unreadable,
}

const STABILITY: [&str; 4] = ["draft", "alpha", "beta", "stable"];

/// What turned between two sides.
pub(super) fn turns(old: &Relied, new: &Relied, settings: &Settings) -> Vec<Turn> {
    let mut turns = Vec::new();
    match (stability(old), stability(new)) {
        (Some(before), Some(after)) if before < after => turns.push(Turn::StabilityIncreased),
        (Some(before), Some(after)) if before > after => turns.push(Turn::StabilityDecreased),
        (Some(_), Some(_)) => {}
        (None, None) if old.lifecycle.stability == new.lifecycle.stability => {}
        (None, _) | (_, None) => turns.push(Turn::StabilityInvalid),
    }
    turns.extend(match (old.deprecated, new.deprecated) {
        (false, true) => Some(deprecated(new, settings)),
        (true, false) => Some(Turn::Reactivated),
        (true, true) => sunset_moved(old, new, settings),
        (false, false) => None,
    });
    turns
}

fn deprecated(new: &Relied, settings: &Settings) -> Turn {
    let days = days(new, settings);
    let Some(sunset) = &new.lifecycle.sunset else {
        return if days > 0 {
            Turn::SunsetMissing
        } else {
            Turn::Deprecated { sunset: false }
        };
    };
    match (date(sunset), today(settings)) {
        (None, _) => Turn::SunsetInvalid,
        (Some(sunset), Some(today)) if between(today, sunset) < i64::from(days) => Turn::SunsetTooSmall,
        (Some(_), _) => Turn::Deprecated { sunset: true },
    }
}

fn sunset_moved(old: &Relied, new: &Relied, settings: &Settings) -> Option<Turn> {
    let (before, after) = (old.lifecycle.sunset.as_deref(), new.lifecycle.sunset.as_deref());
    if before == after {
        return None;
    }
    let (Some(before), Some(after)) = (before, after) else {
        return Some(if after.is_none() {
            Turn::SunsetDeleted
        } else {
            Turn::SunsetChanged
        });
    };
    let (Some(before), Some(after)) = (date(before), date(after)) else {
        return Some(Turn::SunsetParse);
    };
    let days = i64::from(days(new, settings));
    let soon = today(settings).is_some_and(|today| between(today, after) < days);
    Some(if after < before && soon {
        Turn::SunsetChangedTooSmall
    } else {
        Turn::SunsetChanged
    })
}

/// How something that is gone was announced.
pub(super) fn removal(old: &Relied, settings: &Settings) -> Removal {
    if !old.deprecated {
        return Removal::Sudden;
    }
    match old.lifecycle.sunset.as_deref().map(date) {
        None => Removal::Announced,
        Some(None) => Removal::Unreadable,
        Some(Some(sunset)) => match today(settings) {
            Some(today) if today < sunset => Removal::BeforeSunset,
            Some(_) | None => Removal::Announced,
        },
    }
}

impl Turn {
    /// The old and the new value of what turned.
    pub(super) fn values(self, old: &Relied, new: &Relied) -> (String, String) {
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Reactivated | Self::Deprecated { .. } | Self::SunsetMissing => {
                (old.deprecated.to_string(), new.deprecated.to_string())
            }
            Self::SunsetInvalid
            | Self::SunsetTooSmall
            | Self::SunsetDeleted
            | Self::SunsetParse
            | Self::SunsetChangedTooSmall
            | Self::SunsetChanged => (of(&old.lifecycle.sunset), of(&new.lifecycle.sunset)),
            Self::StabilityIncreased | Self::StabilityDecreased | Self::StabilityInvalid => {
                (of(&old.lifecycle.stability), of(&new.lifecycle.stability))
            }
        }
    }
}

/// How far up the levels it stands; nothing said is the highest. `None` for a level that is none.
fn stability(of: &Relied) -> Option<usize> {
    match of.lifecycle.stability.as_deref() {
        None => Some(STABILITY.len() - 1),
        Some(level) => STABILITY.iter().position(|known| *known == level),
    }
}

/// For how many days it must go on working.
fn days(of: &Relied, settings: &Settings) -> u32 {
    match of.lifecycle.stability.as_deref() {
        Some("draft" | "alpha") => 0,
        Some("beta") => settings.days.beta,
        Some(_) | None => settings.days.stable,
    }
}

fn today(settings: &Settings) -> Option<Date> {
    settings.today.as_deref().and_then(date)
}

/// A date, or the date of a time (RFC 3339).
fn date(text: &str) -> Option<Date> {
    text.get(..10)
        .filter(|date| text.len() == 10 || text.get(10..11) == Some("T") || date.is_empty())?
        .parse()
        .ok()
}

fn between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
