//! What asks for the next page, by the names of parameters and properties.

use super::answer;
use super::page::{self, Found, Items};
use super::words::{self, plain};
use crate::analyze::facts::{PageInput, PageStep, Pagination};
use crate::model::{Api, Method, Operation, Parameter, ParameterLocation, Schema, SchemaId, Shape, StringFormat};

/// How an operation is paged; `None` if nothing hints at pages.
///
/// # Errors
///
/// Why it cannot be paged though its parameters hint at pages.
pub(super) fn pagination(api: &Api, operation: &Operation) -> Result<Option<Pagination>, String> {
    let Some(page) = answer(operation) else {
        return Ok(None);
    };
    let Some(search) = Search::new(api, operation, page).filter(Search::hints) else {
        return Ok(None);
    };
    let (items, item) = match page::items(api, operation, page) {
        Items::At(path, item) => (path, item),
        Items::Several => return Err("its answer has several arrays, any of which may hold the items".to_owned()),
        Items::Nowhere => return Ok(None),
    };
    let by_cursor = search.cursor();
    let step = match by_cursor.or_else(|| search.link()).or_else(|| search.link_header()) {
        Some(step) => step,
        None => match search.last_item(&items, item) {
            Some(step) => step,
            None => match search.page()? {
                Some(step) => step,
                None => search.offset()?.ok_or_else(|| search.reason())?,
            },
        },
    };
    let starts_at_one = !matches!(step, PageStep::Page { first: 0, .. });
    let note = |names: &[&str], fits: fn(&Shape) -> bool| {
        let mut notes = search.notes.iter();
        let found = notes.find(|note| names.contains(&note.name()) && fits(&note.schema.shape));
        found.map(|note| note.path.clone())
    };
    Ok(Some(Pagination {
        more: note(words::MORE, |shape| matches!(shape, Shape::Boolean)),
        pages: match step {
            PageStep::Page { .. } if starts_at_one => note(words::PAGES, is_count),
            _ => None,
        },
        total: None,
        items,
        step,
    }))
}

struct Search<'a> {
    api: &'a Api,
    inputs: Vec<Input<'a>>,
    notes: Vec<Found<'a>>,
    has_link_header: bool,
    /// Whether it is the body of a request that asks for pages: of many requests with bodies none does.
    is_by_body: bool,
}

/// A query parameter, or a property of the request's body.
struct Input<'a> {
    input: PageInput,
    name: &'a str,
    /// The name without case and punctuation.
    plain: String,
    schema: &'a Schema,
    /// What is written of it, in lower case.
    text: String,
}

impl<'a> Search<'a> {
    /// `None` for calls that may not be sent once a page: those that do something.
    fn new(api: &'a Api, operation: &'a Operation, page: SchemaId) -> Option<Self> {
        let (inputs, is_by_body) = match (&operation.method, &operation.request_body) {
            (Method::Get, None) => (of_query(api, operation), false),
            (Method::Post | Method::Query, Some(_)) => (of_body(api, super::json_body(operation)?), true),
            _ => return None,
        };
        let headers = operation
            .responses
            .iter()
            .filter(|response| response.status.is_success());
        let mut headers = headers.flat_map(|response| &response.headers);
        Some(Self {
            api,
            inputs,
            notes: page::notes(api, page),
            has_link_header: headers.any(|header| header.name.eq_ignore_ascii_case("link")),
            is_by_body,
        })
    }

    /// Whether anything hints at pages.
    fn hints(&self) -> bool {
        let any = |names, fits| self.input(names, fits).is_some();
        if self.is_by_body {
            let counts = any(words::PAGE, is_count) || any(words::OFFSET, is_count);
            return self.cursor().is_some() || counts && any(words::SIZE, is_count) && self.tells();
        }
        any(words::PAGE, is_count)
            || any(words::OFFSET, is_count)
            || self.cursor().is_some()
            || self.link().is_some()
            || self.link_header().is_some()
            || any(words::CURSOR, is_token) && (any(words::SIZE, is_count) || self.has_more())
    }

