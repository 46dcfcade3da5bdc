//! Synthetic descriptions of one kind of content each, of any size.

use serde_json::{Map, Value, json};

/// A kind of content.
pub(super) struct Shape {
    /// What `--only` calls it.
    pub(super) name: &'static str,
    /// The smallest size that is measured; the others are twice and four times as large.
    pub(super) size: usize,
    /// Makes the description of a size.
    pub(super) make: fn(usize) -> Value,
}

/// All kinds.
pub(super) const SHAPES: [Shape; 25] = [
    shape("schemas", 500, schemas),
    shape("operations", 250, operations),
    shape("parameters", 500, parameters),
    shape("responses", 500, responses),
    shape("tags", 250, tags),
    shape("properties", 2_000, properties),
    shape("union-members", 500, union_members),
    shape("keyed-unions", 500, keyed_unions),
    shape("nested-unions", 5, nested_unions),
    shape("nested-inline", 1, nested_inline),
    shape("enum-values", 5_000, enum_values),
    shape("consts", 2_000, consts),
    shape("all-of-chain", 10, all_of_chain),
    shape("all-of-diamonds", 10, all_of_diamonds),
    shape("wide-all-of", 1_000, wide_all_of),
    shape("inheritance", 500, inheritance),
    shape("references", 2_000, references),
    shape("equal-inline", 250, equal_inline),
    shape("rings", 500, rings),
    shape("same-schemas", 500, same_schemas),
    shape("same-operations", 250, same_operations),
    shape("same-properties", 2_000, same_properties),
    shape("same-values", 2_000, same_values),
    shape("examples", 2_000, examples),
    shape("rules", 100, rules),
];

const fn shape(name: &'static str, size: usize, make: fn(usize) -> Value) -> Shape {
    Shape { name, size, make }
}

/// An edited copy: every seventh text is a number, and every seventh value another.
pub(super) fn edited(description: &Value) -> Value {
    let mut copy = description.clone();
    let mut count = 0;
    edit(&mut copy, &mut count);
    copy
}

/// Descriptions are as deep as [`SHAPES`] make them.
fn edit(value: &mut Value, count: &mut usize) {
    let mut hits = || {
        *count += 1;
        *count % 7 == 1
    };
    match value {
        Value::Object(object) => {
            if object.get("type").is_some_and(|typ| typ == "string") && object.len() == 1 && hits() {
                object.insert("type".to_owned(), "integer".into());
            }
            if let Some(Value::Array(values)) = object.get_mut("enum") {
                for value in values.iter_mut().filter(|_| hits()) {
                    *value = format!("{} (new)", value.as_str().unwrap_or_default()).into();
                }
            }
            object.values_mut().for_each(|member| edit(member, count));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| edit(item, count)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A description of components, of which one operation answers with the last.
fn of_schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Value {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    let last = schemas.keys().next_back().map(|name| reference(name));
    described(
        [(
            "/thing".to_owned(),
            json!({"get": answering("getThing", last.unwrap_or_default())}),
        )],
        schemas,
    )
}

fn described(paths: impl IntoIterator<Item = (String, Value)>, schemas: Map<String, Value>) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1.0.0"},
        "paths": paths.into_iter().collect::<Map<String, Value>>(),
        "components": {"schemas": schemas},
    })
}

fn answering(id: &str, schema: Value) -> Value {
    json!({
        "operationId": id,
        "responses": {"200": {"description": "It.", "content": {"application/json": {"schema": schema}}}},
    })
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn object(properties: impl IntoIterator<Item = (String, Value)>) -> Value {
    json!({"type": "object", "properties": properties.into_iter().collect::<Map<String, Value>>()})
}

/// An object whose own property no other number has.
fn thing(i: usize) -> Value {
    let name = format!("own{i}");
    json!({
        "type": "object",
        "required": [&name],
        "properties": {&name: text(), "note": text(), "count": {"type": "integer", "minimum": 0}},
    })
}

/// `number` names that are all the same to Rust: words with all kinds of separators between them.
fn same(number: usize) -> String {
    let mut name = "one".to_owned();
    let mut rest = number;
    for word in ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"] {
        name.push(['-', '_', '.'][rest % 3]);
        name.push_str(word);
        rest /= 3;
    }
    name
}

fn schemas(n: usize) -> Value {
    of_schemas((0..n).map(|i| (format!("Thing{i}"), thing(i))))
}

fn operations(n: usize) -> Value {
    let path = |i| {
        let mut get = answering(&format!("getThing{i}"), reference("Thing"));
        get["parameters"] = json!([
            {"name": "id", "in": "path", "required": true, "schema": text()},
            {"name": "verbose", "in": "query", "schema": {"type": "boolean"}},
        ]);
        (format!("/things{i}/{{id}}"), json!({"get": get}))
    };
    described((0..n).map(path), Map::from_iter([("Thing".to_owned(), thing(0))]))
}

