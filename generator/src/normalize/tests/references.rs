//! References: beside what, to what, by which name.

use serde_json::{Value, json};

use super::{becomes, run, schema};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// Normalizes `openapi.yaml`, given without its head, among other files.
fn files(root: &str, others: &[(&str, &str)]) -> (Value, Vec<String>) {
    let root = format!("{HEAD}{root}");
    let mut files = vec![("openapi.yaml", root.as_str())];
    files.extend(others);
    let (normalized, findings) = run(&files);
    (normalized.value, findings)
}

#[test]
fn what_stands_beside_a_reference_holds_too() {
    becomes(
        "{$ref: '#/components/schemas/B', description: d, nullable: true}",
        json!({"description": "d", "nullable": true, "allOf": [{"$ref": "#/components/schemas/B"}]}),
    );
    becomes(
        "{$ref: '#/components/schemas/B', allOf: [{minLength: 1}]}",
        json!({"allOf": [{"$ref": "#/components/schemas/B"}, {"minLength": 1, "type": "string"}]}),
    );
    becomes(
        "{$ref: '#/components/schemas/B', x-order: 1, type: string}",
        json!({"$ref": "#/components/schemas/B"}),
    );
    let (value, findings) = schema("3.0.0", "{$ref: '#/components/schemas/B', type: object}");
    assert_eq!(value, json!({"$ref": "#/components/schemas/B"}));
    assert_eq!(findings, ["tolerated /type"]);
}

