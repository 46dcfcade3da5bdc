//! The support code of server crates.

/// File names below `src/support/`, with their text.
pub const SERVER: &[(&str, &str)] = &[
    ("mod.rs", include_str!("server/mod.rs")),
    ("accept.rs", include_str!("server/accept.rs")),
    ("basic.rs", include_str!("server/basic.rs")),
    ("cookie.rs", include_str!("server/cookie.rs")),
    ("deep.rs", include_str!("server/deep.rs")),
    ("form.rs", include_str!("server/form.rs")),
    ("headers.rs", include_str!("server/headers.rs")),
    ("incoming.rs", include_str!("server/incoming.rs")),
    ("items.rs", include_str!("server/items.rs")),
    ("kind.rs", include_str!("server/kind.rs")),
    ("parameter.rs", include_str!("server/parameter.rs")),
    ("path.rs", include_str!("server/path.rs")),
    ("problem.rs", include_str!("server/problem.rs")),
    ("query.rs", include_str!("server/query.rs")),
    ("refusal.rs", include_str!("server/refusal.rs")),
    ("request_body.rs", include_str!("server/request_body.rs")),
    ("response.rs", include_str!("server/response.rs")),
    ("router.rs", include_str!("server/router.rs")),
    ("security.rs", include_str!("server/security.rs")),
    ("style.rs", include_str!("server/style.rs")),
    ("text.rs", include_str!("server/text.rs")),
    ("values.rs", include_str!("server/values.rs")),
];
