//! Where in a description the items come from that are about what the API sends: webhooks and callbacks.

use super::places::{Origin, text};
use super::{Change, Side, owner};
use crate::analyze::{self, Facts};
use crate::model::{Api, Outbound};

/// What an API sends, as an API of its own.
#[derive(Debug)]
pub(super) struct Sent {
    /// The module in the client crate and in the server crate.
    module: String,
    api: Api,
    facts: Facts,
}

impl Sent {
    /// All that an API sends and that is generated.
    pub(super) fn all(side: Side<'_>) -> Vec<Self> {
        let kinds = Outbound::ALL.into_iter().filter_map(|kind| {
            let (api, facts) = analyze::outbound(side.api, side.facts, kind)?;
            let module = text(&side.facts.outbound.get(&kind)?.tag.module).to_owned();
            Some(Self { module, api, facts })
        });
        kinds.collect()
    }

    /// What an item was made of; `None` for those outside the module.
    pub(super) fn origin(&self, side: Side<'_>, change: &Change) -> Option<Origin> {
        let path = change.effect.item.strip_prefix(&self.module)?.strip_prefix("::")?;
        let own = Side {
            api: &self.api,
            facts: &self.facts,
        };
        let mut origin = owner::origin(own, path, change)?;
        let requests = side.api.callbacks.iter();
        for request in requests
            .filter(|request| origin.places.contains(&request.location))
            .collect::<Vec<_>>()
        {
            // Callbacks by reference come and go where the reference is.
            for (id, name) in request.callback.iter().flat_map(|callback| &callback.owners) {
                let owner = side.api.operations.get(id.0);
                let at = owner.map(|owner| owner.location.child("callbacks").child(name));
                origin.places.extend(at);
            }
        }
        Some(origin)
    }
}
