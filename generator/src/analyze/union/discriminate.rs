//! What tells the members of a union apart.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use serde_json::Value;

use crate::analyze::{Scalar, VariantTest};
use crate::model::{Api, JsonTypes, Object, Property, SchemaId, Shape, Union, key};

/// A member as far as telling it apart goes.
#[derive(Clone, Copy, Debug)]
pub(in crate::analyze) struct Member {
    /// The schema, references followed.
    pub(in crate::analyze) id: SchemaId,
    /// The JSON types of its values.
    pub(in crate::analyze) types: JsonTypes,
}

impl Member {
    /// Looks at a member.
    pub(in crate::analyze) fn new(api: &Api, id: SchemaId) -> Self {
        Self {
            id: api.schemas.resolve(id).unwrap_or(id),
            types: api.schemas.json_types(id),
        }
    }

    /// The object that it is.
    pub(in crate::analyze) fn object(self, api: &Api) -> Option<&Object> {
        let Shape::Object(object) = &api.schemas.get(self.id).shape else {
            return None;
        };
        Some(object)
    }

    fn values(self, api: &Api) -> Option<Vec<Value>> {
        let Shape::Enumeration(enumeration) = &api.schemas.get(self.id).shape else {
            return None;
        };
        // Any other text is a value of an open one.
        if enumeration.open {
            return None;
        }
        Some(enumeration.values.iter().map(|value| value.value.clone()).collect())
    }

    /// How much a member takes that is meant for others: the narrow are tried first, and of objects those first that
    /// demand most.
    pub(in crate::analyze) fn breadth(self, api: &Api, scalars: &[Option<Scalar>]) -> (usize, Reverse<usize>) {
        let scalar = scalars.get(self.id.index()).copied().flatten();
        let class = match &api.schemas.get(self.id).shape {
            Shape::String(_) if scalar.is_some_and(Scalar::is_checked) => 0,
            Shape::Boolean | Shape::Array(_) | Shape::Tuple(_) | Shape::Union(_) | Shape::Enumeration(_) => 0,
            Shape::Integer(_) => 0,
            Shape::Number(_) | Shape::Object(_) => 1,
            Shape::String(_) => 2,
            Shape::Any | Shape::Never | Shape::Null | Shape::Reference(_) => 3,
        };
        let demands = self
            .object(api)
            .map_or(0, |object| object.properties.iter().filter(|p| p.required).count());
        (class, Reverse(demands))
    }
}

/// A property by name.
pub(in crate::analyze) fn find<'a>(object: &'a Object, name: &str) -> Option<&'a Property> {
    object.properties.iter().find(|property| property.name == name)
}

/// The values that a property may have, if they are enumerated.
pub(in crate::analyze) fn property_values(api: &Api, property: &Property) -> Option<Vec<Value>> {
    Member::new(api, property.schema).values(api)
}

/// A property's value, if it can have one only.
fn constant(api: &Api, property: &Property) -> Option<Value> {
    match property_values(api, property)?.as_slice() {
        [value] => Some(value.clone()),
        _ => None,
    }
}

/// The text of a member's constant property: the discriminator's, else the first of any.
pub(in crate::analyze) fn constant_text(api: &Api, union: &Union, member: SchemaId) -> Option<String> {
    let object = Member::new(api, member).object(api)?;
    let named = union
        .discriminator
        .as_ref()
        .and_then(|discriminator| find(object, &discriminator.property));
    let value = named.and_then(|property| constant(api, property));
    let value = value.or_else(|| object.properties.iter().find_map(|property| constant(api, property)))?;
    value.as_str().map(str::to_owned)
}

/// The test of each member, in order.
pub(in crate::analyze) fn tests(api: &Api, members: &[Member]) -> Vec<VariantTest> {
    let rivals = Rivals::new(api, members);
    let each = members.iter().map(|member| {
        rivals
            .by_type(*member)
            .or_else(|| rivals.by_values(*member))
            .or_else(|| rivals.by_constant(*member, true))
            .or_else(|| rivals.by_key(*member))
            .or_else(|| rivals.by_constant(*member, false))
            .unwrap_or(VariantTest::Try)
    });
    each.collect()
}

