//! Every rewritten place leads back to where it was written.

use super::run;
use crate::pointer::Pointer;

#[track_caller]
fn origins(files: &[(&str, &str)], expected: &[(&str, u32, &str)]) {
    let (normalized, _) = run(files);
    for (place, file, from) in expected {
        assert!(normalized.value.pointer(place).is_some(), "{place} is not there");
        let found = normalized.origins.locate(&Pointer::parse(place).unwrap());
        assert_eq!((found.file.0, found.pointer.as_str()), (*file, *from), "{place}");
    }
}

#[test]
fn rewritten_schemas() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
                A: {type: [array, string], items: {type: string}}\n    \
                B: {$ref: '#/components/schemas/A', allOf: [{minLength: 1}], title: t}\n    \
                C: {anyOf: [{type: 'null'}, {items: {type: string}}]}\n    \
                D: {anyOf: [{type: 'null'}, {type: string}, {type: integer}]}\n    \
                E: {exclusiveMinimum: 1, const: 2}\n    \
                F: {properties: {g: {type: string}}}\n    \
                H: {items: {$ref: '#/components/schemas/F/properties/g'}}\n";
    origins(
        &[("openapi.yaml", text)],
        &[
            ("/components/schemas/A/anyOf/0/items", 0, "/components/schemas/A/items"),
            ("/components/schemas/B/allOf/0/$ref", 0, "/components/schemas/B/$ref"),
            (
                "/components/schemas/B/allOf/1/minLength",
                0,
                "/components/schemas/B/allOf/0/minLength",
            ),
            ("/components/schemas/B/title", 0, "/components/schemas/B/title"),
            (
                "/components/schemas/C/items/type",
                0,
                "/components/schemas/C/anyOf/1/items/type",
            ),
            (
                "/components/schemas/D/anyOf/1/type",
                0,
                "/components/schemas/D/anyOf/2/type",
            ),
            (
                "/components/schemas/E/minimum",
                0,
                "/components/schemas/E/exclusiveMinimum",
            ),
            ("/components/schemas/E/enum/0", 0, "/components/schemas/E/const"),
            (
                "/components/schemas/G/type",
                0,
                "/components/schemas/F/properties/g/type",
            ),
        ],
    );
}

#[test]
fn other_files() {
    origins(
        &[
            (
                "openapi.yaml",
                "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {/a: {$ref: 'a.yaml#/item'}}\n",
            ),
            (
                "a.yaml",
                "item: {get: {responses: {'200': {description: d, content: {a/b: {schema: {$ref: b.yaml}}}}}}}",
            ),
            ("b.yaml", "type: string"),
        ],
        &[
            ("/paths/~1a/get/responses/200", 1, "/item/get/responses/200"),
            ("/components/schemas/B/type", 2, "/type"),
        ],
    );
}

#[test]
fn swagger_2() {
    let text = "swagger: '2.0'\ninfo: {title: T, version: '1'}\nhost: h\ndefinitions: {A: {type: string}}\npaths:\n  \
                /a:\n    parameters: [{name: b, in: body, schema: {type: object}}, {name: r, in: query, type: string}]\n    \
                post:\n      parameters: [{name: q, in: query, type: string}]\n      \
                responses: {200: {description: d, schema: {type: string}}}\n    \
                put:\n      parameters: [{name: f, in: formData, type: string, minLength: 1}]\n      responses: {}\n";
    origins(
        &[("openapi.yaml", text)],
        &[
            ("/servers", 0, "/host"),
            ("/components/schemas/A/type", 0, "/definitions/A/type"),
            ("/paths/~1a/parameters/0/schema/type", 0, "/paths/~1a/parameters/1/type"),
            (
                "/paths/~1a/post/requestBody/content/application~1json/schema/type",
                0,
                "/paths/~1a/parameters/0/schema/type",
            ),
            (
                "/paths/~1a/post/responses/200/content/application~1json/schema/type",
                0,
                "/paths/~1a/post/responses/200/schema/type",
            ),
        ],
    );
}
