//! Generates some golden cases for the wire tests, the way any crate's build script does.

fn main() -> specwright::build::Result {
    for case in [
        "bodies",
        "headers",
        "negotiation",
        "oauth",
        "streams",
        "forms",
        "multipart",
        "parts",
        "positions",
        "xml",
        "parameters",
        "presence",
        "security",
        "swagger-2",
        "tags",
        "tags-inherited",
        "union-directions",
        "unions",
        "enums-integer",
        "formats",
        "pagination",
    ] {
        specwright::Build::new(format!("golden/{case}/spec.yaml"))
            .name(case)
            .run()?;
    }
    for (case, feature) in [
        ("callbacks", "callbacks"),
        ("sequences", "webhooks"),
        ("webhooks", "webhooks"),
    ] {
        specwright::Build::new(format!("golden/{case}/spec.yaml"))
            .name(case)
            .feature(feature)
            .run()?;
    }
    specwright::Build::new("golden/served/spec.yaml")
        .settings("golden/served/codegen.toml")
        .name("served")
        .feature("docs")
        .run()?;
    for case in ["matrix", "runtime"] {
        specwright::Build::new(format!("wire/{case}.yaml")).run()?;
    }
    Ok(())
}