fn parameters(n: usize) -> Value {
    let mut get = answering("getThing", reference("Thing"));
    let parameter = |i| json!({"name": format!("p{i}"), "in": "query", "schema": text()});
    get["parameters"] = (0..n).map(parameter).collect();
    described(
        [("/thing".to_owned(), json!({"get": get}))],
        Map::from_iter([("Thing".to_owned(), thing(0))]),
    )
}

/// One component response that every operation refers to, beside one of its own.
fn responses(n: usize) -> Value {
    let path = |i| {
        let mut get = answering(&format!("getThing{i}"), reference("Thing"));
        get["responses"]["404"] = json!({"$ref": "#/components/responses/Missing"});
        get["responses"]["400"] = json!({"description": "Bad.", "content": {"application/json": {"schema": thing(i)}}});
        (format!("/things{i}"), json!({"get": get}))
    };
    let mut description = described((0..n / 2).map(path), Map::from_iter([("Thing".to_owned(), thing(0))]));
    description["components"]["responses"]["Missing"] =
        json!({"description": "Missing.", "content": {"application/json": {"schema": reference("Thing")}}});
    description
}

fn tags(n: usize) -> Value {
    let path = |i| {
        let mut get = answering(&format!("getThing{i}"), reference("Thing"));
        get["tags"] = json!([format!("Tag {i}")]);
        (format!("/things{i}"), json!({"get": get}))
    };
    let mut description = described((0..n).map(path), Map::from_iter([("Thing".to_owned(), thing(0))]));
    description["tags"] = (0..n).map(|i| json!({"name": format!("Tag {i}")})).collect();
    description
}

fn properties(n: usize) -> Value {
    of_schemas([(
        "Thing".to_owned(),
        object((0..n).map(|i| (format!("property{i}"), text()))),
    )])
}

fn union_members(n: usize) -> Value {
    let members: Vec<Value> = (0..n).map(|i| reference(&format!("Thing{i}"))).collect();
    let things = (0..n).map(|i| (format!("Thing{i}"), thing(i)));
    of_schemas(things.chain([("Any".to_owned(), json!({"oneOf": members}))]))
}

fn keyed_unions(n: usize) -> Value {
    let members: Vec<Value> = (0..n).map(|i| reference(&format!("Thing{i}"))).collect();
    let key = |i| (format!("kind-{i}"), format!("#/components/schemas/Thing{i}").into());
    let mapping: Map<String, Value> = (0..n).map(key).collect();
    let member = |i| {
        let mut member = thing(i);
        member["properties"]["kind"] = json!({"const": format!("kind-{i}")});
        member["required"] = json!(["kind"]);
        (format!("Thing{i}"), member)
    };
    let keyed = json!({"oneOf": members, "discriminator": {"propertyName": "kind", "mapping": mapping}});
    of_schemas((0..n).map(member).chain([("Any".to_owned(), keyed)]))
}

/// Families of eight levels of ten unions, each of all ten of the level below: a hundred million ways down.
fn nested_unions(n: usize) -> Value {
    let mut schemas = Map::new();
    for family in 0..n {
        let name = |level: usize, i: usize| format!("Family{family}Level{level}Number{i}");
        for i in 0..10 {
            schemas.insert(name(0, i), thing(family * 10 + i));
        }
        for level in 1..=8 {
            let members: Vec<Value> = (0..10).map(|i| reference(&name(level - 1, i))).collect();
            for i in 0..10 {
                schemas.insert(name(level, i), json!({"oneOf": members}));
            }
        }
    }
    of_schemas(schemas)
}

/// Unions of two unions, and so on, eight deep and all in one place.
fn nested_inline(n: usize) -> Value {
    fn union(level: usize, next: &mut usize) -> Value {
        if level == 0 {
            *next += 1;
            return thing(*next);
        }
        json!({"oneOf": [union(level - 1, next), union(level - 1, next)]})
    }
    let mut next = 0;
    of_schemas((0..n).map(|i| (format!("Thing{i}"), object([("value".to_owned(), union(8, &mut next))]))))
}

fn enum_values(n: usize) -> Value {
    let values: Vec<String> = (0..n).map(|i| format!("value-{i}")).collect();
    of_schemas([("Thing".to_owned(), json!({"type": "string", "enum": values}))])
}

fn consts(n: usize) -> Value {
    let members: Vec<Value> = (0..n)
        .map(|i| json!({"const": format!("value-{i}"), "title": format!("Value {i}")}))
        .collect();
    of_schemas([("Thing".to_owned(), json!({"oneOf": members}))])
}

