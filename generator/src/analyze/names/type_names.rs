//! Where every Rust item lives and what it is called.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ident::{Kind, spell};
use super::locked::LockedNames;
use super::origin::{self, Anchor, Name};
use super::rename::Renames;
use super::reserved::hides_prelude;
use super::{Claim, Scope};
use crate::analyze::dedup::{Item, Sharing};
use crate::analyze::{Facts, Ident, TypeName, walk};
use crate::model::{Api, Origin, SchemaId};
use crate::report::{Code, Diagnostic, Sink};

/// Modules of the types crate that are not for schemas.
pub(in crate::analyze) const RESERVED_MODULES: &[&str] =
    &["codec", "lib", "main", "mod", "schemas", "support", "validate"];

/// Names every item of `sharing`; by schema index.
pub(in crate::analyze) fn name_items(
    api: &Api,
    facts: &Facts,
    sharing: &Sharing,
    kept: &LockedNames<'_>,
    renames: &mut Renames<'_>,
    sink: &mut Sink,
) -> Named {
    let mut namer = Namer {
        api,
        facts,
        root: Scope::default(),
        modules: Scope::reserving(RESERVED_MODULES),
        scopes: HashMap::new(),
        homes: HashMap::new(),
        names: vec![None; api.schemas.len()],
    };
    namer.keep_homes(kept, sink);
    let mut left = Vec::with_capacity(sharing.items.len());
    for item in &sharing.items {
        let chosen = chosen(api, item, renames);
        let keeps = chosen.is_none()
            && item
                .kept
                .as_ref()
                .is_some_and(|name| namer.keep(item.id, name, kept, sink));
        left.extend((!keeps).then_some((item, chosen)));
    }
    let (components, inline): (Vec<_>, Vec<_>) = left
        .into_iter()
        .partition(|(item, _)| walk::is_component(api.schemas.get(item.id)));
    // What the user chose comes before what others are called by chance.
    let (renamed, others): (Vec<_>, Vec<_>) = components.into_iter().partition(|(_, chosen)| chosen.is_some());
    // Of several that make the same name, the one that is spelled like it has it: `Pet`, not `pet`.
    let is_exact = |item: &Item| match &api.schemas.get(item.id).origin {
        Origin::Component(name) => origin::name(api, facts, item.id).text == *name,
        _ => false,
    };
    let (exact, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(item, _)| is_exact(item));
    for (item, chosen) in renamed.into_iter().chain(exact).chain(others) {
        namer.component(item.id, chosen.as_deref(), sink);
    }
    for (item, chosen) in inline {
        namer.inline(item, chosen.as_deref(), sink);
    }
    Named {
        modules: namer.modules_by_place(kept),
        items: namer.names,
    }
}

/// What came of it.
pub(in crate::analyze) struct Named {
    /// By schema index.
    pub(in crate::analyze) items: Vec<Option<TypeName>>,
    /// The modules of operations, and of components that are no schemas, by place.
    pub(in crate::analyze) modules: BTreeMap<String, Ident>,
}

/// The name that the user chose for an item, at any of the places that it serves, in the case of types.
fn chosen(api: &Api, item: &Item, renames: &mut Renames<'_>) -> Option<String> {
    let places = item.serves.iter().map(|id| api.schemas.get(*id));
    let names = places.map(|schema| {
        let is_property = matches!(schema.origin, Origin::Property(..));
        renames.find_type(&schema.location, is_property)
    });
    let name = names.fold(None, Option::or)?;
    let is_type = !name.contains('_') && !name.starts_with(char::is_lowercase);
    Some(if is_type { name.to_owned() } else { origin::pascal(name) })
}

struct Namer<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// Names re-exported from the crate's root.
    root: Scope,
    modules: Scope,
    /// The names inside each module.
    scopes: HashMap<Ident, Scope>,
    /// The module of each anchor that has items.
    homes: HashMap<Anchor, Ident>,
    names: Vec<Option<TypeName>>,
}

