//! A crate that generates its API clients in its build script.