/// Lines of schemas that each extend the one before; none adds a property, so that what is written grows with `n` only.
fn all_of_chain(n: usize) -> Value {
    let link = |family: usize, level: usize| match level {
        0 => thing(family),
        _ => json!({"allOf": [reference(&format!("Family{family}Level{}", level - 1)), {"required": ["note"]}]}),
    };
    families(n, |family| {
        vec![("", (0..50).map(|level| link(family, level)).collect())]
    })
}

/// Lines of two schemas that each extend both before them: of 50 levels, a quadrillion ways up.
fn all_of_diamonds(n: usize) -> Value {
    let link = |family: usize, level: usize| match level {
        0 => thing(family),
        _ => {
            let both = ["Left", "Right"].map(|side| reference(&format!("{side}Family{family}Level{}", level - 1)));
            json!({"allOf": both})
        }
    };
    let side = |family| (0..50).map(|level| link(family, level)).collect();
    families(n, |family| vec![("Left", side(family)), ("Right", side(family))])
}

/// Families of lines of schemas, each line with the start of its names.
fn families(n: usize, make: impl Fn(usize) -> Vec<(&'static str, Vec<Value>)>) -> Value {
    let mut schemas = Map::new();
    for family in 0..n {
        for (side, line) in make(family) {
            let named = line.into_iter().enumerate();
            schemas.extend(named.map(|(level, schema)| (format!("{side}Family{family}Level{level}"), schema)));
        }
    }
    of_schemas(schemas)
}

fn wide_all_of(n: usize) -> Value {
    let parts: Vec<Value> = (0..n).map(|i| reference(&format!("Thing{i}"))).collect();
    let things = (0..n).map(|i| (format!("Thing{i}"), object([(format!("own{i}"), text())])));
    of_schemas(things.chain([("All".to_owned(), json!({"allOf": parts}))]))
}

fn inheritance(n: usize) -> Value {
    let mut parent = thing(0);
    parent["properties"]["kind"] = text();
    parent["required"] = json!(["kind"]);
    parent["discriminator"] = json!({"propertyName": "kind"});
    let child = |i| (format!("Child{i}"), json!({"allOf": [reference("Parent"), thing(i)]}));
    of_schemas((1..=n).map(child).chain([("Parent".to_owned(), parent)]))
}

fn references(n: usize) -> Value {
    let link = |i: usize| match i {
        0 => thing(0),
        _ => reference(&format!("Thing{}", i - 1)),
    };
    of_schemas((0..n).map(|i| (format!("Thing{i}"), link(i))))
}

fn equal_inline(n: usize) -> Value {
    let path = |i| {
        (
            format!("/things{i}"),
            json!({"get": answering(&format!("getThing{i}"), thing(0))}),
        )
    };
    described((0..n).map(path), Map::new())
}

/// Each holds the next and the one before; the last holds the first.
fn rings(n: usize) -> Value {
    let ring = |i| {
        let mut one = thing(i);
        one["properties"]["next"] = reference(&format!("Thing{}", (i + 1) % n));
        one["properties"]["back"] = reference(&format!("Thing{}", (i + n - 1) % n));
        (format!("Thing{i}"), one)
    };
    of_schemas((0..n).map(ring))
}

fn same_schemas(n: usize) -> Value {
    of_schemas((0..n).map(|i| (same(i), thing(i))))
}

fn same_operations(n: usize) -> Value {
    let path = |i| {
        (
            format!("/things{i}"),
            json!({"get": answering(&same(i), reference("Thing"))}),
        )
    };
    described((0..n).map(path), Map::from_iter([("Thing".to_owned(), thing(0))]))
}

fn same_properties(n: usize) -> Value {
    of_schemas([("Thing".to_owned(), object((0..n).map(|i| (same(i), text()))))])
}

fn same_values(n: usize) -> Value {
    let values: Vec<String> = (0..n).map(same).collect();
    of_schemas([("Thing".to_owned(), json!({"type": "string", "enum": values}))])
}

fn examples(n: usize) -> Value {
    let mut get = answering("getThing", reference("Thing"));
    let example = |i| {
        (
            format!("number{i}"),
            json!({"value": {"own0": format!("text {i}"), "count": i}}),
        )
    };
    get["responses"]["200"]["content"]["application/json"]["examples"] = (0..n).map(example).collect();
    described(
        [("/thing".to_owned(), json!({"get": get}))],
        Map::from_iter([("Thing".to_owned(), thing(0))]),
    )
}

/// Schemas that say what no Rust type does.
fn rules(n: usize) -> Value {
    let ruled = |i: usize| {
        let mut ruled = thing(i);
        ruled["not"] = json!({"required": ["note", "count"]});
        ruled["if"] = json!({"required": ["note"]});
        ruled["then"] = match i {
            0 => json!({"required": ["count"]}),
            _ => reference(&format!("Thing{}", i - 1)),
        };
        (format!("Thing{i}"), ruled)
    };
    of_schemas((0..n).map(ruled))
}