/// What all members of a union have, counted, so that each is compared with all others at once.
struct Rivals<'a> {
    api: &'a Api,
    members: &'a [Member],
    /// The types that several members have.
    shared: JsonTypes,
    /// By value, how many members enumerate it.
    values: HashMap<String, usize>,
    /// The properties of the members that are objects, if they are asked for; `None` where one may be an object of which
    /// nothing is known.
    properties: OnceCell<Option<Properties<'a>>>,
}

/// The properties of several objects.
#[derive(Default)]
struct Properties<'a> {
    objects: usize,
    by_name: HashMap<&'a str, Occurrences>,
}

/// How many objects have a property.
#[derive(Default)]
struct Occurrences {
    all: usize,
    /// Those that enumerate its values.
    enumerated: usize,
    /// By value, those that enumerate it.
    values: HashMap<String, usize>,
}

impl<'a> Rivals<'a> {
    fn new(api: &'a Api, members: &'a [Member]) -> Self {
        let (mut once, mut shared) = (JsonTypes::NONE, JsonTypes::NONE);
        for member in members {
            shared = shared.or(once.and(member.types));
            once = once.or(member.types);
        }
        let mut values = HashMap::new();
        for value in members.iter().filter_map(|member| member.values(api)).flatten() {
            *values.entry(key(&value)).or_default() += 1;
        }
        Self {
            api,
            members,
            shared,
            values,
            properties: OnceCell::new(),
        }
    }

    fn properties(&self) -> Option<&Properties<'a>> {
        let count = || {
            let may_be = |member: &&Member| member.types.meets(JsonTypes::OBJECT) && member.types != JsonTypes::ALL;
            let mut all = Properties::default();
            for member in self.members.iter().filter(may_be) {
                all.objects += 1;
                for property in &member.object(self.api)?.properties {
                    let known = all.by_name.entry(property.name.as_str()).or_default();
                    known.all += 1;
                    let Some(values) = property_values(self.api, property) else {
                        continue;
                    };
                    known.enumerated += 1;
                    for value in &values {
                        *known.values.entry(key(value)).or_default() += 1;
                    }
                }
            }
            Some(all)
        };
        self.properties.get_or_init(count).as_ref()
    }

    /// No other member has values of its JSON type.
    fn by_type(&self, member: Member) -> Option<VariantTest> {
        let name = member.types.name()?;
        (!member.types.meets(self.shared)).then_some(VariantTest::Type(name))
    }

    /// It is enumerated, and no other member enumerates one of its values.
    fn by_values(&self, member: Member) -> Option<VariantTest> {
        let values = member.values(self.api)?;
        let repeated = |value: &Value| self.values.get(&key(value)).is_some_and(|count| *count > 1);
        (!values.iter().any(repeated)).then_some(VariantTest::Values(values))
    }

    /// A property of it has a constant that the property has in no other member.
    fn by_constant(&self, member: Member, required: bool) -> Option<VariantTest> {
        let object = member.object(self.api)?;
        let rivals = self.properties()?;
        let mut properties = object.properties.iter().filter(|p| !required || p.required);
        let found = properties.find_map(|property| {
            let value = constant(self.api, property)?;
            let known = rivals.by_name.get(property.name.as_str())?;
            let is_own = known.values.get(&key(&value)) == Some(&1) && known.enumerated == known.all;
            let differs = is_own && (required || known.all == rivals.objects);
            differs.then(|| (property.name.clone(), value))
        });
        found.map(|(name, value)| VariantTest::Constant(name, value))
    }

    /// It demands a key that no other member declares.
    fn by_key(&self, member: Member) -> Option<VariantTest> {
        let object = member.object(self.api)?;
        let rivals = self.properties()?;
        let is_own = |name: &str| rivals.by_name.get(name).is_some_and(|known| known.all == 1);
        let mut required = object.properties.iter().filter(|property| property.required);
        let telling = required.find(|property| is_own(&property.name))?;
        Some(VariantTest::Key(telling.name.clone()))
    }
}
