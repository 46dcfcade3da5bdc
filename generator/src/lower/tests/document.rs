//! Info, tags and servers.

use serde_json::json;

use super::lower;

#[test]
fn info_tags_and_servers_are_read() {
    let (api, findings) = lower(json!({
        "info": {"title": "Pets", "version": "local", "description": "All pets", "license": {"name": "MIT"}, "x-specwright-summary": "S"},
        "servers": [{"url": "https://{region}.a", "description": "Main", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}}],
        "tags": [{"name": "b", "description": "B"}, {"name": "a"}, {"name": "b"}],
        "paths": {"/x": {"get": {"tags": ["c", "a"]}}},
    }));
    assert_eq!((api.title.as_str(), api.version.as_str()), ("Pets", "local"));
    assert_eq!(api.summary.as_deref(), Some("S"));
    assert_eq!(api.license.unwrap().name, "MIT");
    assert_eq!(api.servers[0].variables["region"].values, ["eu", "us"]);
    let tags: Vec<_> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["b", "a", "c"]);
    assert_eq!(findings, ["tolerated /tags/2: the tag `b` is declared twice"]);
}

#[test]
fn the_default_server_is_no_server() {
    let (api, _) = lower(json!({"servers": [{"url": "/"}]}));
    assert!(api.servers.is_empty());
    let (api, _) = lower(json!({"servers": [{"url": "/", "description": "Here"}]}));
    assert_eq!(api.servers.len(), 1);
}
