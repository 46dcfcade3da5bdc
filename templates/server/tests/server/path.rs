//! Path templates: what they take, and where they are mounted.

use specwright_server::__private::path::Template;

fn captures(template: &'static str, path: &str) -> Option<String> {
    let captures = Template::parse(template).captures(path)?;
    let captures: Vec<_> = captures.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Some(captures.join(" "))
}

#[test]
fn templates_take_the_paths_they_describe() {
    for (template, path, expected) in [
        ("/", "/", Some("")),
        ("/a/{x}", "/a/1", Some("x=1")),
        ("/a/{x}", "/a/b%2Fc", Some("x=b%2Fc")),
        ("/a/{x}", "/a/", None),
        ("/a/{x}", "/a/1/", None),
        ("/a/{x}/", "/a/1/", Some("x=1")),
        ("/a/{x}.json", "/a/1.json.json", Some("x=1.json")),
        ("/a/{x}.json", "/a/.json", None),
        ("/a/{x}.{format}", "/a/1.json", Some("x=1 format=json")),
        ("/{from}...{to}", "/v1.0...v2.0", Some("from=v1.0 to=v2.0")),
        ("/a/{x}{y}", "/a/1;y=2", Some("x=1 y=;y=2")),
        ("/a b/{x}:cancel", "/a%20b/1%3Acancel", Some("x=1")),
        ("/a/{x}:cancel", "/a/1:start", None),
        ("/{x}", "/\u{e9}", Some("x=\u{e9}")),
    ] {
        assert_eq!(captures(template, path).as_deref(), expected, "{template} on {path}");
    }
}

#[test]
fn mounts_are_routes_that_the_router_takes() {
    for (template, mount) in [
        ("/pets/{petId}/photos", "/pets/{petId}/photos"),
        ("/a/{x}.json", "/a/{p1}"),
        ("/a/{x y}/{b*}", "/a/{p1}/{p2}"),
        ("/a/{x}/b/{x}", "/a/{p1}/b/{p3}"),
        ("/a b/*c/:d/{", "/a%20b/*c/:d/%7B"),
        ("", "/"),
    ] {
        let template = Template::parse(template);
        assert_eq!(template.mount(), mount);
        let route = axum::Router::<()>::new().without_v07_checks();
        let _ = route.route(&template.mount(), axum::routing::get(async || ()));
    }
}
