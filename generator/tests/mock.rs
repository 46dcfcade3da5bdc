//! `specwright mock` where there is nothing to serve.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may")]

use std::path::Path;
use std::process::Command;

#[test]
fn a_description_without_operations_is_told_so() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mock");
    std::fs::create_dir_all(&folder).unwrap();
    let webhooks = "{hook: {post: {operationId: hook, responses: {'204': {description: Taken.}}}}}";
    let only = "the description has webhooks only, which an API sends: there is nothing to serve";
    let none = "the description has no operations: there is nothing to serve";
    for (name, rest, expected) in [
        ("webhooks", format!("webhooks: {webhooks}"), only),
        ("nothing", "paths: {}".to_owned(), none),
    ] {
        let spec = folder.join(format!("{name}.yaml"));
        let text = format!("openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\n{rest}\n");
        std::fs::write(&spec, text).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .args(["mock", &format!("{name}.yaml")])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            format!("error: {expected}\n")
        );
        assert!(!folder.join("target").exists(), "nothing is written");
    }
}
