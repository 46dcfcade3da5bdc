//! Programs around generated crates: a mock server that answers with samples, a client that calls every operation, and
//! round trips through both.

use serde_json::Value;

use super::manifest::Manifest;
use super::{Context, client, server, targets, trips};
use crate::output::Crate;
use crate::sample::Samples;
use crate::settings::Target;

/// The part of a mock server that is the same for all.
const ANSWERS: &str = include_str!("../../vendored/skeletons/answers.rs");

/// The part of a program that calls that is the same for all.
const EXCHANGE: &str = include_str!("../../vendored/skeletons/exchange.rs");

/// The inputs of calls.
const INPUTS: &str = include_str!("../../vendored/skeletons/inputs.rs");

/// The part of round trips that is the same for all.
const TRIPS: &str = include_str!("../../vendored/skeletons/trips.rs");

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

    /// The crates of the API that it uses, as far as there are such. The last is the one that it is about.
    fn targets(self, context: Context<'_>) -> Vec<Target> {
        match self {
            Self::Mock => vec![Target::Types, Target::Server],
            Self::Calls => vec![Target::Types, Target::Client],
            Self::Trips => targets(context),
        }
    }
}

/// Writes a program. The crates of the API are in the folders `../types`, `../client` and `../server`.
pub fn program(context: Context<'_>, program: Program, samples: &Samples<'_>) -> Crate {
    let targets = program.targets(context);
    let about = targets.last().copied().unwrap_or(Target::Types);
    let mut krate = Crate::new(about);
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
    let (root, modules, data) = match program {
        Program::Mock => ("main", vec![("answers", ANSWERS)], "samples.json"),
        Program::Calls => ("main", vec![("exchange", EXCHANGE), ("inputs", INPUTS)], "inputs.json"),
        Program::Trips => ("lib", vec![("trips", TRIPS), ("inputs", INPUTS)], "trips.json"),
    };
    krate.rust(format!("src/{root}.rs"), docs, items);
    for (module, text) in modules {
        krate.text(format!("src/{module}.rs"), text);
    }
    krate.text(format!("src/{data}"), pretty(&values));
    krate.text("Cargo.toml", manifest(context, program, &targets, about));
    krate.own = context.own();
    krate
}

fn pretty(values: &Value) -> String {
    format!("{values:#}\n")
}

fn manifest(context: Context<'_>, program: Program, targets: &[Target], about: Target) -> String {
    let mut manifest = Manifest::new(context, about);
    manifest.name = format!("{}-{}", context.name, program.name());
    for target in targets {
        let (folder, features) = match (target, program) {
            // The trips have a transport of their own.
            (Target::Client, Program::Trips) => ("client", ", default-features = false"),
            (Target::Client, _) => ("client", ""),
            (Target::Server, _) => ("server", ""),
            (Target::Types, _) => ("types", ""),
        };
        manifest.depends(
            format!("{}-{folder}", context.name),
            format!("{{ path = \"../{folder}\"{features} }}"),
        );
        if *target == about || program == Program::Trips {
            manifest.uses_runtime(context, *target, &[]);
        }
    }
    manifest.uses_own(context);
    manifest.depends(
        "tokio",
        r#"{ version = "1.54", features = ["macros", "net", "rt", "time"] }"#,
    );
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
