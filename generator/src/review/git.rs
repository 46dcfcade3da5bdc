//! Files at a git revision, by way of the installed git; nothing is fetched or checked out.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::load::guard::{MAX_FILE_BYTES, MAX_TOTAL_BYTES};

/// The files of a revision.
#[derive(Debug)]
pub(super) struct Tree {
    /// As the user wrote it.
    reference: String,
    /// The id that it stands for.
    id: String,
}

/// The text of a file at a revision; `None` if it is not there. The path is seen from the top of the work tree,
/// or from the current folder where it starts with `./`.
///
/// # Errors
///
/// If there is no such revision, or the file is not text.
pub fn show(reference: &str, path: &str) -> Result<Option<String>, String> {
    let tree = Tree::at(reference)?;
    let path = tree.full(path)?;
    let listed = git(&["ls-tree", "--full-tree", "--name-only", &tree.id, "--", &path], None)?;
    if listed.is_empty() {
        return Ok(None);
    }
    tree.text(&path).map(Some)
}

impl Tree {
    /// The revision that `reference` stands for.
    pub(super) fn at(reference: &str) -> Result<Self, String> {
        let commit = format!("{reference}^{{commit}}");
        let id =
            git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], None).map_err(
                |error| match error.as_str() {
                    "" => format!("git knows no revision `{reference}`"),
                    error => format!("`{reference}`: {error}"),
                },
            )?;
        Ok(Self {
            reference: reference.to_owned(),
            id: String::from_utf8_lossy(&id).trim().to_owned(),
        })
    }

    /// A path from the top of the work tree.
    pub(super) fn full(&self, path: &str) -> Result<String, String> {
        match path.strip_prefix("./") {
            None => Ok(path.to_owned()),
            Some(path) => {
                let prefix = git(&["rev-parse", "--show-prefix"], None)?;
                Ok(format!(
                    "{}{path}",
                    String::from_utf8_lossy(&prefix).trim_end_matches('\n')
                ))
            }
        }
    }

    /// The text of a file.
    pub(super) fn text(&self, path: &str) -> Result<String, String> {
        let object = format!("{}:{path}", self.id);
        let reference = &self.reference;
        let bytes = git(&["cat-file", "blob", &object], None)
            .map_err(|_| format!("there is no file `{path}` at `{reference}`"))?;
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(format!("`{reference}:{path}` is too large"));
        }
        String::from_utf8(bytes).map_err(|_| format!("`{reference}:{path}` is not UTF-8"))
    }

    /// The texts of all files below a folder, by path; what is no text, or a link, is left out.
    pub(super) fn texts(&self, folder: &str) -> Result<Vec<(String, String)>, String> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "-l", "--full-tree", &self.id];
        if !folder.is_empty() {
            arguments.extend(["--", folder]);
        }
        let listed = git(&arguments, None)?;
        let mut files = Vec::new();
        let mut total = 0;
        for line in String::from_utf8_lossy(&listed).split('\0') {
            let Some((about, path)) = line.split_once('\t') else {
                continue;
            };
            let about: Vec<&str> = about.split_whitespace().collect();
            if let ["100644" | "100755", "blob", id, size] = about.as_slice() {
                let size: u64 = size.parse().unwrap_or(u64::MAX);
                total += size.min(MAX_FILE_BYTES);
                if size <= MAX_FILE_BYTES && total <= MAX_TOTAL_BYTES {
                    files.push(((*id).to_owned(), path.to_owned()));
                }
            }
        }
        let ids: String = files.iter().map(|(id, _)| format!("{id}\n")).collect();
        let contents = git(&["cat-file", "--batch"], Some(&ids))?;
        let texts = blobs(&contents).into_iter().zip(files);
        Ok(texts
            .filter_map(|(bytes, (_, path))| Some((path, std::str::from_utf8(bytes).ok()?.to_owned())))
            .collect())
    }
}

/// The contents in what `cat-file --batch` writes: a line `id type size`, the bytes, a line end.
fn blobs(mut rest: &[u8]) -> Vec<&[u8]> {
    let mut blobs = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(rest.get(..end).unwrap_or_default());
        let size = head
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<usize>().ok())
            .unwrap_or_default();
        let bytes = rest.get(end + 1..end + 1 + size).unwrap_or_default();
        blobs.push(bytes);
        rest = rest.get(end + 2 + size..).unwrap_or_default();
    }
    blobs
}

/// What git writes; what it says on standard error, if it fails.
fn git(arguments: &[&str], input: Option<&str>) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.spawn().map_err(|error| format!("git: {error}"))?;
    let stdin = child.stdin.take();
    // Written by a thread of its own: git writes while it reads, and either pipe may be full.
    let output = std::thread::scope(|scope| {
        if let (Some(mut stdin), Some(input)) = (stdin, input) {
            scope.spawn(move || stdin.write_all(input.as_bytes()));
        }
        child.wait_with_output()
    });
    let output = output.map_err(|error| format!("git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}
