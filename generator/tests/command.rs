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
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
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
        let status = Command::new("git")
            .args(arguments)
            .current_dir(&folder)
            .status()
            .unwrap();
        assert!(status.success(), "git {arguments:?}");
    }
    folder
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
