//! How an operation gives its results page by page, as data.

use super::input::Input;

/// Where the next page is found, and where the items of a page are.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(super) step: Step,
    /// The JSON Pointer of a page's items.
    pub(super) items: &'static str,
    /// That of a boolean which says whether more pages follow.
    pub(super) more: Option<&'static str>,
    /// That of the number of all items.
    pub(super) total: Option<&'static str>,
    /// That of the number of all pages.
    pub(super) pages: Option<&'static str>,
}

/// What asks for the next page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A number that counts pages, and that of the first.
    Page(Input, i64),
    /// A number that counts items, and that of the first.
    Offset(Input, u64),
    /// What the page says of the next, at a JSON Pointer.
    Cursor(Input, &'static str),
    /// A URL in the page, at a JSON Pointer.
    Link(&'static str),
    /// The URL of relation `next` in the header field `Link` (RFC 8288).
    LinkHeader,
}

impl Paging {
    /// By the number of the page.
    pub const fn page(parameter: usize, first: i64) -> Self {
        Self::new(Step::Page(Input::Parameter(parameter), first))
    }

    /// The same where the number is at a JSON Pointer into the body of the request.
    pub const fn page_in_body(pointer: &'static str, first: i64) -> Self {
        Self::new(Step::Page(Input::Body(pointer), first))
    }

    /// By the number of items to pass over, or that of the first item of the page.
    pub const fn offset(parameter: usize, first: u64) -> Self {
        Self::new(Step::Offset(Input::Parameter(parameter), first))
    }

    /// The same where the number is at a JSON Pointer into the body of the request.
    pub const fn offset_in_body(pointer: &'static str, first: u64) -> Self {
        Self::new(Step::Offset(Input::Body(pointer), first))
    }

    /// By what each page says of the next.
    pub const fn cursor(parameter: usize, next: &'static str) -> Self {
        Self::new(Step::Cursor(Input::Parameter(parameter), next))
    }

    /// The same where it goes to a JSON Pointer into the body of the request.
    pub const fn cursor_in_body(pointer: &'static str, next: &'static str) -> Self {
        Self::new(Step::Cursor(Input::Body(pointer), next))
    }

    /// By the URL that each page has of the next.
    pub const fn link(next: &'static str) -> Self {
        Self::new(Step::Link(next))
    }

    /// By the URL that the header field `Link` has of the next page.
    pub const fn link_header() -> Self {
        Self::new(Step::LinkHeader)
    }

    const fn new(step: Step) -> Self {
        Self {
            step,
            items: "",
            more: None,
            total: None,
            pages: None,
        }
    }

    /// The same with items at a JSON Pointer; without it the page itself is an array of them.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// The same, which ends where the value at a JSON Pointer is false.
    #[must_use]
    pub const fn more(mut self, pointer: &'static str) -> Self {
        self.more = Some(pointer);
        self
    }

    /// The same, which ends after as many items as the number at a JSON Pointer.
    #[must_use]
    pub const fn total(mut self, pointer: &'static str) -> Self {
        self.total = Some(pointer);
        self
    }

    /// The same, which ends after as many pages as the number at a JSON Pointer.
    #[must_use]
    pub const fn pages(mut self, pointer: &'static str) -> Self {
        self.pages = Some(pointer);
        self
    }
}