    fn input(&self, names: &[&str], fits: fn(&Shape) -> bool) -> Option<&Input<'a>> {
        let mut inputs = self.inputs.iter();
        inputs.find(|input| names.contains(&input.plain.as_str()) && fits(&input.schema.shape))
    }

    /// Whether the answer says how much there is.
    fn tells(&self) -> bool {
        self.notes.iter().any(|note| {
            let name = note.name();
            words::TOTAL.contains(&name) || words::PAGES.contains(&name) || words::MORE.contains(&name)
        })
    }

    /// A property that says what a parameter takes for the next page.
    fn cursor(&self) -> Option<PageStep> {
        let tokens = self.inputs.iter().filter(|input| {
            let (name, shape) = (input.plain.as_str(), &input.schema.shape);
            // A number that counts takes the next number, if an answer has it.
            let counts = words::PAGE.contains(&name) || words::OFFSET.contains(&name);
            let fits = is_token(shape) || counts && is_count(shape);
            // Some give cursors only when they are asked to.
            let is_asked = { self.inputs.iter() }.any(|other| other.plain == format!("use{name}"));
            words::CURSOR.contains(&name) && fits && !is_asked
        });
        for input in tokens {
            let shape = &input.schema.shape;
            let next = self.notes.iter().find(|note| {
                let fits = note.is_text() && is_token(shape) || note.is_number() && is_count(shape);
                fits && !self.is_link(note) && self.is_next(note, &input.plain)
            });
            if let Some(next) = next {
                let (input, next) = (input.input.clone(), next.path.clone());
                return Some(PageStep::Cursor { input, next });
            }
        }
        None
    }

    /// Whether a property is what a parameter takes for the next page.
    fn is_next(&self, note: &Found<'_>, parameter: &str) -> bool {
        let name = note.name();
        let counted = match parameter {
            "page" => Some(["next", "nextpage", "nextpagetoken"].as_slice()),
            "offset" => Some(["nextoffset", "next"].as_slice()),
            "start" => Some(["nextstart", "next"].as_slice()),
            "from" => Some(["nextfrom", "next"].as_slice()),
            _ => None,
        };
        if let Some(names) = counted {
            return names.contains(&name);
        }
        let by_last = name == "lastid" && ["after", "afterid", "startingafter"].contains(&parameter) && self.has_more();
        let is_same = words::SAME.contains(&name)
            && (name == parameter || parameter.ends_with(name) && note.is_in(words::CONTAINERS))
            && (note.is_in(words::CONTAINERS) || self.has_more() || note.says(&["next", "subsequent", "following"]));
        words::NEXT_CURSOR.contains(&name) || by_last || is_same
    }

    /// A property with the URL of the next page.
    fn link(&self) -> Option<PageStep> {
        let mut notes = self.notes.iter().filter(|_| !self.is_by_body);
        let link = notes.find(|note| self.is_link(note))?;
        Some(PageStep::Link {
            next: link.path.clone(),
        })
    }

    fn is_link(&self, note: &Found<'_>) -> bool {
        let is_url = || {
            let format = match &note.schema.shape {
                Shape::String(format) => format.name(),
                _ => "",
            };
            ["uri", "url", "uri-reference"].contains(&format) || note.says(&["url", "uri", " link", "href"])
        };
        let name = note.name();
        let in_links = note.is_in(words::LINKS);
        let of_next = note.plain.iter().rev().nth(1).is_some_and(|outer| outer == "next");
        note.is_text()
            && (words::NEXT_LINK.contains(&name)
                || words::NEXT.contains(&name) && (in_links || is_url())
                || name == "href" && of_next && in_links)
    }

    fn link_header(&self) -> Option<PageStep> {
        let has_any = |names: &[&str]| { self.inputs.iter() }.any(|input| names.contains(&input.plain.as_str()));
        let is_paged = has_any(words::PAGE) || has_any(words::SIZE) || has_any(words::CURSOR);
        (self.has_link_header && is_paged && !self.is_by_body).then_some(PageStep::LinkHeader)
    }

    /// The id of the last item, where the answer says whether there are more.
    fn last_item(&self, items: &[String], item: SchemaId) -> Option<PageStep> {
        const AFTER: &[&str] = &["afterid", "startafter", "startingafter"];
        let is_after = |input: &&Input<'_>| {
            let says_id = || {
                ["object id", "id of the last", "last item's id"]
                    .iter()
                    .any(|id| input.text.contains(id))
            };
            let name = input.plain.as_str();
            is_token(&input.schema.shape) && (AFTER.contains(&name) || name == "after" && says_id())
        };
        let after = { self.inputs.iter() }.find(is_after).filter(|_| self.has_more())?;
        let id = page::at(self.api, item, &["id".to_owned()])?;
        let id = self.api.schemas.get(self.api.schemas.resolve(id)?);
        let next = items.iter().cloned().chain(["-".to_owned(), "id".to_owned()]);
        matches!(id.shape, Shape::String(_)).then(|| PageStep::Cursor {
            input: after.input.clone(),
            next: next.collect(),
        })
    }

    fn page(&self) -> Result<Option<PageStep>, String> {
        let Some(input) = self.input(words::PAGE, is_count) else {
            return Ok(None);
        };
        if self.input(words::SIZE, is_count).is_none() && !self.tells() {
            return Err(format!(
                "neither a parameter for the size of a page nor a number in the answer shows that `{}` counts pages",
                input.name
            ));
        }
        let Some(first) = first(input, input.plain == "pageindex") else {
            return Err(format!("nothing says whether `{}` counts from 0 or 1", input.name));
        };
        Ok(Some(PageStep::Page {
            input: input.input.clone(),
            first,
        }))
    }

    fn offset(&self) -> Result<Option<PageStep>, String> {
        let Some(input) = self.input(words::OFFSET, is_count) else {
            return Ok(None);
        };
        if self.input(words::SIZE, is_count).is_none() && !self.has_more() {
            return Err(format!(
                "no parameter for the size of a page stands beside `{}`",
                input.name
            ));
        }
        if input.text.contains("page number") {
            return Err(format!("`{}` may count pages or items", input.name));
        }
        // These may as well be the key, or the time, of the first item.
        let is_vague = ["from", "start", "startat", "startindex"].contains(&input.plain.as_str());
        let first = first(input, true).or((!is_vague).then_some(0));
        let Some(first) = first.and_then(|first| u64::try_from(first).ok()) else {
            return Err(format!("nothing says whether `{}` counts from 0 or 1", input.name));
        };
        Ok(Some(PageStep::Offset {
            input: input.input.clone(),
            first,
        }))
    }

    fn has_more(&self) -> bool {
        let mut notes = self.notes.iter();
        notes.any(|note| words::MORE.contains(&note.name()) && matches!(note.schema.shape, Shape::Boolean))
    }

    /// Why there is no step.
    fn reason(&self) -> String {
        match self.input(words::CURSOR, is_token) {
            Some(input) => {
                let name = input.name;
                format!("no property of the answer is known as what `{name}` takes for the next page")
            }
            None => "nothing that asks for the next page was found".to_owned(),
        }
    }
}

