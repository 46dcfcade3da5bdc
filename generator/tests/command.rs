//! `specwright diff` as it is run: sides from files, git and standard input; exit status.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const OLD: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  schemas: {}\n";

/// A description with one operation, whose parameter is required or not.
fn description(required: bool) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      parameters:\n        \
         - $ref: 'parts/q.yaml'\n        - {{name: r, in: query, required: {required}, schema: {{type: string}}}}\n      \
         responses: {{'204': {{description: Fine.}}}}\n"
    )
}

/// A git repository of its own, with one commit.
fn repository(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("api/parts")).unwrap();
    fs::write(folder.join("api/a.yaml"), description(false)).unwrap();
    let parameter = "{name: q, in: query, schema: {type: string}}\n";
    fs::write(folder.join("api/parts/q.yaml"), parameter).unwrap();
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    folder
}

/// Commits all that is there.
fn commit(folder: &Path) {
    for arguments in [
        &["add", "--all"][..],
        &[
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
            "commit",
            "-qm",
            "a",
        ],
    ] {
        git(folder, arguments);
    }
}

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git").args(arguments).current_dir(folder).status();
    assert!(status.unwrap().success(), "git {arguments:?}");
}

/// Runs `specwright diff`.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().expect("it is piped");
    // A command that refuses its arguments reads nothing.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_description_of_several_files_at_a_revision_against_the_work_tree() {
    let folder = repository("several-files");
    let same = run(&folder, &["HEAD:api/a.yaml", "api/a.yaml", "--fail-on", "any"], "");
    assert_eq!(
        (same.status.code(), out(&same).as_str(), err(&same).as_str()),
        (Some(0), "no changes\n", "")
    );

    let parameter = "{name: q, in: query, required: true, schema: {type: string}}\n";
    fs::write(folder.join("api/parts/q.yaml"), parameter).unwrap();
    let arguments = ["HEAD:./a.yaml", "a.yaml", "--fail-on", "breaking", "--format", "github"];
    let changed = run(&folder.join("api"), &arguments, "");
    assert_eq!(changed.status.code(), Some(1), "{}", err(&changed));
    let first = "::error file=parts/q.yaml,line=1,col=22,endColumn=30,title=request-parameter-became-required::";
    assert!(out(&changed).starts_with(first), "{}", out(&changed));
}

#[test]
fn exit_status() {
    let folder = repository("exit-status");
    fs::write(folder.join("old.yaml"), OLD).unwrap();
    let mut revision = description(true).replace("        - $ref: 'parts/q.yaml'\n", "");
    fs::write(folder.join("revision.yaml"), &revision).unwrap();
    let status = |arguments: &[&str]| run(&folder, arguments, &revision).status.code();
    // Nothing fails unless it is asked to; what is new breaks nothing.
    assert_eq!(status(&["revision.yaml", "old.yaml"]), Some(0));
    assert_eq!(status(&["revision.yaml", "old.yaml", "--fail-on", "breaking"]), Some(1));
    assert_eq!(status(&["old.yaml", "-", "--fail-on", "breaking"]), Some(0));
    assert_eq!(status(&["old.yaml", "-", "--fail-on", "any"]), Some(1));
    // What cannot be used.
    for (arguments, message) in [
        (&["absent.yaml", "old.yaml"][..], "absent.yaml"),
        (&["absent:old.yaml", "old.yaml"], "git knows no revision `absent`"),
        (&["--output=x:old.yaml", "old.yaml"], "unexpected argument"),
        (
            &["HEAD:absent.yaml", "old.yaml"],
            "there is no file `absent.yaml` at `HEAD`",
        ),
        (&["-", "-"], "only one side can come from standard input"),
        (
            &["old.yaml", "old.yaml", "--format", "html"],
            "formats are text, markdown, json, sarif, github, junit",
        ),
        (&["old.yaml", "old.yaml", "--accept", "absent.toml"], "absent.toml"),
    ] {
        let output = run(&folder, arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(message), "{arguments:?}: {}", err(&output));
    }
    // A slip in the settings.
    let slip = "[levels]\nrequest-parameter-became-require = 'off'\n";
    fs::write(folder.join("diff.toml"), slip).unwrap();
    let output = run(&folder, &["old.yaml", "revision.yaml"], "");
    assert_eq!(output.status.code(), Some(2));
    let message = "error: `levels`: there is no rule `request-parameter-became-require`; did you mean \
                   `request-parameter-became-required`?\n";
    assert_eq!(err(&output), message);
    // A level from the settings.
    fs::write(folder.join("diff.toml"), "[levels]\nendpoint-added = 'error'\n").unwrap();
    revision.clear();
    let output = run(&folder, &["old.yaml", "revision.yaml", "--fail-on", "breaking"], "");
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
}

