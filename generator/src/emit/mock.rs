//! Programs around generated crates: a mock server that answers with samples, a client that calls every operation, and
//! round trips through both.

use serde_json::Value;

use super::manifest::Manifest;
use super::{Context, client, mentions, server, trips};
use crate::output::Crate;
use crate::sample::Samples;
use crate::settings::Target;

/// Which program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Serves the description, with samples.
    Mock,
    /// Calls every operation, once with all inputs and once with those that must be there.
    Calls,
    /// A library in which samples of every type, and of every call, make their way through the generated code.
    Trips,
}

impl Program {
    /// Its folder, and the program's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Calls => "calls",
            Self::Trips => "trips",
        }
    }

    /// The crate of the API that its manifest is most like.
    fn target(self) -> Target {
        match self {
            Self::Mock => Target::Server,
            Self::Calls | Self::Trips => Target::Client,
        }
    }

    /// The folders of the API's crates that it uses, as far as there are such.
    fn folders(self, context: Context<'_>) -> Vec<&'static str> {
        match self {
            Self::Mock => vec!["types", "server"],
            Self::Calls => vec!["types", "client"],
            Self::Trips => {
                let folders = super::targets(context).into_iter().map(|target| match target {
                    Target::Types => "types",
                    Target::Client => "client",
                    Target::Server => "server",
                });
                folders.collect()
            }
        }
    }
}

/// Writes a program. The crates of the API are in the folders `../types`, `../client` and `../server`.
pub fn program(context: Context<'_>, program: Program, samples: &Samples<'_>) -> Crate {
    let mut krate = Crate::new(program.target());
    let (docs, (items, values)) = match program {
        Program::Mock => (
            "A mock server: the generated server, with samples for answers.",
            server::mock(context, samples),
        ),
        Program::Calls => (
            "Calls every operation of the generated client with samples.",
            client::calls(context, samples),
        ),
        Program::Trips => (
            "Round trips of samples through types, client and server.",
            trips::trips(context, samples),
        ),
    };
    let inputs = ("inputs", specwright_templates::INPUTS);
    let (root, modules, data) = match program {
        Program::Mock => ("main", vec![("answers", specwright_templates::ANSWERS)], "samples.json"),
        Program::Calls => (
            "main",
            vec![("exchange", specwright_templates::EXCHANGE), inputs],
            "inputs.json",
        ),
        Program::Trips => (
            "lib",
            vec![("trips", specwright_templates::TRIPS), inputs],
            "trips.json",
        ),
    };
    krate.rust(format!("src/{root}.rs"), docs, items);
    for (module, support) in modules {
        krate.text(format!("src/{module}.rs"), support);
    }
    krate.text(format!("src/{data}"), text(&values));
    let manifest = manifest(context, program, &krate);
    krate.text("Cargo.toml", manifest);
    krate
}

fn text(values: &Value) -> String {
    format!("{values:#}\n")
}

fn manifest(context: Context<'_>, program: Program, krate: &Crate) -> String {
    const CRATES: &[&str] = &["axum", "bytes", "futures-core", "http", "serde", "serde_json", "tokio"];
    let mut manifest = Manifest::new(context, program.target());
    manifest.name = format!("{}-{}", context.name, program.name());
    for folder in program.folders(context) {
        // The trips need no transport but their own.
        let features = match (program, folder) {
            (Program::Trips, "client") => ", default-features = false",
            _ => "",
        };
        manifest.depends(
            format!("{}-{folder}", context.name),
            format!("{{ path = \"../{folder}\"{features} }}"),
        );
    }
    for name in CRATES {
        manifest.uses(name);
    }
    mentions::add(&mut manifest, context, krate);
    manifest.to_text()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Program;
    use crate::pipeline::generate;
    use crate::settings::Settings;

    /// The variant of a body that is bytes holds a stream of them.
    #[test]
    fn bytes_beside_other_bodies_are_called_with() {
        let content = "{application/octet-stream: {}, text/plain: {schema: {type: string}}}";
        let text = format!(
            "openapi: 3.1.0
info: {{title: T, version: 1.0.0}}
paths:
  /a:
    put: {{operationId: must, requestBody: {{required: true, content: {content}}}, responses: {{}}}}
    post: {{operationId: may, requestBody: {{content: {content}}}, responses: {{}}}}
"
        );
        let folder = std::env::temp_dir().join(format!("specwright-calls-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let spec = folder.join("openapi.yaml");
        std::fs::write(&spec, text).unwrap();
        let generated = generate(Path::new(&spec), "t", "test", &Settings::default());
        std::fs::remove_dir_all(&folder).unwrap();
        let files = generated.program(Program::Calls, 1).unwrap();
        let text: String = files.values().flat_map(|text| text.split_whitespace()).collect();
        for expected in [
            "MustBody::Bytes(inputs.text(\"body\")?.map(Bytes::from).unwrap_or_default().into()",
            "inputs.text(\"body\")?.map(Bytes::from).map(|value|MayBody::Bytes(value.into()))",
        ] {
            assert!(text.contains(expected), "{expected}:\n{text}");
        }
    }
}
