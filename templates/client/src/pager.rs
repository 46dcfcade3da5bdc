//! What asks for the next page of a list, and when there is none. It always ends: pages must not be empty or repeated
//! where they are counted, cursors and links must be new.

use std::collections::HashSet;

use http::HeaderMap;
use serde_json::Value;

use super::call::Call;
use super::link;
use super::paging::{Paging, Step};
use super::probe::find;

/// Goes from page to page.
pub(super) struct Pager {
    paging: &'static Paging,
    /// The cursors and links that were followed.
    followed: HashSet<String>,
    /// How many items there were, with those before the first page; `None` where that is not known.
    received: Option<u64>,
    /// The items of the last page, where they are what tells pages apart.
    last: Value,
}

/// What comes after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Another page, which the call now asks for.
    Page,
    /// Nothing.
    Nothing,
    /// Nothing, and this one is the one before once more.
    Repetition,
}

impl Pager {
    /// Begins with the page that a call asks for.
    pub(super) fn new(paging: &'static Paging, call: &Call<'_>) -> Self {
        let mut pager = Self {
            paging,
            followed: HashSet::new(),
            received: None,
            last: Value::Null,
        };
        match paging.step {
            Step::Page(input, first) => {
                let from = input.of(call).map_or(Some(first), |from| from.as_i64());
                pager.received = (from == Some(first)).then_some(0);
            }
            Step::Offset(input, first) => {
                let from = input.of(call).map_or(Some(first), |from| from.as_u64());
                pager.received = from.and_then(|from| from.checked_sub(first));
            }
            Step::Cursor(input, _) => pager.followed.extend(input.of(call).map(|cursor| cursor.to_string())),
            Step::Link(_) | Step::LinkHeader => {}
        }
        pager
    }

    /// Makes a call ask for the page after the one that it gave.
    pub(super) fn advance(&mut self, call: &mut Call<'_>, body: &[u8], headers: &HeaderMap) -> After {
        let more = self.paging.more.and_then(|pointer| find(body, pointer));
        let is_last = more.is_some_and(|more| more == Value::Bool(false));
        let is_put = match self.paging.step {
            Step::Page(input, first) => {
                let page = input.of(call).map_or(Some(first), |page| page.as_i64());
                let after = self.count(body, page.map(|page| page.saturating_sub(first)));
                let next = page.and_then(|page| page.checked_add(1));
                match next.filter(|_| after == After::Page && !is_last) {
                    Some(next) => input.put(call, next.into()),
                    None => return after.or_nothing(),
                }
            }
            Step::Offset(input, first) => {
                let after = self.count(body, None);
                let next = self.received.and_then(|received| received.checked_add(first));
                match next.filter(|_| after == After::Page && !is_last) {
                    Some(next) => input.put(call, next.into()),
                    None => return after.or_nothing(),
                }
            }
            Step::Cursor(input, pointer) => match self.fresh(find(body, pointer)).filter(|_| !is_last) {
                Some(cursor) => input.put(call, cursor),
                None => false,
            },
            Step::Link(pointer) => match self.fresh(find(body, pointer)).filter(|_| !is_last) {
                Some(Value::String(url)) => {
                    call.follow(url);
                    true
                }
                _ => false,
            },
            Step::LinkHeader => match self.fresh(link::next(headers).map(Value::String)) {
                Some(Value::String(url)) => {
                    call.follow(url);
                    true
                }
                _ => false,
            },
        };
        if is_put { After::Page } else { After::Nothing }
    }

    /// Counts the items of a page, and judges by their number, and by that of the pages before, whether more follow.
    fn count(&mut self, body: &[u8], pages: Option<i64>) -> After {
        let number = |pointer: Option<&str>| pointer.and_then(|pointer| find(body, pointer)?.as_u64());
        let items = find(body, self.paging.items).unwrap_or_default();
        let count = items.as_array().map_or(0, Vec::len);
        if count > 0 && items == self.last {
            return After::Repetition;
        }
        self.last = items;
        self.received = self
            .received
            .and_then(|received| received.checked_add(u64::try_from(count).ok()?));
        let all = number(self.paging.total);
        let all_pages = number(self.paging.pages).and_then(|number| i64::try_from(number).ok());
        let has_all = all.zip(self.received).is_some_and(|(all, received)| received >= all);
        let has_last = all_pages.zip(pages).is_some_and(|(all, before)| before + 1 >= all);
        match count == 0 || has_all || has_last {
            true => After::Nothing,
            false => After::Page,
        }
    }

    /// A cursor or link that leads on: null, nothing, an empty text, false and 0 do not, nor does one that was followed.
    fn fresh(&mut self, value: Option<Value>) -> Option<Value> {
        let value = value?;
        let leads = match &value {
            Value::String(text) => !text.is_empty(),
            Value::Number(number) => number.as_f64() != Some(0.0),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
        };
        (leads && self.followed.insert(value.to_string())).then_some(value)
    }
}

impl After {
    /// The end, and how it was found.
    fn or_nothing(self) -> Self {
        match self {
            Self::Repetition => Self::Repetition,
            Self::Page | Self::Nothing => Self::Nothing,
        }
    }
}
