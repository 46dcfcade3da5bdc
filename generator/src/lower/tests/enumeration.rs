//! enumeration