impl Namer<'_> {
    /// The modules that operations and components had.
    fn keep_homes(&mut self, kept: &LockedNames<'_>, sink: &mut Sink) {
        let operations = self.api.operations().map(|(id, _)| Anchor::Operation(id));
        let components = self
            .api
            .schemas
            .iter()
            .filter(|(_, schema)| !walk::is_component(schema));
        let components = components.filter(|(_, schema)| walk::parent(&schema.origin).is_none());
        let anchors = operations.chain(components.map(|(id, _)| Anchor::Component(id)));
        for anchor in anchors {
            if let Some(module) = kept.module(place(kept, &anchor), sink) {
                self.modules.take(&module);
                self.homes.insert(anchor, module);
            }
        }
    }

    /// The modules that operations and components have now, for the next time. Those of schemas go with their types.
    fn modules_by_place(&self, kept: &LockedNames<'_>) -> BTreeMap<String, Ident> {
        let is_schema = |anchor: &Anchor| match anchor {
            Anchor::Component(id) => walk::is_component(self.api.schemas.get(*id)),
            Anchor::Operation(_) => false,
        };
        let used: HashSet<&Ident> = self.names.iter().flatten().map(|name| &name.module).collect();
        // A map by anchor into one by place: the order in which it is gone through does not show.
        let homes = self
            .homes
            .iter()
            .filter(|(anchor, module)| !is_schema(anchor) && used.contains(module));
        homes
            .map(|(anchor, module)| (place(kept, anchor).to_owned(), module.clone()))
            .collect()
    }

    /// Gives an item the name that it had. Says whether it could: a name that another item has is reported.
    fn keep(&mut self, id: SchemaId, name: &TypeName, kept: &LockedNames<'_>, sink: &mut Sink) -> bool {
        let scope = self.scopes.entry(name.module.clone()).or_default();
        if !scope.is_free(&name.name) || (name.exported && !self.root.is_free(&name.name)) {
            kept.report_type(id, name, sink);
            return false;
        }
        self.modules.take(&name.module);
        if name.exported {
            self.root.take(&name.name);
        }
        if walk::is_component(self.api.schemas.get(id)) {
            self.homes.insert(Anchor::Component(id), name.module.clone());
        }
        self.put(id, name.module.clone(), name.name.clone(), name.exported);
        true
    }

    fn component(&mut self, id: SchemaId, chosen: Option<&str>, sink: &mut Sink) {
        let name = origin::name(self.api, self.facts, id).text;
        let candidates = visible(vec![chosen.map_or(name, str::to_owned)]);
        let claim = self.root.claim(&candidates, Kind::Type);
        let module = self.module(&[&claim.ident.0]);
        self.homes.insert(Anchor::Component(id), module.clone());
        self.report(id, chosen, &candidates, &claim, sink);
        self.put(id, module, claim.ident, true);
    }

    fn inline(&mut self, item: &Item, chosen: Option<&str>, sink: &mut Sink) {
        let name = origin::name(self.api, self.facts, item.id);
        if item.is_spread(self.api) && self.lift(item, &name, chosen) {
            return;
        }
        let parent = self.parent(item.id);
        let module = match &parent {
            Some(parent) => parent.module.clone(),
            None => self.home(item.id),
        };
        let qualified = self.qualified(item.id, parent.as_ref(), &name.text);
        let mut candidates: Vec<String> = chosen.map(str::to_owned).into_iter().collect();
        candidates.extend([name.text.clone(), qualified]);
        let candidates = visible(candidates);
        let exported = name.body.is_some() || self.is_component_body(item.id);
        let claim = self.claim(&module, &candidates, exported);
        self.report(item.id, chosen, &candidates, &claim, sink);
        self.put(item.id, module, claim.ident, exported);
    }

    /// Gives an item that several modules share a module of its own, if its name is free at the root.
    fn lift(&mut self, item: &Item, name: &Name, chosen: Option<&str>) -> bool {
        let text = match chosen {
            Some(chosen) => chosen.to_owned(),
            None => self.common_name(item, name),
        };
        let ident = Ident(text.clone());
        let module =
            spell(&text, Kind::Module).map(|module| crate::analyze::names::ident::finish(module, Kind::Module));
        let Some(module) = module.filter(|module| self.modules.is_free(module)) else {
            return false;
        };
        if hides_prelude(&text) || !self.root.is_free(&ident) {
            return false;
        }
        self.root.take(&ident);
        self.modules.take(&module);
        self.put(item.id, module, ident, true);
        true
    }

    /// What all places of a shared item have in common: their name, less the operation that a body is named for.
    fn common_name(&self, item: &Item, name: &Name) -> String {
        let Some(error) = name.body.as_ref().and_then(|body| body.error.as_ref()) else {
            return name.text.clone();
        };
        let suffix = name.body.as_ref().map_or("", |body| body.suffix.as_str());
        let same = item.serves.iter().all(|id| {
            let other = origin::name(self.api, self.facts, *id).body;
            other.and_then(|body| body.error).as_ref() == Some(error)
        });
        format!("{}{suffix}", if same { error } else { "ErrorBody" })
    }

    /// The nearest item that a schema is written in.
    fn parent(&self, id: SchemaId) -> Option<TypeName> {
        let mut owners = walk::owners(self.api, id).skip(1);
        owners.find_map(|owner| self.names.get(owner.index()).cloned().flatten())
    }

    /// The module of the operation or component that a schema is written in.
    fn home(&mut self, id: SchemaId) -> Ident {
        let anchor = origin::anchor(self.api, id);
        if let Some(module) = self.homes.get(&anchor) {
            return module.clone();
        }
        let module = match &anchor {
            Anchor::Operation(operation) => {
                let stem = self
                    .facts
                    .operations
                    .get(operation.0)
                    .map_or("", |facts| facts.stem.0.as_str());
                self.module(&[stem, &format!("{stem}Operation")])
            }
            Anchor::Component(id) => {
                let name = origin::name(self.api, self.facts, *id).text;
                self.module(&[&name, &(name.clone() + section(&self.api.schemas.get(*id).origin))])
            }
        };
        self.homes.insert(anchor, module.clone());
        module
    }

    /// Claims a module of the first free name.
    fn module(&mut self, names: &[&str]) -> Ident {
        let spelled = names
            .iter()
            .filter_map(|name| spell(name, Kind::Module))
            .collect::<Vec<_>>();
        let candidates = if spelled.is_empty() {
            vec!["value".to_owned()]
        } else {
            spelled
        };
        self.modules.claim(&candidates, Kind::Module).ident
    }

    /// The name with what it stands in before it.
    fn qualified(&self, id: SchemaId, parent: Option<&TypeName>, name: &str) -> String {
        match (parent, origin::anchor(self.api, id)) {
            (Some(parent), _) => format!("{}{name}", parent.name.0),
            (None, Anchor::Operation(operation)) => {
                let stem = self
                    .facts
                    .operations
                    .get(operation.0)
                    .map_or("", |facts| facts.stem.0.as_str());
                if name.starts_with(stem) {
                    name.to_owned()
                } else {
                    format!("{stem}{name}")
                }
            }
            (None, Anchor::Component(id)) => format!("{name}{}", section(&self.api.schemas.get(id).origin)),
        }
    }

    fn claim(&mut self, module: &Ident, candidates: &[String], exported: bool) -> Claim {
        let scope = self.scopes.entry(module.clone()).or_default();
        if !exported {
            return scope.claim(candidates, Kind::Type);
        }
        let free: Vec<String> = candidates
            .iter()
            .filter(|name| scope.is_free(&Ident((*name).clone())))
            .cloned()
            .collect();
        let claim = self
            .root
            .claim(if free.is_empty() { candidates } else { &free }, Kind::Type);
        scope.take(&claim.ident);
        claim
    }

    /// Whether a schema stands for a whole component outside `components.schemas`.
    fn is_component_body(&self, id: SchemaId) -> bool {
        let origin = &self.api.schemas.get(id).origin;
        walk::parent(origin).is_none() && !section(origin).is_empty()
    }

    fn put(&mut self, id: SchemaId, module: Ident, name: Ident, exported: bool) {
        self.scopes.entry(module.clone()).or_default().take(&name);
        if let Some(slot) = self.names.get_mut(id.index()) {
            *slot = Some(TypeName { module, name, exported });
        }
    }

    fn report(&self, id: SchemaId, chosen: Option<&str>, candidates: &[String], claim: &Claim, sink: &mut Sink) {
        let place = self.api.schemas.get(id).location.clone();
        let given = &claim.ident.0;
        if let Some(chosen) = chosen.filter(|chosen| chosen != given) {
            let message =
                format!("`rename` gives this type the name `{chosen}`, which is taken or means something else");
            sink.push(Diagnostic::new(Code::Setting, place, message).help("choose another name"));
        } else if claim.numbered {
            let taken = candidates.first().map_or("", String::as_str);
            let message = format!("the name `{taken}` is taken; this type is called `{given}`");
            let help = format!(
                "give it a name of your own: `rename = {{ \"#{}\" = \"…\" }}`",
                place.pointer
            );
            sink.push(Diagnostic::new(Code::NameCollision, place, message).help(help));
        }
    }
}

