//! The suite's files.

use std::path::Path;

use serde_json::Value;

use super::remotes;

/// A schema with the instances that it is tried on.
#[derive(Debug)]
pub(crate) struct Group {
    /// The file, without its ending.
    pub(crate) file: String,
    /// What the suite calls it.
    pub(crate) name: String,
    pub(crate) schema: Value,
    pub(crate) tests: Vec<Test>,
}

/// An instance.
#[derive(Debug)]
pub(crate) struct Test {
    /// What the suite calls it.
    pub(crate) name: String,
    pub(crate) data: Value,
    pub(crate) valid: bool,
}

/// Reads the files of a draft, in order of name; those in `optional/` are not demanded of any implementation.
pub(super) fn read(suite: &Path, draft: &str) -> Result<Vec<Group>, String> {
    let folder = suite.join("tests").join(draft);
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut groups = Vec::new();
    for path in files {
        let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| fault(&error))?;
        let all: Vec<Value> = serde_json::from_str(&text).map_err(|error| fault(&error))?;
        let file = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        for value in &all {
            let group = group(file.clone().unwrap_or_default(), value);
            let mut group = group.ok_or_else(|| fault(&"not a file of the suite"))?;
            if draft == "draft4" {
                remotes::rename_ids(&mut group.schema);
            }
            groups.push(group);
        }
    }
    Ok(groups)
}

fn group(file: String, value: &Value) -> Option<Group> {
    let tests = value.get("tests")?.as_array()?.iter().map(test);
    Some(Group {
        file,
        name: value.get("description")?.as_str()?.to_owned(),
        schema: value.get("schema")?.clone(),
        tests: tests.collect::<Option<_>>()?,
    })
}

fn test(value: &Value) -> Option<Test> {
    Some(Test {
        name: value.get("description")?.as_str()?.to_owned(),
        data: value.get("data")?.clone(),
        valid: value.get("valid")?.as_bool()?,
    })
}