/// The first number: the default, where it is 0 or 1; else what the description says; else 1, unless that is doubtful.
fn first(input: &Input<'_>, is_doubtful: bool) -> Option<i64> {
    let schema = input.schema;
    let number = |number: Option<i64>| number.filter(|number| (0..=1).contains(number));
    let default = schema.annotations.default.as_ref().and_then(serde_json::Value::as_i64);
    let minimum = schema.constraints.minimum.as_ref().and_then(serde_json::Number::as_i64);
    let says = |words: &[&str]| words.iter().any(|word| input.text.contains(word));
    let said = if says(&[
        "zero-based",
        "zero based",
        "0-based",
        "0 based",
        "0-indexed",
        "zero-indexed",
        "starts at 0",
        "starting at 0",
        "starts from 0",
        "starting from 0",
        "start from 0",
        "begins at 0",
        "first page is 0",
        "(0..n)",
    ]) {
        Some(0)
    } else if says(&[
        "one-based",
        "1-based",
        "1-indexed",
        "starts at 1",
        "starting at 1",
        "starts from 1",
        "starting from 1",
        "start from 1",
        "first page is 1",
    ]) {
        Some(1)
    } else {
        None
    };
    said.or(number(default))
        .or(number(minimum))
        .or((!is_doubtful).then_some(1))
}

/// The query parameters that may ask for a page.
fn of_query<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Input<'a>> {
    let in_query = |parameter: &Parameter| parameter.place == ParameterLocation::Query && parameter.content.is_none();
    let parameters = operation.parameters.iter().enumerate();
    let inputs = parameters
        .filter(|(_, parameter)| in_query(parameter))
        .filter_map(|(index, parameter)| {
            let schema = api.schemas.get(api.schemas.resolve(parameter.schema)?);
            Some(Input {
                input: PageInput::Parameter(index),
                name: &parameter.name,
                plain: plain(&parameter.name),
                schema,
                text: text(&[parameter.description.as_ref(), schema.annotations.description.as_ref()]),
            })
        });
    inputs.collect()
}

/// The properties of a request's body that may, and those of objects in it that are about pages.
fn of_body(api: &Api, body: SchemaId) -> Vec<Input<'_>> {
    let inputs = page::notes(api, body).into_iter().map(|found| Input {
        name: found.own_name,
        plain: found.name().to_owned(),
        schema: found.schema,
        text: text(&[
            found.place.annotations.description.as_ref(),
            found.schema.annotations.description.as_ref(),
        ]),
        input: PageInput::Body(found.path),
    });
    inputs.collect()
}

fn text(texts: &[Option<&String>]) -> String {
    let texts: Vec<&str> = texts.iter().flatten().map(|text| text.as_str()).collect();
    texts.join(" ").to_lowercase()
}

/// Whether values count something; many write `number` for whole ones too.
fn is_count(shape: &Shape) -> bool {
    matches!(shape, Shape::Integer(_) | Shape::Number(_))
}

/// Whether values can be handed back as they came: text without a meaning of its own.
fn is_token(shape: &Shape) -> bool {
    match shape {
        Shape::String(format) => !matches!(format, StringFormat::Date | StringFormat::DateTime | StringFormat::Time),
        _ => false,
    }
}
