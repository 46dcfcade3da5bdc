//! A crate's files as text.

use indexmap::IndexMap;

use super::roots::Roots;
use super::{Crate, File, imports, layout, wrap};

/// A file of tokens that is not Rust: a fault of the generator, never of the input.
#[derive(Debug)]
#[non_exhaustive]
pub struct RenderError {
    /// The path of the file, inside its crate.
    pub path: String,
    /// What the parser said.
    pub message: String,
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the generator wrote {} wrongly ({}): please report this with the description",
            self.path, self.message
        )
    }
}

impl std::error::Error for RenderError {}

/// Writes the files of a crate as text, by path inside the crate.
///
/// Every file starts with the first line of `header` as a comment, which says by which command it was made. The other
/// lines, which say from what, stand in the root of the crate only: a changed description rewrites the files that it
/// changes and this one.
///
/// # Errors
///
/// If an emitter wrote tokens that are not Rust.
pub fn render(krate: Crate, header: &str) -> Result<IndexMap<String, String>, RenderError> {
    let mut out = IndexMap::with_capacity(krate.files.len());
    let brief = header.lines().next().unwrap_or_default();
    let roots = Roots {
        runtimes: krate.runtimes,
        own: &krate.own,
        nested: None,
    };
    for (path, file) in krate.files {
        let header = if is_root(&path) { header } else { brief };
        let text = match file {
            File::Rust { docs, items } => {
                let mut parsed: syn::File = syn::parse2(items.into_tokens()).map_err(|error| RenderError {
                    path: path.clone(),
                    message: error.to_string(),
                })?;
                roots.resolve(&mut parsed);
                imports::shorten(&mut parsed, &module(&path));
                wrap::wrap(&with_header(header, &docs, &layout::layout(parsed)))
            }
            File::Text(text) => match path.rsplit('.').next() {
                Some("rs") => format!("{}\n{text}", comment(header, "//")),
                Some("toml") => format!("{}\n{text}", comment(header, "#")),
                Some("md") => format!("<!--\n{header}\n-->\n\n{text}"),
                _ => text,
            },
        };
        out.insert(path, text);
    }
    Ok(out)
}

/// Whether a file is the root of its crate.
fn is_root(path: &str) -> bool {
    matches!(path, "src/lib.rs" | "src/main.rs")
}

/// The module that a file is, as a path from its crate.
fn module(path: &str) -> String {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let names = inside.split('/').filter(|name| !matches!(*name, "lib" | "mod"));
    std::iter::once("crate").chain(names).collect::<Vec<_>>().join("::")
}

/// Header, module documentation, code.
pub(super) fn with_header(header: &str, docs: &str, code: &str) -> String {
    let mut out = comment(header, "//");
    if !docs.trim().is_empty() {
        out.push('\n');
        out.push_str(&comment(docs.trim(), "//!"));
    }
    if !code.is_empty() {
        out.push('\n');
        out.push_str(code);
    }
    out
}

fn comment(text: &str, mark: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(format!("{mark} {line}").trim_end());
        out.push('\n');
    }
    out
}