#[test]
fn names_and_settings_are_those_of_each_side() {
    let folder = repository("names");
    let api = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        \
               '200': {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}\n\
               components: {schemas: {Pet: {type: object, properties: {born: {type: string, format: date}}}}}\n";
    let write = |file: &str, text: &str| fs::write(folder.join("api").join(file), text).unwrap();
    let names = |name: &str| format!("[types]\n\"#/components/schemas/Pet\" = \"pub use pet::{name}\"\n");
    write("a.yaml", api);
    write("names.lock", &names("Animal"));
    write("codegen.toml", "dates = \"chrono\"\n");
    commit(&folder);
    let review = |arguments: &[&str]| {
        let sides = ["HEAD:api/a.yaml", "api/a.yaml"];
        let output = run(&folder, &[&sides, arguments].concat(), "");
        assert_eq!(err(&output), "");
        (output.status.code(), out(&output))
    };
    assert_eq!(
        review(&["--fail-on", "source-breaking"]),
        (Some(0), "no changes\n".to_owned())
    );

    write("names.lock", &names("Creature"));
    let (status, text) = review(&["--fail-on", "source-breaking"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.starts_with("== rust: items that change by no finding\n"), "{text}");
    assert!(text.contains("types: `Animal` is gone [major]\n"), "{text}");
    assert!(text.contains("\nno changes of the API; "), "{text}");

    // The names that the crates were written with stand elsewhere.
    fs::write(folder.join("kept.lock"), names("Animal")).unwrap();
    let kept = review(&["--fail-on", "source-breaking", "--names", "kept.lock"]);
    assert_eq!(kept, (Some(0), "no changes\n".to_owned()));
    let absent = run(&folder, &["api/a.yaml", "api/a.yaml", "--names", "absent.lock"], "");
    assert_eq!(absent.status.code(), Some(2));
    assert!(err(&absent).starts_with("error: absent.lock: "), "{}", err(&absent));

    write("names.lock", &names("Animal"));
    write("codegen.toml", "dates = \"string\"\n");
    let (_, text) = review(&[]);
    assert!(text.contains("types: `Animal::born` was `Option<"), "{text}");
}

#[test]
fn levels_and_what_was_accepted_come_from_the_side_that_is_new() {
    let folder = repository("new-side");
    let whole = |required| description(required).replace("        - $ref: 'parts/q.yaml'\n", "");
    fs::write(folder.join("api/a.yaml"), whole(false)).unwrap();
    commit(&folder);
    fs::write(folder.join("api/a.yaml"), whole(true)).unwrap();
    let accept = "[[accept]]\nfingerprint = \"0000000000000000\"\nreason = \"long ago\"\n";
    fs::write(folder.join("api/accept.toml"), accept).unwrap();
    let levels = "[levels]\nrequest-parameter-became-required = \"warning\"\n";
    fs::write(folder.join("api/diff.toml"), levels).unwrap();
    commit(&folder);
    // Whether it is in the work tree or at a revision.
    for new in ["api/a.yaml", "HEAD:api/a.yaml"] {
        let output = run(
            &folder,
            &["HEAD~1:api/a.yaml", new, "--no-rust", "--fail-on", "breaking"],
            "",
        );
        let text = out(&output);
        assert_eq!(output.status.code(), Some(0), "{text}");
        assert!(text.starts_with("== warning: GET /a\n"), "{text}");
        let stale = "accept.toml` has `0000000000000000` (long ago), which is not found any more: take it out\n";
        assert!(text.contains(stale), "{text}");
    }
}

#[test]
fn what_cannot_be_used_is_shown_where_it_is() {
    let folder = repository("unusable");
    fs::write(folder.join("fine.yaml"), OLD).unwrap();
    fs::write(folder.join("broken.yaml"), "openapi: 3.0.3\ninfo: {title: A\n").unwrap();
    fs::write(
        folder.join("other.yaml"),
        "swagger: '1.2'\ninfo: {title: A, version: '1'}\n",
    )
    .unwrap();
    for (sides, place) in [
        (["broken.yaml", "fine.yaml"], "--> broken.yaml:2:15"),
        (["fine.yaml", "broken.yaml"], "--> broken.yaml:2:15"),
        (["fine.yaml", "other.yaml"], "--> other.yaml:1:1"),
    ] {
        let output = run(&folder, &[&sides[..], &["--fail-on", "any"]].concat(), "");
        assert_eq!(
            (output.status.code(), out(&output).as_str()),
            (Some(2), ""),
            "{sides:?}"
        );
        assert!(err(&output).contains(place), "{sides:?}: {}", err(&output));
    }
}
