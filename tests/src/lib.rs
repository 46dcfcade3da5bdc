//! Shared helpers of the golden, negative and wire tests.
