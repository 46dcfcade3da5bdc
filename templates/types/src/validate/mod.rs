//! Validation: what must hold for a value beyond its type.

mod canonical;
mod checker;
mod number;
#[cfg(feature = "patterns")]
mod pattern;
mod rules;
#[cfg(feature = "patterns")]
mod schema;
mod violation;

pub use self::checker::{Checker, Way};
pub use self::violation::{Violation, Violations};

/// A type whose values may break rules of the description.
pub trait Validate {
    /// Reports the rules that this value breaks.
    fn check(&self, c: &mut Checker);

    /// Checks all rules.
    ///
    /// # Errors
    /// Every rule that this value breaks.
    fn validate(&self) -> Result<(), Violations> {
        let mut checker = Checker::new();
        self.check(&mut checker);
        checker.finish()
    }
}

impl<T: Validate> Validate for Box<T> {
    fn check(&self, c: &mut Checker) {
        (**self).check(c);
    }
}

/// Nothing breaks no rule.
impl<T: Validate> Validate for Option<T> {
    fn check(&self, c: &mut Checker) {
        if let Some(value) = self {
            value.check(c);
        }
    }
}

/// Each item.
impl<T: Validate> Validate for Vec<T> {
    fn check(&self, c: &mut Checker) {
        for (index, item) in self.iter().enumerate() {
            c.item(index);
            item.check(c);
            c.leave();
        }
    }
}