/// Names that do not hide the prelude, in their order; with the suffix `Schema` where each would.
fn visible(names: Vec<String>) -> Vec<String> {
    let last = names.last().map(|name| format!("{name}Schema"));
    let free: Vec<String> = names.into_iter().filter(|name| !hides_prelude(name)).collect();
    if free.is_empty() {
        last.into_iter().collect()
    } else {
        free
    }
}

/// The place of an anchor.
fn place<'a>(kept: &'a LockedNames<'_>, anchor: &Anchor) -> &'a str {
    match anchor {
        Anchor::Component(id) => kept.places.schema(*id),
        Anchor::Operation(id) => kept.places.operation(*id),
    }
}

/// The section of `components` that a schema outside `components.schemas` stands in, for its name.
fn section(origin: &Origin) -> &'static str {
    match origin {
        Origin::ComponentParameter(_) => "Parameter",
        Origin::ComponentRequestBody(_) => "RequestBody",
        Origin::ComponentResponse(_) => "Response",
        Origin::ComponentResponseHeader(..) | Origin::ComponentResponseHeaders(_) => "Header",
        Origin::Component(_)
        | Origin::Property(..)
        | Origin::Items(_)
        | Origin::TupleItem(..)
        | Origin::Values(_)
        | Origin::Keys(_)
        | Origin::Variant(..)
        | Origin::Part(..)
        | Origin::PartHeaders(_)
        | Origin::Parameter(..)
        | Origin::RequestBody(_)
        | Origin::ResponseBody(..)
        | Origin::ResponseHeader(..)
        | Origin::ResponseHeaders(..) => "",
    }
}
