//! Edits of the descriptions of the golden and diff cases.

use super::*;

/// The descriptions of a kind of case that are one file.
fn descriptions(kind: &str, files: &[&str]) -> Vec<(String, Value)> {
    let folder = xtask::root().join("tests").join(kind);
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    let mut found = Vec::new();
    for case in cases {
        for path in files.iter().map(|file| case.join(file)).filter(|path| path.is_file()) {
            let sources = load::load(&path, &mut specwright::report::Sink::new());
            if let [file] = sources.files.as_slice() {
                found.push((path.display().to_string(), file.value.clone()));
            }
        }
    }
    assert!(found.len() > 40, "{kind} has {} descriptions", found.len());
    found
}

/// Each description is edited once, by the kinds in turn.
fn assert_right<'a>(descriptions: impl Iterator<Item = &'a (String, Value)>) {
    let names: Vec<&str> = names().collect();
    let (mut turn, mut different, mut equal, mut wrong) = (0, 0, 0, Vec::new());
    for (id, value) in descriptions {
        // Cases about faults have nothing that can be generated.
        let Some(base) = Side::base(value).unwrap() else {
            continue;
        };
        let mut seed = Seed::new(1, id.rsplit("tests/").next().unwrap());
        for _ in 0..names.len() {
            turn += 1;
            let name = names[turn % names.len()];
            let Some((text, at)) = edited(name, value, &mut seed) else {
                continue;
            };
            match judge(&base, &text).unwrap() {
                Outcome::Different => different += 1,
                Outcome::Equal => equal += 1,
                Outcome::Refused => {}
                Outcome::Wrong(how) => wrong.push(format!("{id}: {name} at {at}: {how}")),
            }
            break;
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Both sides of the rule are tried.
    assert!(different > 20 && equal > 3, "{different} differ, {equal} do not");
}

#[test]
fn diff_reports_what_edits_of_golden_cases_change() {
    assert_right(descriptions("golden", &["spec.yaml", "spec.json"]).iter());
}

#[test]
fn diff_reports_what_edits_of_diff_cases_change() {
    // Some of them: they are alike.
    assert_right(descriptions("diff", &["base.yaml"]).iter().step_by(4));
}
