//! media_type
