//! Generated clients talk to generated servers over loopback sockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod frontier;
mod gorules;
mod harness;
mod paths;
mod sutro;
mod turso;
mod wiremock_cloud;
