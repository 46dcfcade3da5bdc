//! Support code: which of its files a crate gets.

use crate::output::{Crate, File};

/// Adds support files to a crate as `src/support/…`. Those in `without` stay out, and the lines with which other files
/// name their modules too: `codec/base64.rs` is `mod base64;` and `pub use self::base64::…;` elsewhere.
pub fn add(krate: &mut Crate, files: &[(&str, &str)], without: &[&str]) {
    let modules: Vec<&str> = without
        .iter()
        .filter_map(|path| path.strip_suffix("/mod.rs").unwrap_or(path).rsplit('/').next())
        .map(|name| name.strip_suffix(".rs").unwrap_or(name))
        .collect();
    for (path, text) in files.iter().filter(|(path, _)| !without.contains(path)) {
        let is_out = |line: &str| modules.iter().any(|module| names(line, module));
        // What clients and servers share stands above both where it is compiled in place, and in each where it is copied.
        let lines: Vec<String> = { text.lines() }
            .map(|line| match line.strip_prefix("pub use crate::") {
                Some(module) => format!("pub mod {module}"),
                None => line.to_owned(),
            })
            .collect();
        let after = lines.iter().skip(1).map(String::as_str).chain([""]);
        let lines = { lines.iter().zip(after) }
            .filter(|(line, after)| !(is_out(line) || line.starts_with("#[cfg(") && is_out(after)));
        let text: String = lines.map(|(line, _)| format!("{line}\n")).collect();
        krate.text(format!("src/support/{path}"), text);
    }
}

/// Whether a crate has some code, which is given with blanks between its tokens.
pub fn has_code(krate: &Crate, code: &str) -> bool {
    krate.files.values().any(|file| match file {
        File::Rust { items, .. } => items.to_string().contains(code),
        File::Text(_) => false,
    })
}

/// Whether a line declares or re-exports a module.
fn names(line: &str, module: &str) -> bool {
    let line = line
        .strip_prefix("pub ")
        .or_else(|| line.strip_prefix("pub(crate) "))
        .unwrap_or(line);
    line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) == Some(module)
        || line
            .strip_prefix("use self::")
            .and_then(|rest| rest.strip_prefix(module))
            .is_some_and(|rest| rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Target;

    #[test]
    fn files_left_out_are_not_named() {
        let files = [
            (
                "mod.rs",
                "#[cfg(x)]\nmod a;\n#[cfg(y)]\nmod ab;\npub use crate::c;\n\npub use self::a::A;\npub use self::ab::B;\n",
            ),
            ("a.rs", "pub struct A;\n"),
            ("ab.rs", "pub struct B;\n"),
        ];
        let mut krate = Crate::new(Target::Types);
        add(&mut krate, &files, &["a.rs"]);
        let paths: Vec<&String> = krate.files.keys().collect();
        assert_eq!(paths, ["src/support/mod.rs", "src/support/ab.rs"]);
        let File::Text(text) = &krate.files[0] else {
            panic!("support code is text")
        };
        assert_eq!(text, "#[cfg(y)]\nmod ab;\npub mod c;\n\npub use self::ab::B;\n");
    }
}
