//! What the members of a union are called, and how a value is known to be one of them.

use std::collections::HashSet;

use super::ambiguity::Comparison;
use super::discriminator;
use super::ident::{Kind, spell};
use super::names::Scope;
use super::telling::{self, Member};
use super::{Scalar, UnionFacts, VariantTest};
use crate::model::{Api, Discriminator, JsonTypes, Origin, Schema, SchemaId, Shape, Union};
use crate::report::{Code, Diagnostic, Sink};

/// The longest title that is taken for a name.
const MAX_TITLE: usize = 40;

/// What a member is called by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A name of its own: component, title, value of the discriminator or of a constant property.
    Own(String),
    /// Only the kind of value that it is, to be qualified where it names a type.
    Kind(String),
}

/// What the `index`th member of a union is called.
pub(super) fn label(api: &Api, union: SchemaId, index: usize) -> Label {
    let Shape::Union(union) = &api.schemas.get(union).shape else {
        return Label::Kind(format!("Variant{}", index + 1));
    };
    let Some(member) = union.variants.get(index).map(|variant| variant.schema) else {
        return Label::Kind(format!("Variant{}", index + 1));
    };
    let own = named(api, member)
        .or_else(|| titled(api.schemas.get(member)))
        .or_else(|| mapped(api, union.discriminator.as_ref(), member))
        .or_else(|| telling::constant_text(api, union, member).and_then(|text| spell(&text, Kind::Type)));
    match own {
        Some(name) => Label::Own(name),
        None => Label::Kind(kind(api, union, member, index)),
    }
}

/// The component that a member is.
fn named(api: &Api, member: SchemaId) -> Option<String> {
    let component = api.schemas.chain(member).find_map(|(_, schema)| match &schema.origin {
        Origin::Component(name) => Some(name),
        _ => None,
    });
    spell(component?, Kind::Type)
}

fn titled(schema: &Schema) -> Option<String> {
    let title = schema.annotations.title.as_deref()?;
    (title.chars().count() <= MAX_TITLE).then(|| spell(title, Kind::Type))?
}

fn mapped(api: &Api, discriminator: Option<&Discriminator>, member: SchemaId) -> Option<String> {
    let target = api.schemas.resolve(member)?;
    let mut mapping = discriminator?.mapping.iter();
    let (value, _) = mapping.find(|(_, id)| api.schemas.resolve(**id) == Some(target))?;
    spell(value, Kind::Type)
}

/// The kind of value that a member is; objects that nothing else names go by number where there are several.
fn kind(api: &Api, union: &Union, member: SchemaId, index: usize) -> String {
    let resolved = api.schemas.resolve(member).unwrap_or(member);
    let is_object = |id: SchemaId| api.schemas.json_types(id) == JsonTypes::OBJECT;
    match &api.schemas.get(resolved).shape {
        Shape::Any => "Any".to_owned(),
        Shape::Never => "Never".to_owned(),
        Shape::Null => "Null".to_owned(),
        Shape::Boolean => "Boolean".to_owned(),
        Shape::Integer(_) => "Integer".to_owned(),
        Shape::Number(_) => "Number".to_owned(),
        Shape::String(_) => "String".to_owned(),
        Shape::Enumeration(_) => "Enumeration".to_owned(),
        Shape::Array(array) => match named(api, array.items) {
            Some(item) => item + "List",
            None => "Array".to_owned(),
        },
        Shape::Tuple(_) => "Array".to_owned(),
        Shape::Object(_) => {
            let mut objects = union.variants.iter().filter(|variant| is_object(variant.schema));
            if objects.nth(1).is_some() {
                format!("Variant{}", index + 1)
            } else {
                "Object".to_owned()
            }
        }
        Shape::Union(_) | Shape::Reference(_) => format!("Variant{}", index + 1),
    }
}

/// The facts about a union.
pub(super) fn facts(api: &Api, scalars: &[Option<Scalar>], id: SchemaId, union: &Union, sink: &mut Sink) -> UnionFacts {
    let mut scope = Scope::default();
    let names = (0..union.variants.len()).map(|index| match label(api, id, index) {
        Label::Own(name) | Label::Kind(name) => scope.claim(&[name], Kind::Type).ident,
    });
    let names: Vec<_> = names.collect();
    let members: Vec<Member> = union
        .variants
        .iter()
        .map(|variant| Member::new(api, variant.schema))
        .collect();
    let discriminator = discriminator::discriminator(api, union, &members);
    let other = discriminator
        .as_ref()
        .and_then(|_| discriminator::other(api, union, &members));
    let declared = union.discriminator.as_ref().filter(|_| discriminator.is_some());
    let guessed = declared.is_some_and(|one| one.guessed && other.is_none());
    let tests = match &discriminator {
        Some((property, values)) if !guessed => discriminator::tests(api, &members, property, values, other),
        Some(_) | None => telling::tests(api, &members),
    };
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_cached_key(|index| match (tests.get(*index), members.get(*index)) {
        (Some(VariantTest::Try), Some(member)) => Some(member.breadth(api, scalars)),
        (Some(_) | None, _) => None,
    });
    let tagged = discriminator.iter().flat_map(|(_, values)| values);
    let tagged: HashSet<usize> = tagged.map(|(_, index)| *index).collect();
    let is_tagged = |index: usize| Some(index) != other && tagged.contains(&index);
    let tried = order
        .iter()
        .filter(|index| tests.get(**index) == Some(&VariantTest::Try) && !is_tagged(**index))
        .filter_map(|index| Some((*index, members.get(*index)?)));
    report(api, scalars, id, &tried.collect::<Vec<_>>(), sink);
    let variants = names
        .into_iter()
        .zip(tests)
        .map(|(name, test)| (name, false, test))
        .collect();
    UnionFacts {
        variants,
        order,
        discriminator,
        other,
        guessed,
    }
}

/// Warns of members that are tried, in this order, although an earlier one takes their values.
fn report(api: &Api, scalars: &[Option<Scalar>], id: SchemaId, tried: &[(usize, &Member)], sink: &mut Sink) {
    let mut comparison = Comparison::new(api, scalars);
    for (at, (first, earlier)) in tried.iter().enumerate() {
        for (second, later) in tried.iter().skip(at + 1) {
            if comparison.is_long() {
                return;
            }
            if comparison.takes(**earlier, **later) {
                let message = format!(
                    "nothing tells the members {} and {} of this union apart; they are tried in order",
                    first + 1,
                    second + 1
                );
                let help = "add a `discriminator`, or a property with one constant value in each member";
                let place = api.schemas.get(id).location.clone();
                sink.push(Diagnostic::new(Code::AmbiguousUnion, place, message).help(help));
                return;
            }
        }
    }
}
