//! `names.lock` keeps every name: descriptions are reordered and added to, and nothing is called anything else.
//!
//! The descriptions are those of the golden cases and the bundled ones.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use specwright::lock::Lock;
use specwright::pipeline::{Generated, generate};
use specwright::settings::Settings;
use specwright_tests::{cases, root, spec};

/// Every description: a name and the file.
fn descriptions() -> Vec<(String, PathBuf)> {
    let golden = cases("golden").into_iter().map(|(name, case)| (name, spec(&case)));
    let mut found: Vec<_> = golden.collect();
    for entry in std::fs::read_dir(root().join("specs")).unwrap() {
        let folder = entry.unwrap().path();
        let file = ["openapi.yaml", "openapi.json"].map(|file| folder.join(file));
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        found.extend(file.into_iter().find(|file| file.is_file()).map(|file| (name, file)));
    }
    assert!(found.len() > 5);
    found
}

/// Reads a description with the names of a lock.
fn names(path: &Path, lock: &Lock) -> (Generated, Lock) {
    let mut settings = Settings::default();
    settings.lock = lock.clone();
    let generated = generate(path, "names", "test", &settings);
    let lock = generated.names();
    (generated, lock)
}

/// The description as JSON, changed, in a folder of its own beside the files that it refers to.
fn changed(name: &str, what: &str, path: &Path, loaded: &Generated, change: impl Fn(&mut Value)) -> PathBuf {
    let folder = root().join("target/names").join(what).join(name);
    for file in loaded.sources.files.iter().skip(1) {
        let copy = folder.join(file.path.strip_prefix(path.parent().unwrap()).unwrap_or(&file.path));
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::write(copy, &file.text).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    let mut value = loaded.sources.files[0].value.clone();
    change(&mut value);
    // References to the description itself go by its name.
    let copy = folder.join(path.file_name().unwrap());
    std::fs::write(&copy, value.to_string()).unwrap();
    copy
}

/// Every name of `before` is in `after`, unchanged.
fn assert_kept(name: &str, before: &Lock, after: &Lock) {
    let after = after.to_string();
    let kept: BTreeSet<(&str, &str)> = lines(&after).collect();
    let before = before.to_string();
    let lost: Vec<_> = lines(&before).filter(|line| !kept.contains(line)).collect();
    assert!(lost.is_empty(), "{name}: changed or lost\n{lost:#?}\nnow\n{after}");
}

/// The lines of a lock, each with the table that it stands in.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut table = "";
    text.lines().map(move |line| {
        table = if line.starts_with('[') { line } else { table };
        (table, line)
    })
}

#[test]
fn the_second_run_changes_nothing() {
    for (name, path) in descriptions() {
        let (first, lock) = names(&path, &Lock::default());
        let read_back = Lock::parse(&lock.to_string()).unwrap();
        assert_eq!(read_back, lock, "{name}");
        let (second, again) = names(&path, &read_back);
        assert_eq!(again.to_string(), lock.to_string(), "{name}");
        // What is shared, exported, boxed, and everything else that the emitters see.
        assert_eq!(
            format!("{:#?}", second.plan.facts),
            format!("{:#?}", first.plan.facts),
            "{name}"
        );
    }
}

#[test]
fn reordering_renames_nothing() {
    let mut renamed = 0;
    for (name, path) in descriptions() {
        let (loaded, lock) = names(&path, &Lock::default());
        let path = changed(&name, "reordered", &path, &loaded, |value| reverse(value, true));
        let (_, after) = names(&path, &lock);
        assert_eq!(after.to_string(), lock.to_string(), "{name}");
        renamed += usize::from(names(&path, &Lock::default()).1 != lock);
    }
    assert!(renamed > 0, "no description needs its lock: the test shows nothing");
}

/// Reverses every map whose order carries no meaning, and the lists of parameters, tags and servers.
fn reverse(value: &mut Value, is_top: bool) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                reverse(value, false);
                let is_free = key == "parameters" || (is_top && (key == "tags" || key == "servers"));
                if let (true, Value::Array(items)) = (is_free, value) {
                    items.reverse();
                }
            }
            *map = std::mem::take(map).into_iter().rev().collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| reverse(item, false)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_is_added_takes_no_name_away() {
    for (name, path) in descriptions() {
        let (loaded, lock) = names(&path, &Lock::default());
        let path = changed(&name, "added", &path, &loaded, |value| add(value, &lock));
        let (added, after) = names(&path, &lock);
        assert_kept(&name, &lock, &after);
        assert!(after.operations.len() > lock.operations.len(), "{name}");
        let mut exported: Vec<_> = added
            .plan
            .facts
            .schemas
            .iter()
            .filter_map(|facts| facts.item.clone())
            .collect();
        let all = exported.len();
        exported.sort();
        exported.dedup();
        assert_eq!(exported.len(), all, "{name}: two types of one name");
    }
}

/// Puts before everything else: a component for every type that there is, spelled otherwise; an operation for every
/// path, in whose answer all components' schemas are written inline once more.
fn add(value: &mut Value, lock: &Lock) {
    let is_swagger = value.get("swagger").is_some();
    let new = json!({"type": "object", "properties": {"new": {"type": "object", "properties": {"thing": {"type": "string"}}}}});
    let components = match is_swagger {
        true => &mut value["definitions"],
        false => &mut value["components"]["schemas"],
    };
    let old = components.as_object().cloned().unwrap_or_default();
    let mut schemas = Map::new();
    for path in lock.types.values() {
        let spelled = path.rsplit("::").next().unwrap().trim_start_matches("r#");
        for name in [spelled.to_owned(), spelled.to_uppercase(), format!("{spelled}_")] {
            if !old.contains_key(&name) {
                schemas.insert(name, new.clone());
            }
        }
    }
    schemas.extend(old.clone());
    *components = Value::Object(schemas);
    let equal: Map<String, Value> = old.into_iter().collect();
    let inline = json!({"type": "object", "properties": equal});
    let answer = match is_swagger {
        true => json!({"description": "OK", "schema": inline}),
        false => json!({"description": "OK", "content": {"application/json": {"schema": inline}}}),
    };
    let mut paths = Map::new();
    for (number, names) in lock.operations.values().enumerate() {
        let operation = json!({"operationId": names.stem, "responses": {"200": answer}});
        paths.insert(format!("/added/{number}"), json!({"get": operation}));
    }
    paths.insert("/added".to_owned(), json!({"get": {"responses": {"200": answer}}}));
    if let Some(old) = value["paths"].as_object() {
        paths.extend(old.clone());
    }
    value["paths"] = Value::Object(paths);
}
