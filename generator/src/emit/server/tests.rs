//! What users of the server crate see, and what must hold whatever a description calls its things.

use std::path::Path;

use crate::pipeline::generate;
use crate::settings::Settings;

/// The files of the server crate of a description, one after the other, blank space evened out.
fn server(name: &str, paths: &str) -> String {
    let folder = std::env::temp_dir().join(format!("specwright-server-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let spec = folder.join("openapi.yaml");
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: 1.0.0}}\n{paths}");
    std::fs::write(&spec, text).unwrap();
    let generated = generate(Path::new(&spec), "t", "test", &Settings::default());
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(!generated.failed(), "{:?}", generated.diagnostics);
    let files = generated.files().unwrap();
    let own = files.iter().filter(|(path, _)| path.starts_with("server/src/"));
    let text: String = own.map(|(_, text)| text.as_str()).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // However the lines were broken.
    text.replace("( ", "(").replace(", )", ")").replace(" )", ")")
}

#[test]
fn callers_are_arguments_of_secured_operations_only() {
    let text = server(
        "callers",
        "
security: [{key: []}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, o: {type: oauth2, flows: {}}}}
paths:
  /a:
    get: {tags: [a], operationId: secured, responses: {'204': {description: Ok}}}
    put: {tags: [a], operationId: either, security: [{}, {o: [read]}], responses: {'204': {description: Ok}}}
  /b:
    get: {tags: [b], operationId: open, security: [], responses: {'204': {description: Ok}}}
",
    );
    for expected in [
        "pub trait A: Authenticate {",
        "fn secured(&self, principal: Self::Principal, request: SecuredRequest)",
        "fn either(&self, principal: Option<Self::Principal>, request: EitherRequest)",
        "fn o(&self, token: &str, scopes: &[&str])",
        "fn key(&self, key: &str)",
        "pub trait B: Send + Sync + 'static {",
        "fn open(&self, request: OpenRequest)",
        // A tag may have the name that the type of the implementor has elsewhere.
        "pub fn router<S: A + B>(api: S) -> Router",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn parameters_named_like_the_reader_s_own_variables_do_not_hide_them() {
    let text = server(
        "locals",
        "
paths:
  /a:
    post:
      operationId: a
      parameters:
        - {name: values, in: query, required: true, schema: {type: string}}
        - {name: incoming, in: query, required: true, schema: {type: string}}
      requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
      responses: {'204': {description: Ok}}
",
    );
    assert!(
        text.contains("let mut values_ = incoming_.parameters(PARAMETERS);"),
        "{text}"
    );
    assert!(text.contains("request_body::read_required(incoming_,"), "{text}");
}

#[test]
fn defaults_that_are_no_values_are_not_used() {
    let text = server(
        "defaults",
        "
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: good, in: query, schema: {type: integer, default: 1}}
        - {name: bad, in: query, schema: {type: integer, default: none}}
      responses: {'204': {description: Ok}}
",
    );
    assert!(text.contains("pub good: i64,"), "{text}");
    assert!(
        text.contains("Parameter::query(\"good\", Kind::Integer).default(\"1\")"),
        "{text}"
    );
    assert!(text.contains("pub bad: Option<i64>,"), "{text}");
}

#[test]
fn only_documented_responses_can_be_answered() {
    let text = server(
        "responses",
        "
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {description: Ok, content: {application/hal+json: {schema: {type: boolean}}}}
        '499': {description: Odd}
        4XX: {description: No}
        default: {description: Else, content: {text/plain: {schema: {type: string}}}}
    put: {operationId: b, responses: {}}
",
    );
    for expected in [
        "Ok(bool),",
        "Status499,",
        "ClientError(StatusCode),",
        "Default(StatusCode, String),",
        "response::json_as(StatusCode::OK, \"application/hal+json\", &body)",
        "response::empty(response::status(499u16))",
        "response::empty(response::in_range(status, 4u8))",
        "Self::Ok => response::empty(StatusCode::OK),",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}
