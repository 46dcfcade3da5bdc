//! Security schemes and requirements.

use serde_json::json;

use super::lower;
use crate::model::{ApiKeyLocation, SchemeKind};

#[test]
fn every_kind_of_scheme_is_read() {
    let (api, findings) = lower(json!({"components": {"securitySchemes": {
        "key": {"type": "apiKey", "in": "cookie", "name": "sid", "description": "A key"},
        "basic": {"type": "http", "scheme": "Basic"},
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "digest": {"type": "http", "scheme": "Digest"},
        "oauth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://a", "scopes": {"r": "read"}}}},
        "bare": {"type": "oauth2"},
        "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://b"},
        "tls": {"type": "http", "scheme": "mutual", "x-specwright-mutual-tls": true},
        "wrong": {"type": "apiKey", "name": "x"},
    }}}));
    let names: Vec<_> = api.security_schemes.keys().collect();
    assert_eq!(
        names,
        ["bare", "basic", "bearer", "digest", "key", "oauth", "oidc", "tls"]
    );
    let kind = |name: &str| &api.security_schemes[name].kind;
    let SchemeKind::OAuth2 { flows } = kind("oauth") else {
        panic!("{:?}", kind("oauth"))
    };
    assert_eq!(flows["implicit"].authorization_url.as_deref(), Some("https://a"));
    assert_eq!(flows["implicit"].scopes["r"], "read");
    let key = SchemeKind::ApiKey {
        place: ApiKeyLocation::Cookie,
        name: "sid".to_owned(),
    };
    assert_eq!(*kind("key"), key);
    assert_eq!(*kind("basic"), SchemeKind::Basic);
    assert_eq!(
        *kind("bearer"),
        SchemeKind::Bearer {
            format: Some("JWT".to_owned())
        }
    );
    assert_eq!(
        *kind("digest"),
        SchemeKind::Http {
            scheme: "Digest".to_owned()
        }
    );
    assert_eq!(
        *kind("bare"),
        SchemeKind::OAuth2 {
            flows: Default::default()
        }
    );
    assert_eq!(
        *kind("oidc"),
        SchemeKind::OpenIdConnect {
            url: "https://b".to_owned()
        }
    );
    assert_eq!(*kind("tls"), SchemeKind::MutualTls);
    assert_eq!(
        findings,
        ["missing-field /components/securitySchemes/wrong: `in` is missing"]
    );
}

#[test]
fn requirements_are_the_operations_own_or_the_documents() {
    let (api, findings) = lower(json!({
        "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"}}},
        "security": [{"key": []}, {}],
        "paths": {"/a": {
            "get": {},
            "put": {"security": []},
            "post": {"security": [{"key": ["x"]}, {"Key": []}]},
        }},
    }));
    let names = |i: usize| -> Vec<Vec<_>> {
        let security = &api.operations[i].security;
        security
            .iter()
            .map(|all| all.iter().map(|one| (one.scheme.as_str(), one.scopes.len())).collect())
            .collect()
    };
    assert_eq!(names(0), [vec![("key", 0)], vec![]]);
    assert!(names(1).is_empty());
    assert_eq!(names(2), [vec![("key", 1)]]);
    assert_eq!(
        findings,
        ["unknown-security-scheme /paths/~1a/post/security/1/Key: no security scheme is called `Key`"]
    );
}
