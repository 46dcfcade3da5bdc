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
    let kinds: Vec<_> = api.security_schemes.values().map(|scheme| &scheme.kind).collect();
    let SchemeKind::OAuth2 { flows } = kinds[4] else {
        panic!("{kinds:?}")
    };
    assert_eq!(flows["implicit"].authorization_url.as_deref(), Some("https://a"));
    assert_eq!(flows["implicit"].scopes["r"], "read");
    let key = SchemeKind::ApiKey {
        place: ApiKeyLocation::Cookie,
        name: "sid".to_owned(),
    };
    assert_eq!(*kinds[0], key);
    assert_eq!(*kinds[1], SchemeKind::Basic);
    assert_eq!(
        *kinds[2],
        SchemeKind::Bearer {
            format: Some("JWT".to_owned())
        }
    );
    assert_eq!(
        *kinds[3],
        SchemeKind::Http {
            scheme: "Digest".to_owned()
        }
    );
    assert_eq!(
        *kinds[5],
        SchemeKind::OAuth2 {
            flows: Default::default()
        }
    );
    assert_eq!(
        *kinds[6],
        SchemeKind::OpenIdConnect {
            url: "https://b".to_owned()
        }
    );
    assert_eq!(*kinds[7], SchemeKind::MutualTls);
    assert_eq!(api.security_schemes.len(), 8);
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
