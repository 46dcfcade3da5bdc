//! Boxes, derivable traits and directions.

use serde_json::{Value, json};

use super::{Analyzed, run};

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

/// Every boxed field and variant as `Schema.name`.
fn boxed(found: &Analyzed) -> Vec<String> {
    let mut boxed = Vec::new();
    for schema in found.facts.schemas.iter() {
        let Some(item) = &schema.item else { continue };
        let fields = schema.fields.iter().map(|field| (&field.name, field.boxed));
        let variants = schema
            .union
            .iter()
            .flat_map(|union| &union.variants)
            .map(|(name, boxed, _)| (name, *boxed));
        let names = fields.chain(variants).filter(|(_, boxed)| *boxed);
        boxed.extend(names.map(|(name, _)| format!("{}.{}", item.name.0, name.0)));
    }
    boxed
}

#[test]
fn only_what_closes_a_cycle_is_boxed() {
    let found = run(
        json!({
            "Node": object(json!({
                "next": {"ref": "Node"}, "children": {"type": "array", "items": {"ref": "Node"}},
                "by_name": {"type": "object", "additionalProperties": {"ref": "Node"}}, "leaf": {"ref": "Leaf"},
            })),
            "Leaf": object(json!({"id": {"type": "string"}})),
            "A": object(json!({"b": {"ref": "B"}})),
            "B": {"ref": "C"},
            "C": object(json!({"deep": object(json!({"expression": {"ref": "E"}}))})),
            "E": {"oneOf": [{"type": "string"}, {"ref": "A"}, {"type": "array", "items": {"ref": "E"}}]},
        }),
        json!([]),
    );
    assert_eq!(boxed(&found), ["Node.next", "E.A"]);
}

#[test]
fn a_long_chain_of_types_is_no_matter() {
    let mut components = serde_json::Map::new();
    for n in 0..20_000 {
        let next = (n + 1) % 20_000;
        components.insert(format!("T{n}"), object(json!({"next": {"ref": format!("T{next}")}})));
    }
    let found = run(Value::Object(components), json!([]));
    assert_eq!(boxed(&found), ["T19999.next"]);
}

#[test]
fn traits_are_derived_where_they_hold() {
    let found = run(
        json!({
            "Price": {"type": "object", "required": ["amount"], "properties": {"amount": {"type": "number"}}},
            "Cart": object(json!({"prices": {"type": "array", "items": {"ref": "Price"}}})),
            "Tree": object(json!({"tree": {"ref": "Tree"}, "any": {}})),
            "Named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
            "Maybe": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "nullable": true}}},
            "Role": {"enum": ["a", "b"]},
        }),
        json!([]),
    );
    let of = |name: &str| {
        let derives = found.facts.schema(found.component(name)).derives;
        (derives.eq, derives.hash, derives.default)
    };
    assert_eq!(of("Price"), (false, false, false));
    assert_eq!(of("Cart"), (false, false, true));
    assert_eq!(of("Tree"), (true, false, true));
    assert_eq!(of("Named"), (true, false, false));
    assert_eq!(of("Maybe"), (true, false, true));
    assert_eq!(of("Role"), (true, true, false));
}

#[test]
fn directions_follow_references() {
    let found = run(
        json!({
            "New": object(json!({"tag": {"ref": "Tag"}})),
            "Pet": object(json!({"tag": {"ref": "Tag"}, "pet": {"ref": "Pet"}})),
            "Tag": object(json!({"x": {}})),
            "Unused": object(json!({"x": {}})),
        }),
        json!([{"id": "add", "body": {"ref": "New"}, "responses": {"200": {"type": "array", "items": {"ref": "Pet"}}}}]),
    );
    let of = |name: &str| {
        let facts = found.facts.schema(found.component(name));
        (facts.in_request, facts.in_response)
    };
    assert_eq!(of("New"), (true, false));
    assert_eq!(of("Pet"), (false, true));
    assert_eq!(of("Tag"), (true, true));
    assert_eq!(of("Unused"), (false, false));
}

#[test]
fn an_inline_reference_is_served_by_its_target_and_an_alias_by_itself() {
    let found = run(
        json!({
            "Pet": object(json!({"owner": {"ref": "Alias"}})),
            "Alias": {"ref": "Owner"},
            "Owner": object(json!({"x": {}})),
        }),
        json!([]),
    );
    assert_eq!(
        found.type_at("/components/schemas/Pet/properties/owner"),
        "alias::Alias"
    );
    assert_eq!(found.type_at("/components/schemas/Alias"), "alias::Alias");
}
