//! What APIs call the parameters and properties that are about pages: lower-case letters and digits alone, so that
//! `page[size]`, `page_size`, `pageSize` and `PageSize` are one.

/// A name without case and punctuation.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Parameters that count pages.
#[rustfmt::skip]
pub(super) const PAGE: &[&str] = &[
    "currentpage", "page", "pageindex", "pageno", "pagenum", "pagenumber",
];

/// Parameters that count items.
#[rustfmt::skip]
pub(super) const OFFSET: &[&str] = &[
    "from", "offset", "pageoffset", "skip", "start", "startat", "startindex",
];

/// Parameters that limit a page.
#[rustfmt::skip]
pub(super) const SIZE: &[&str] = &[
    "count", "itemsperpage", "limit", "max", "maxitems", "maxpagesize", "maxresults", "numresults", "pagelimit",
    "pagesize", "perpage", "resultsperpage", "rows", "rowsperpage", "size", "take", "top",
];

/// Parameters that take what a page says of the next.
#[rustfmt::skip]
pub(super) const CURSOR: &[&str] = &[
    "after", "aftercursor", "afterid", "bookmark", "continuation", "continuationtoken", "continue", "cursor", "from", "marker",
    "next", "nextcursor", "nextfrom", "nextkey", "nextmarker", "nextpage", "nextpagetoken", "nexttoken", "page", "pageafter",
    "pagecursor", "pagekey", "pagetoken", "paginationtoken", "scrollid", "start", "startafter", "startcursor",
    "startingafter", "startkey", "offset",
];

/// Properties that say of the next page what a cursor takes.
#[rustfmt::skip]
pub(super) const NEXT_CURSOR: &[&str] = &[
    "aftercursor", "continuationtoken", "cursornext", "endcursor", "next", "nextafter", "nextbookmark",
    "nextcontinuationtoken", "nextcursor", "nextfrom", "nextkey", "nextmarker", "nextoffset", "nextpage", "nextpagecursor",
    "nextpageid", "nextpagekey", "nextpagetoken", "nextscrollid", "nextstart", "nextstartingafter", "nexttoken",
    "paginationtoken",
];

/// Properties that are the cursor of the next page where they are called as the parameter is.
#[rustfmt::skip]
pub(super) const SAME: &[&str] = &["after", "bookmark", "continue", "cursor", "marker", "pageafter", "scrollid"];

/// Properties with the URL of the next page.
#[rustfmt::skip]
pub(super) const NEXT_LINK: &[&str] = &[
    "nexthref", "nextlink", "nextpagelink", "nextpageuri", "nextpageurl", "nexturi", "nexturl", "odatanextlink",
];

/// Properties that have it if anything says that they are URLs.
#[rustfmt::skip]
pub(super) const NEXT: &[&str] = &["next", "nextpage"];

/// Properties that hold what is about the page rather than its items.
#[rustfmt::skip]
pub(super) const CONTAINERS: &[&str] = &[
    "cursor", "cursors", "info", "link", "links", "listmetadata", "meta", "metadata", "page", "pageinfo",
    "pagemetadata", "pager", "pages", "pagination", "paginationinfo", "paging", "response", "responsemetadata",
    "resultinfo", "searchmetadata",
];

/// Those of links.
#[rustfmt::skip]
pub(super) const LINKS: &[&str] = &["link", "links"];

/// Properties that hold items, where they are not at the top.
#[rustfmt::skip]
pub(super) const WRAPPERS: &[&str] = &["data", "embedded", "payload", "response", "result", "results"];

/// Properties that hold items, where there are several arrays.
#[rustfmt::skip]
pub(super) const ITEMS: &[&str] = &[
    "items", "data", "results", "result", "records", "entries", "values", "value", "content", "elements", "list",
    "rows", "objects", "nodes", "resources", "hits",
];

/// Arrays that are never the items.
#[rustfmt::skip]
pub(super) const BESIDES: &[&str] = &[
    "aggregations", "errors", "facets", "included", "links", "messages", "order", "sort", "warnings",
];

/// Booleans that say whether there are more pages.
#[rustfmt::skip]
pub(super) const MORE: &[&str] = &["hasmore", "hasmoreitems", "hasnext", "hasnextpage", "more", "moreresults"];

/// Numbers of all pages.
#[rustfmt::skip]
pub(super) const PAGES: &[&str] = &["numpages", "pagecount", "pagestotal", "totalpagecount", "totalpages"];

/// Numbers that only an answer in pages has.
#[rustfmt::skip]
pub(super) const TOTAL: &[&str] = &["total", "totalcount", "totalelements", "totalitems", "totalrecords", "totalresults"];
