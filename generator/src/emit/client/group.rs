//! Responses that are read in the same way, as data for the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use super::reply::Plan;
use crate::model::Status;

/// Responses that are read in the same way.
pub(super) struct Group {
    /// How.
    pub(super) plan: Plan,
    /// Their statuses.
    pub(super) statuses: Vec<Status>,
    media: Vec<String>,
}

impl Group {
    /// A group of one.
    pub(super) fn of(plan: Plan, status: Status) -> Self {
        Self {
            statuses: vec![status],
            media: plan.media.clone(),
            plan,
        }
    }

    /// Adds a response that is read in the same way.
    pub(super) fn add(&mut self, plan: &Plan, status: Status) {
        self.statuses.push(status);
        let new = { plan.media.iter() }.filter(|media| !self.media.contains(media));
        let new: Vec<String> = new.cloned().collect();
        self.media.extend(new);
    }

    /// The media types, as code.
    pub(super) fn media(&self) -> Vec<String> {
        self.media.iter().map(|media| docs::code(media)).collect()
    }

    /// The data.
    pub(super) fn data(&self) -> TokenStream {
        let mut statuses = self.statuses.clone();
        statuses.sort_unstable();
        let codes = statuses.iter().filter_map(|status| match status {
            Status::Code(code) => Some(Literal::u16_unsuffixed(*code)),
            Status::Range(_) | Status::Default => None,
        });
        let ranges = statuses.iter().filter_map(|status| match status {
            Status::Range(digit) => Some(Literal::u8_unsuffixed(*digit)),
            Status::Code(_) | Status::Default => None,
        });
        let ranges: Vec<_> = ranges.collect();
        let ranges = (!ranges.is_empty()).then(|| quote!(.or_ranges(&[#(#ranges),*])));
        let default = statuses.contains(&Status::Default).then(|| quote!(.or_default()));
        let streamed = self.plan.is_streamed().then(|| quote!(.streamed()));
        let media: Vec<&str> = self.media.iter().map(String::as_str).collect();
        let new = match media.as_slice() {
            [] => quote!(empty(&[#(#codes),*])),
            ["application/json"] => quote!(json(&[#(#codes),*])),
            media => quote!(new(&[#(#codes),*], &[#(#media),*])),
        };
        quote!(specwright_client::__private::Response::#new #ranges #default #streamed)
    }
}
