//! Where generated crates have their runtime from.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::output::{self, Mode};
use specwright::pipeline;
use specwright::settings::{Runtime, Settings};
use specwright_tests::root;

/// One operation, with a callback, and a webhook.
const DESCRIPTION: &str = "
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: It is added.}}
      callbacks:
        fed:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
              responses: {'204': {description: Noted.}}
webhooks:
  lost:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Noted.}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, url: {type: string}, born: {type: string, format: date}}}
";

/// An empty folder with the description.
fn folder(name: &str) -> PathBuf {
    let folder = root().join("target/runtime").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pets.yaml"), DESCRIPTION).unwrap();
    folder
}

/// Writes the crates of an API below a folder, as the command does.
fn generate(folder: &Path, name: &str, runtime: Runtime) {
    let mut settings = Settings::default();
    settings.runtime = runtime;
    let generated = pipeline::generate(&folder.join("pets.yaml"), name, "specwright generate", &settings);
    assert!(!generated.failed(), "{:?}", generated.diagnostics);
    let out = folder.join(name);
    let files = generated.files().unwrap();
    output::sync_crates(&out, &files, Mode::Write, output::is_generated).unwrap();
    if let Some((runtime, files)) = generated.vendored().unwrap() {
        output::sync_crates(&out.join(runtime), &files, Mode::Write, output::is_generated).unwrap();
    }
}

#[test]
fn crates_compile_with_a_copy_of_their_runtime_which_several_apis_share() {
    let folder = folder("vendored");
    for name in ["pets", "more"] {
        generate(&folder, name, Runtime::Vendored("../runtime".to_owned()));
    }
    assert!(!folder.join("pets/runtime").exists());
    let members = "\"pets/*\", \"more/*\", \"runtime/*\"";
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--workspace", "--features"])
        .args(["pets-client/webhooks,pets-server/callbacks"])
        .current_dir(&folder)
        // What others depend on is compiled once.
        .env("CARGO_TARGET_DIR", root().join("target/golden/target"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.is_empty(), "{text}");
}

#[test]
fn a_folder_or_the_registry_is_named_in_the_manifests() {
    let folder = folder("named");
    for (name, runtime, expected) in [
        (
            "a",
            Runtime::Registry,
            "specwright-client = { version = \"0.1\", default-features = false }",
        ),
        (
            "b",
            Runtime::Path("../../x".to_owned()),
            "specwright-client = { path = \"../../../x/client\", default-features = false }",
        ),
    ] {
        generate(&folder, name, runtime);
        let manifest = std::fs::read_to_string(folder.join(name).join("client/Cargo.toml")).unwrap();
        assert!(manifest.contains(expected), "{manifest}");
        assert!(!folder.join(name).join("runtime").exists());
    }
}
