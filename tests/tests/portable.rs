//! Without the usual transport, generated clients need no thread, file, socket or runtime: they can be built for
//! WebAssembly, which the workflow `ci.yml` does where the target is installed.

#![allow(clippy::unwrap_used, reason = "a test may")]

use std::process::Command;

use specwright_tests::root;

/// What the core of a client must not bring along.
const PLATFORM: &[&str] = &[
    "axum",
    "getrandom",
    "hyper",
    "mio",
    "openssl",
    "reqwest",
    "ring",
    "rustix",
    "rustls",
    "socket2",
    "tempfile",
    "tokio",
];

/// The crates that a client builds on, for a target.
fn dependencies(client: &str, arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--package",
            client,
        ])
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    text.lines()
        .filter_map(|line| line.split(' ').next().map(str::to_owned))
        .collect()
}

#[test]
fn the_core_of_clients_has_nothing_of_a_platform() {
    let mut clients = 0;
    for entry in std::fs::read_dir(root().join("generated")).unwrap() {
        let path = entry.unwrap().path();
        if !path.join("client").is_dir() {
            continue;
        }
        let client = format!("{}-client", path.file_name().unwrap().to_string_lossy());
        let found = dependencies(
            &client,
            &["--no-default-features", "--target", "wasm32-unknown-unknown"],
        );
        let platform: Vec<_> = found.iter().filter(|name| PLATFORM.contains(&name.as_str())).collect();
        assert!(
            platform.is_empty() && found.len() > 5,
            "{client}: {platform:?} of {found:?}"
        );
        // What the list is about comes with the transport.
        let usual = dependencies(&client, &[]);
        assert!(
            ["reqwest", "tokio", "mio"]
                .iter()
                .all(|name| usual.iter().any(|found| found == name)),
            "{usual:?}"
        );
        clients += 1;
    }
    assert!(clients > 0);
}
