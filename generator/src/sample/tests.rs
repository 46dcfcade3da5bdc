//! Every schema of the golden cases and of the bundled APIs has samples, and they fit.

use std::path::{Path, PathBuf};

use super::*;
use crate::pipeline::Description;
use crate::plan::Plan;
use crate::report::Sink;
use crate::settings::Settings;

fn descriptions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folders = ["tests/golden", "specs"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = folders.into_iter().flatten().flat_map(|entry| {
        let folder = entry.unwrap().path();
        ["spec.yaml", "spec.json", "openapi.yaml", "openapi.json"].map(|file| folder.join(file))
    });
    let mut files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    files.sort();
    files
}

#[test]
fn every_schema_has_samples_that_fit() {
    let mut missing = Vec::new();
    let mut count = 0;
    for path in descriptions() {
        let plan = plan(Description::read(&path));
        let samples = Samples::new(&plan.api, 1);
        for (id, schema) in plan.api.schemas.iter() {
            if is_never(&plan.api, id) {
                continue;
            }
            assert!(
                Check::new(&plan.api, id, Way::Request).is_sound(),
                "{:?}",
                schema.location
            );
            for way in [Way::Request, Way::Response] {
                for form in [Form::Example, Form::Full, Form::Minimal] {
                    count += 1;
                    if samples.schema(id, way, form).is_none() {
                        missing.push(format!(
                            "{}: {:?} {way:?} {form:?}",
                            path.display(),
                            schema.location.pointer
                        ));
                    }
                }
            }
        }
    }
    assert!(count > 1_000, "{count}");
    assert!(
        missing.is_empty(),
        "{} of {count}:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// The first member has values that are values of the second too: they would fit two of them.
#[test]
fn one_of_is_fitted_by_one_member() {
    let text = r#"
openapi: 3.1.0
info: {title: Houses, version: 1.0.0}
paths: {}
components:
  schemas:
    House:
      oneOf:
        - {type: object, required: [id, permit], properties: {id: {type: integer}, permit: {type: string}}}
        - {type: object, required: [id], properties: {id: {type: integer}, exempt: {type: string}}}
    Either: {oneOf: [{type: string, title: A}, {type: string, title: B}]}
"#;
    let read = plan(Description::parse("houses.yaml", text));
    let samples = Samples::new(&read.api, 1);
    for form in [Form::Full, Form::Minimal] {
        let house = read.api.schemas.component("House").unwrap();
        let value = samples.schema(house, Way::Request, form).unwrap();
        assert_eq!(value.get("permit"), None, "{value}");
        // Where nothing fits one only, what fits is better than nothing.
        let either = read.api.schemas.component("Either").unwrap();
        assert!(samples.schema(either, Way::Request, form).unwrap().is_string());
    }
}

/// Nothing is sent of an empty list, and then the part that must be there would be missing.
#[test]
fn forms_hold_no_empty_lists() {
    let text = r#"
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [items]
              properties: {items: {type: array, items: {type: integer}}, notes: {type: array, items: {type: string}}}
      responses: {}
"#;
    let read = plan(Description::parse("orders.yaml", text));
    let samples = Samples::new(&read.api, 1);
    let body = read.api.operations[0].request_body.as_ref().unwrap();
    let value = samples.media(&body.content[0], Way::Request, Form::Minimal).unwrap();
    assert_eq!(value["items"].as_array().map(Vec::len), Some(1), "{value}");
    assert_eq!(value.get("notes"), None, "{value}");
}

fn plan(description: Description) -> Plan {
    Plan::new(description.api, Settings::default(), &mut Sink::new())
}

fn is_never(api: &Api, id: SchemaId) -> bool {
    let resolved = api.schemas.resolve(id);
    resolved.is_none_or(|id| matches!(api.schemas.get(id).shape, Shape::Never))
}
