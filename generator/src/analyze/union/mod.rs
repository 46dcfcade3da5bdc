//! How a value is known to be a member of a union.

pub(in crate::analyze) mod ambiguity;
pub(in crate::analyze) mod discriminate;
pub(in crate::analyze) mod discriminator;
pub(in crate::analyze) mod label;
pub(in crate::analyze) mod tagging;
pub(in crate::analyze) mod unknown;

use std::collections::HashSet;

use self::ambiguity::Comparison;
use self::discriminate::Member;
use self::label::Label;
use super::names::Scope;
use super::names::ident::Kind;
use super::{Scalar, TagWriting, UnionFacts, VariantTest};
use crate::model::{Api, SchemaId, Union};
use crate::report::{Code, Diagnostic, Sink};

/// The facts about a union; `labels` are what its members are called.
pub(super) fn facts(
    api: &Api,
    scalars: &[Option<Scalar>],
    (id, union): (SchemaId, &Union),
    labels: &[Label],
    sink: &mut Sink,
) -> UnionFacts {
    let mut scope = Scope::default();
    let names = labels
        .iter()
        .map(|label| scope.claim(&[label.text().to_owned()], Kind::Type).ident);
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
        Some(_) | None => discriminate::tests(api, &members),
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
        tags: vec![TagWriting::ByMember; union.variants.len()],
        unknown: None,
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
