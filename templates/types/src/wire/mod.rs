//! The wire rules that clients and servers share.

pub(crate) mod sequence;