#[test]
fn definitions_elsewhere_become_components() {
    let (value, findings) = files(
        "paths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n        some_item: {type: string}\n    \
         B: {items: {$ref: '#/components/schemas/A/properties/some_item'}}\n",
        &[],
    );
    assert_eq!(
        value.pointer("/components/schemas").cloned(),
        Some(json!({
            "A": {"properties": {"some_item": {"$ref": "#/components/schemas/SomeItem"}}, "type": "object"},
            "B": {"items": {"$ref": "#/components/schemas/SomeItem"}, "type": "array"},
            "SomeItem": {"type": "string"},
        }))
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn definitions_in_other_files_become_components() {
    let (value, findings) = files(
        "paths:\n  /a: {$ref: 'paths/a.yaml'}\ncomponents:\n  schemas:\n    Pet: {$ref: models/Pet.yaml}\n",
        &[
            (
                "paths/a.yaml",
                "get:\n  parameters: [{$ref: '../common.yaml#/parameters/Page'}]\n  responses:\n    '200':\n      \
                 description: d\n      content: {application/json: {schema: {$ref: ../models/Pet.yaml}}}\n",
            ),
            (
                "models/Pet.yaml",
                "properties: {owner: {$ref: 'big-owner.yaml'}, pet: {$ref: '#'}}",
            ),
            (
                "models/big-owner.yaml",
                "properties: {pets: {items: {$ref: '../openapi.yaml#/components/schemas/Pet'}}}",
            ),
            (
                "common.yaml",
                "parameters: {Page: {name: page, in: query, schema: {type: integer}}}",
            ),
        ],
    );
    assert_eq!(findings, Vec::<String>::new());
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    assert_eq!(
        value.get("components").cloned(),
        Some(json!({
            "schemas": {
                "Pet": {"properties": {"owner": {"$ref": "#/components/schemas/BigOwner"}, "pet": pet}, "type": "object"},
                "BigOwner": {"properties": {"pets": {"items": pet, "type": "array"}}, "type": "object"},
            },
            "parameters": {"Page": {"name": "page", "in": "query", "schema": {"type": "integer"}}},
        }))
    );
    assert_eq!(
        value.pointer("/paths/~1a/get/parameters").cloned(),
        Some(json!([{"$ref": "#/components/parameters/Page"}]))
    );
    assert_eq!(
        value
            .pointer("/paths/~1a/get/responses/200/content/application~1json/schema")
            .cloned(),
        Some(pet)
    );
}

#[test]
fn hoisted_names_are_unique() {
    let (value, _) = files(
        "paths: {}\ncomponents:\n  schemas:\n    Item: {type: integer}\n    A: {properties: {item: {type: string}}}\n    \
         B: {items: {$ref: '#/components/schemas/A/properties/item'}}\n",
        &[],
    );
    assert_eq!(
        value.pointer("/components/schemas/B/items/$ref").cloned(),
        Some(json!("#/components/schemas/AItem"))
    );
}

#[test]
fn anchors_and_ids_are_followed() {
    let (value, findings) = files(
        "paths: {}\ncomponents:\n  schemas:\n    A: {$anchor: here, type: string}\n    \
         B: {items: {$ref: '#here'}}\n    C: {$id: 'urn:example:c', type: integer}\n    \
         D: {items: {$dynamicRef: '#node'}, $dynamicAnchor: node}\n    \
         E: {$recursiveAnchor: true, properties: {e: {$recursiveRef: '#'}}}\n",
        &[],
    );
    assert_eq!(findings, Vec::<String>::new());
    let target = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    assert_eq!(
        target("/components/schemas/B/items/$ref").as_deref(),
        Some("#/components/schemas/A")
    );
    assert_eq!(
        target("/components/schemas/D/items/$ref").as_deref(),
        Some("#/components/schemas/D")
    );
    assert_eq!(
        target("/components/schemas/E/properties/e/$ref").as_deref(),
        Some("#/components/schemas/E")
    );
}

#[test]
fn ids_are_resolved_against_the_ids_around_them() {
    let (value, findings) = files(
        "paths: {}\ncomponents:\n  schemas:\n    Tree:\n      $id: https://example.com/tree\n      \
         properties:\n        nodes: {items: {$ref: node}}\n      $defs:\n        \
         Node: {$id: /node, $anchor: node, properties: {up: {$ref: tree}, name: {$ref: '#/$defs/name'}}, $defs: {name: {type: string}}}\n    \
         Leaf: {$ref: 'https://example.com/node#/$defs/name'}\n    \
         Other: {$id: 'https://example.com/other', items: {$ref: '#/components/schemas/Tree'}, properties: {n: {$ref: '/node#node'}}}\n    \
         Data: {example: {$id: 'https://example.com/data'}, items: {$ref: 'https://example.com/data'}}\n",
        &[("name.yaml", "{$id: 'https://example.com/name', type: string}")],
    );
    assert_eq!(
        findings,
        ["foreign-ref /components/schemas/Data/items/$ref"],
        "what is data names nothing"
    );
    let target = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let schema = |name: &str| Some(format!("#/components/schemas/{name}"));
    assert_eq!(
        target("/components/schemas/Tree/properties/nodes/items/$ref"),
        schema("Node")
    );
    assert_eq!(target("/components/schemas/Node/properties/up/$ref"), schema("Tree"));
    assert_eq!(target("/components/schemas/Node/properties/name/$ref"), schema("Leaf"));
    assert_eq!(
        value.pointer("/components/schemas/Leaf"),
        Some(&json!({"type": "string"}))
    );
    assert_eq!(target("/components/schemas/Other/properties/n/$ref"), schema("Node"));
    assert_eq!(target("/components/schemas/Other/items/$ref"), schema("Tree"));
}

#[test]
fn references_that_lead_nowhere_cost_only_themselves() {
    let (value, findings) = schema(
        "3.0.0",
        "{properties: {a: {$ref: '#/components/schemas/b'}, c: {$ref: 1}}}",
    );
    assert_eq!(value, json!({"properties": {"a": {}, "c": {}}, "type": "object"}));
    assert_eq!(
        findings,
        ["dangling-ref /properties/a/$ref", "invalid-value /properties/c/$ref"]
    );
    let (value, findings) = files(
        "paths:\n  /a:\n    get:\n      parameters: [{$ref: '#/components/parameters/x'}, {name: n, in: query, \
         schema: {}}]\n      responses: {'200': {$ref: '#/components/schemas/A'}}\ncomponents: {schemas: {A: {}}}\n",
        &[],
    );
    assert_eq!(
        value.pointer("/paths/~1a/get").cloned(),
        Some(json!({"parameters": [{"name": "n", "in": "query", "schema": {}}], "responses": {}}))
    );
    assert_eq!(
        findings,
        [
            "dangling-ref /paths/~1a/get/parameters/0/$ref",
            "invalid-value /paths/~1a/get/responses/200/$ref"
        ]
    );
}

#[test]
fn what_references_should_not_stand_for_is_read_all_the_same() {
    let (value, findings) = files(
        "paths:\n  /a: {get: {$ref: 'a.yaml#/op'}, put: {$ref: 'a.yaml#/op'}}\n",
        &[
            (
                "a.yaml",
                "op:\n  description: {$ref: text.yaml}\n  responses: {$ref: '#/r'}\nr: {'204': {description: d}}\n",
            ),
            ("text.yaml", "long text"),
        ],
    );
    let operation = json!({"description": "long text", "responses": {"204": {"description": "d"}}});
    assert_eq!(
        value.pointer("/paths/~1a").cloned(),
        Some(json!({"get": operation, "put": operation}))
    );
    assert_eq!(
        findings,
        ["tolerated /paths/~1a/get/$ref", "tolerated /op/responses/$ref"]
    );
}

#[test]
fn a_parameter_may_serve_as_a_header() {
    let (value, findings) = files(
        "paths: {}\ncomponents:\n  parameters: {etag: {name: etag, in: header, schema: {type: string}}}\n  \
         responses: {R: {description: d, headers: {etag: {$ref: '#/components/parameters/etag'}}}}\n",
        &[],
    );
    assert_eq!(
        value.pointer("/components/headers").cloned(),
        Some(json!({"etag": {"schema": {"type": "string"}}}))
    );
    assert_eq!(
        value.pointer("/components/responses/R/headers/etag/$ref").cloned(),
        Some(json!("#/components/headers/etag"))
    );
    assert_eq!(findings, ["tolerated /components/responses/R/headers/etag/$ref"]);
}

#[test]
fn circles_are_cut() {
    let (value, findings) = files(
        "paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    \
         B: {$ref: '#/components/schemas/A'}\n    C: {allOf: [{$ref: '#/components/schemas/C'}]}\n    \
         D: {properties: {d: {$ref: '#/components/schemas/D'}}}\n",
        &[],
    );
    assert_eq!(
        value.pointer("/components/schemas").cloned(),
        Some(json!({
            "A": {"$ref": "#/components/schemas/B"}, "B": {}, "C": {"allOf": [{}]},
            "D": {"properties": {"d": {"$ref": "#/components/schemas/D"}}, "type": "object"},
        }))
    );
    assert_eq!(
        findings,
        [
            "circular-ref /components/schemas/B/$ref",
            "circular-ref /components/schemas/C/allOf/0/$ref"
        ]
    );
}

#[test]
fn path_items_in_circles_end() {
    let (_, findings) = files(
        "paths:\n  /a:\n    get:\n      responses: {}\n      callbacks: {c: {'{$url}': {$ref: '#/paths/~1a'}}}\n",
        &[],
    );
    assert_eq!(findings, ["circular-ref /paths/~1a/get/callbacks/c/{$url}/$ref"]);
}

#[test]
fn discriminators_map_to_components() {
    becomes(
        "{discriminator: {propertyName: p, mapping: {x: B, y: '#/components/schemas/B'}, defaultMapping: B}}",
        json!({"discriminator": {"propertyName": "p",
            "mapping": {"x": "#/components/schemas/B", "y": "#/components/schemas/B"},
            "x-specwright-default-mapping": "#/components/schemas/B"}}),
    );
    let (value, findings) = schema(
        "3.0.0",
        "{discriminator: {propertyName: p, mapping: {x: '#/components/schemas/C'}}}",
    );
    assert_eq!(value, json!({"discriminator": {"propertyName": "p", "mapping": {}}}));
    assert_eq!(findings, ["dangling-ref /discriminator/mapping/x"]);
}
