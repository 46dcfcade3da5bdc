//! Which way the values of a schema travel.

use crate::analyze::{Facts, SchemaFacts, walk};
use crate::model::{Api, SchemaId};

/// Sets the `in_request` and `in_response` marks of `facts`.
pub(in crate::analyze) fn mark(api: &Api, facts: &mut Facts) {
    let of = |sent: bool| {
        let operations = api.operations.iter();
        operations.filter(move |operation| operation.direction.is_outbound() == sent)
    };
    // What the API sends is read the other way round.
    let requests = of(false).flat_map(walk::request_roots);
    let requests = requests.chain(of(true).flat_map(walk::response_roots)).collect();
    spread(api, facts, requests, |schema| &mut schema.in_request);
    let responses = of(false).flat_map(walk::response_roots);
    let responses = responses.chain(of(true).flat_map(walk::request_roots)).collect();
    spread(api, facts, responses, |schema| &mut schema.in_response);
}

/// Sets a mark on everything that is reached from some schemas, and on the types that serve it.
fn spread(api: &Api, facts: &mut Facts, roots: Vec<SchemaId>, mark: fn(&mut SchemaFacts) -> &mut bool) {
    let mut stack = roots;
    while let Some(id) = stack.pop() {
        let Some(schema) = facts.schemas.get_mut(id.index()) else {
            continue;
        };
        if !std::mem::replace(mark(schema), true) {
            stack.push(schema.canonical);
            stack.extend(walk::parts(api.schemas.get(id)));
        }
    }
}
