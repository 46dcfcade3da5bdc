//! The support code of clients.

/// File names below `src/support` of a generated client, with their text.
pub const CLIENT: &[(&str, &str)] = &[
    ("mod.rs", include_str!("client/mod.rs")),
    ("basic.rs", include_str!("client/basic.rs")),
    ("body.rs", include_str!("client/body.rs")),
    ("build_error.rs", include_str!("client/build_error.rs")),
    ("call.rs", include_str!("client/call.rs")),
    ("config.rs", include_str!("client/config.rs")),
    ("documented.rs", include_str!("client/documented.rs")),
    ("encode.rs", include_str!("client/encode.rs")),
    ("error.rs", include_str!("client/error.rs")),
    ("exchange.rs", include_str!("client/exchange.rs")),
    ("media.rs", include_str!("client/media.rs")),
    ("operation.rs", include_str!("client/operation.rs")),
    ("parameter.rs", include_str!("client/parameter.rs")),
    ("path.rs", include_str!("client/path.rs")),
    ("percent.rs", include_str!("client/percent.rs")),
    ("redirect.rs", include_str!("client/redirect.rs")),
    ("reqwest.rs", include_str!("client/reqwest.rs")),
    ("response.rs", include_str!("client/response.rs")),
    ("security.rs", include_str!("client/security.rs")),
    ("style.rs", include_str!("client/style.rs")),
    ("tower.rs", include_str!("client/tower.rs")),
    ("transport.rs", include_str!("client/transport.rs")),
    ("url.rs", include_str!("client/url.rs")),
];
