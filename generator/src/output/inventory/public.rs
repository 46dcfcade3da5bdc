//! By which path an item can be named from outside its crate.

use std::collections::{BTreeMap, BTreeSet};

use syn::{UseTree, Visibility};

/// The path of a module, from the root of the crate.
pub(super) type Module = Vec<String>;

/// The modules of a crate, and what they re-export.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The modules that can be named, but for those whose parent cannot.
    public: BTreeSet<Module>,
    /// All modules.
    known: BTreeSet<Module>,
    /// What stands under another path too: the module and the name, and what it leads to.
    exports: BTreeMap<(Module, String), Target>,
    /// The same by what they lead to in this crate.
    reexports: BTreeMap<Module, Vec<(Module, String)>>,
}

/// What a re-export leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An item of this crate.
    Own(Module),
    /// An item of another crate.
    Foreign(String),
}

impl Tree {
    /// A module that stands in another.
    pub(super) fn module(&mut self, within: &[String], item: &syn::ItemMod) {
        let mut path = within.to_vec();
        path.push(name(&item.ident));
        let is_hidden = item.attrs.iter().any(|attr| match &attr.meta {
            syn::Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
            syn::Meta::Path(_) | syn::Meta::NameValue(_) => false,
        });
        if is_public(&item.vis) && !is_hidden {
            self.public.insert(path.clone());
        }
        self.known.insert(path);
    }

    /// A `pub use`; call this once all modules are known.
    pub(super) fn export(&mut self, within: &[String], item: &syn::ItemUse) {
        if is_public(&item.vis) {
            self.add(within, Vec::new(), &item.tree);
        }
    }

    fn add(&mut self, within: &[String], mut path: Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(tree_path) => {
                path.push(name(&tree_path.ident));
                self.add(within, path, &tree_path.tree);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add(within, path.clone(), tree);
                }
            }
            UseTree::Name(last) => {
                path.push(name(&last.ident));
                self.insert(within, name(&last.ident), &path);
            }
            UseTree::Rename(last) => {
                path.push(name(&last.ident));
                self.insert(within, name(&last.rename), &path);
            }
            // Emitters name what they re-export.
            UseTree::Glob(_) => {}
        }
    }

    fn insert(&mut self, within: &[String], name: String, path: &[String]) {
        let target = self.resolve(within, path);
        if let Target::Own(own) = &target {
            let names = self.reexports.entry(own.clone()).or_default();
            names.push((within.to_vec(), name.clone()));
        }
        self.exports.insert((within.to_vec(), name), target);
    }

    /// What a path leads to that is written in a module.
    pub(super) fn resolve(&self, within: &[String], path: &[String]) -> Target {
        let mut at = within.to_vec();
        let mut rest = path;
        match path.first().map(String::as_str) {
            Some("crate") => {
                at.clear();
                rest = rest.get(1..).unwrap_or_default();
            }
            Some("self") => rest = rest.get(1..).unwrap_or_default(),
            Some(first) if first != "super" => {
                let mut child = at.clone();
                child.push(first.to_owned());
                if !self.known.contains(&child) {
                    return Target::Foreign(path.join("::"));
                }
            }
            _ => {}
        }
        while rest.first().is_some_and(|first| first == "super") {
            at.pop();
            rest = rest.get(1..).unwrap_or_default();
        }
        at.extend(rest.iter().cloned());
        Target::Own(at)
    }

    /// The paths of public modules.
    pub(super) fn modules(&self) -> impl Iterator<Item = &Module> {
        self.public.iter().filter(|path| self.is_public(path))
    }

    fn is_public(&self, module: &[String]) -> bool {
        (1..=module.len()).all(|end| module.get(..end).is_some_and(|path| self.public.contains(path)))
    }

    /// The path by which an item can be named from outside: its own, else the shortest that it is re-exported by.
    pub(super) fn path(&self, module: &[String], item: &str) -> Option<String> {
        let mut own = module.to_vec();
        own.push(item.to_owned());
        if self.is_public(module) {
            return Some(own.join("::"));
        }
        // What a private module re-exports may be re-exported again.
        let (mut seen, mut left) = (BTreeSet::from([own.clone()]), vec![own]);
        let mut found: Option<String> = None;
        while let Some(target) = left.pop() {
            for (within, name) in self.reexports.get(&target).into_iter().flatten() {
                if self.is_public(within) {
                    let path = joined(within, name);
                    let is_shorter = |old: &String| (path.len(), &path) < (old.len(), old);
                    if found.as_ref().is_none_or(is_shorter) {
                        found = Some(path);
                    }
                    continue;
                }
                let mut next = within.clone();
                next.push(name.clone());
                if seen.insert(next.clone()) {
                    left.push(next);
                }
            }
        }
        found
    }

    /// The re-exports in public modules: their paths, and what they lead to.
    pub(super) fn exports(&self) -> impl Iterator<Item = (String, &Target)> {
        let public = self.exports.iter().filter(|((within, _), _)| self.is_public(within));
        public.map(|((within, name), target)| (joined(within, name), target))
    }
}

fn joined(module: &[String], name: &str) -> String {
    let mut path = module.join("::");
    if !path.is_empty() {
        path.push_str("::");
    }
    path + name
}

/// An identifier without the mark that makes one of a keyword.
pub(super) fn name(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

/// Whether it can be seen from outside, as far as this one goes.
pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
