//! Which module of the generator may name which other, and which crates only some may name.

use std::fmt::Write as _;
use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::Fault;

/// Module -> modules that it may name. Nothing else is allowed, so there are no cycles between stages.
const ARROWS: &[(&str, &[&str])] = &[
    ("pointer", &[]),
    ("report", &["pointer"]),
    ("lock", &[]),
    ("settings", &["lock"]),
    ("load", &["pointer", "report"]),
    ("render", &["diff", "load", "pointer", "report"]),
    ("policy", &["pointer", "report", "settings"]),
    ("normalize", &["load", "model", "pointer", "report"]),
    ("model", &["pointer"]),
    ("diff", &["model", "output", "pointer"]),
    ("lower", &["model", "normalize", "pointer", "report"]),
    ("analyze", &["lock", "model", "pointer", "report", "settings"]),
    ("plan", &["analyze", "lock", "lower", "model", "report", "settings"]),
    ("sample", &["model"]),
    ("fidelity", &["load", "model", "plan", "pointer", "render", "report"]),
    ("effect", &["analyze", "diff", "model", "output", "pointer", "settings"]),
    (
        "emit",
        &["analyze", "model", "output", "plan", "pointer", "sample", "settings"],
    ),
    ("output", &["model", "settings"]),
    (
        "pipeline",
        &[
            "diff",
            "effect",
            "emit",
            "fidelity",
            "load",
            "lock",
            "lower",
            "model",
            "normalize",
            "output",
            "plan",
            "policy",
            "render",
            "report",
            "sample",
            "settings",
        ],
    ),
    (
        "review",
        &[
            "diff", "load", "lock", "pipeline", "pointer", "render", "report", "settings",
        ],
    ),
    ("build", &["lock", "output", "pipeline", "render", "report", "settings"]),
    ("mock", &["emit", "model", "output", "pipeline"]),
    ("lib", &["build"]),
];

/// Crate -> modules that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("serde_yaml", &["load"]),
    ("saphyr_parser", &["load"]),
    ("openapiv3", &["normalize", "lower"]),
    ("quote", &["emit", "output"]),
    ("syn", &["emit", "output"]),
    ("proc_macro2", &["emit", "output"]),
    ("prettyplease", &["output"]),
    ("annotate_snippets", &["render"]),
    ("jsonschema", &["sample"]),
    ("include_dir", &["emit"]),
];

/// The rules as text.
pub(crate) fn listing() -> String {
    let mut out = String::new();
    for (module, targets) in ARROWS {
        let _ = writeln!(
            out,
            "{module:<10} -> {}",
            if targets.is_empty() {
                "-".to_owned()
            } else {
                targets.join(", ")
            }
        );
    }
    for (name, modules) in CRATES {
        let _ = writeln!(out, "{name} only in {}", modules.join(", "));
    }
    out
}

/// Checks a file of generator/src; `inside` is its path below that folder. Tests may name what they like.
pub(crate) fn check(path: &Path, inside: &Path, text: &str, faults: &mut Vec<Fault>) -> Result<(), String> {
    let first = inside
        .components()
        .next()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let module = first.unwrap_or_default().trim_end_matches(".rs").to_owned();
    if module == "bin" || inside.ends_with("tests.rs") || inside.components().any(|part| part.as_os_str() == "tests") {
        return Ok(());
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else {
        faults.push(Fault {
            path: path.to_owned(),
            line: 0,
            message: format!("`{module}` is in no arrow of tidy"),
        });
        return Ok(());
    };
    let file = syn::parse_file(text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut names = Names::default();
    names.visit_file(&file);
    for (root, next, line) in names.found {
        let message = match (root.as_str(), next) {
            ("crate", Some(target)) if target != module && !allowed.contains(&target.as_str()) => {
                // Re-exports and the module declarations of the root name everything.
                if module == "lib" || !ARROWS.iter().any(|(name, _)| *name == target) {
                    continue;
                }
                format!("arrow `{module} -> {target}` is not drawn")
            }
            (name, _) => match CRATES.iter().find(|(krate, _)| *krate == name) {
                Some((_, modules)) if !modules.contains(&module.as_str()) => {
                    format!("only {} may name `{name}`", modules.join(", "))
                }
                _ => continue,
            },
        };
        faults.push(Fault {
            path: path.to_owned(),
            line,
            message,
        });
    }
    Ok(())
}

/// First and second segments of every path outside `#[cfg(test)]`, with the line.
#[derive(Default)]
struct Names {
    found: Vec<(String, Option<String>, usize)>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = module.attrs.iter().any(|attr| {
            attr.path().is_ident("cfg") && attr.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
        });
        if !test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let text = |index: usize| path.segments.get(index).map(|segment| segment.ident.to_string());
            self.found
                .push((text(0).unwrap_or_default(), text(1), path.span().start().line));
        }
        visit::visit_path(self, path);
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        let line = path.ident.span().start().line;
        for next in heads(&path.tree) {
            self.found.push((path.ident.to_string(), Some(next), line));
        }
    }
}

/// The names that a use tree starts with.
fn heads(tree: &syn::UseTree) -> Vec<String> {
    match tree {
        syn::UseTree::Path(path) => vec![path.ident.to_string()],
        syn::UseTree::Name(name) => vec![name.ident.to_string()],
        syn::UseTree::Rename(rename) => vec![rename.ident.to_string()],
        syn::UseTree::Glob(_) => vec!["*".to_owned()],
        syn::UseTree::Group(group) => group.items.iter().flat_map(heads).collect(),
    }
}
