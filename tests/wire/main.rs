//! Generated clients talk to generated servers over loopback sockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod blocking;
mod bodies;
mod callbacks;
mod certificate;
mod forms;
mod frontier;
mod gorules;
mod harness;
mod headers;
mod matrix;
mod multipart;
mod negotiation;
mod oauth;
mod pagination;
mod parameters;
mod parts;
mod paths;
mod positions;
mod presence;
mod readme;
mod routing;
mod runtime;
mod security;
mod sequences;
mod served;
mod streams;
mod sutro;
mod turso;
mod unions;
mod webhooks;
mod wiremock_cloud;
mod xml;

/// What `build.rs` made of some golden cases.
mod generated {
    pub(crate) mod bodies {
        include!(concat!(env!("OUT_DIR"), "/bodies.rs"));
    }
    pub(crate) mod callbacks {
        include!(concat!(env!("OUT_DIR"), "/callbacks.rs"));
    }
    pub(crate) mod forms {
        include!(concat!(env!("OUT_DIR"), "/forms.rs"));
    }
    pub(crate) mod formats {
        include!(concat!(env!("OUT_DIR"), "/formats.rs"));
    }
    pub(crate) mod headers {
        include!(concat!(env!("OUT_DIR"), "/headers.rs"));
    }
    pub(crate) mod matrix {
        include!(concat!(env!("OUT_DIR"), "/matrix.rs"));
    }
    pub(crate) mod multipart {
        include!(concat!(env!("OUT_DIR"), "/multipart.rs"));
    }
    pub(crate) mod negotiation {
        include!(concat!(env!("OUT_DIR"), "/negotiation.rs"));
    }
    pub(crate) mod pagination {
        include!(concat!(env!("OUT_DIR"), "/pagination.rs"));
    }
    pub(crate) mod oauth {
        include!(concat!(env!("OUT_DIR"), "/oauth.rs"));
    }
    pub(crate) mod parameters {
        include!(concat!(env!("OUT_DIR"), "/parameters.rs"));
    }
    pub(crate) mod parts {
        include!(concat!(env!("OUT_DIR"), "/parts.rs"));
    }
    pub(crate) mod positions {
        include!(concat!(env!("OUT_DIR"), "/positions.rs"));
    }
    pub(crate) mod presence {
        include!(concat!(env!("OUT_DIR"), "/presence.rs"));
    }
    pub(crate) mod runtime {
        include!(concat!(env!("OUT_DIR"), "/runtime.rs"));
    }
    pub(crate) mod security {
        include!(concat!(env!("OUT_DIR"), "/security.rs"));
    }
    pub(crate) mod sequences {
        include!(concat!(env!("OUT_DIR"), "/sequences.rs"));
    }
    pub(crate) mod served {
        include!(concat!(env!("OUT_DIR"), "/served.rs"));
    }
    pub(crate) mod streams {
        include!(concat!(env!("OUT_DIR"), "/streams.rs"));
    }
    pub(crate) mod swagger_2 {
        include!(concat!(env!("OUT_DIR"), "/swagger_2.rs"));
    }
    pub(crate) mod webhooks {
        include!(concat!(env!("OUT_DIR"), "/webhooks.rs"));
    }
    pub(crate) mod xml {
        include!(concat!(env!("OUT_DIR"), "/xml.rs"));
    }
    pub(crate) mod enums_integer {
        include!(concat!(env!("OUT_DIR"), "/enums_integer.rs"));
    }
    pub(crate) mod tags {
        include!(concat!(env!("OUT_DIR"), "/tags.rs"));
    }
    pub(crate) mod tags_inherited {
        include!(concat!(env!("OUT_DIR"), "/tags_inherited.rs"));
    }
    pub(crate) mod union_directions {
        include!(concat!(env!("OUT_DIR"), "/union_directions.rs"));
    }
    pub(crate) mod unions {
        include!(concat!(env!("OUT_DIR"), "/unions.rs"));
    }
}
