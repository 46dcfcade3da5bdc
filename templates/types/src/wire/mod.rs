//! The wire rules that clients and servers share: what one of them writes, the other reads.

pub mod basic;
pub mod media;
pub mod percent;
pub mod sequence;
pub mod style;
