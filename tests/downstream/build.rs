//! Generates the client of one vendor, and the client and server of another.

fn main() -> specwright::build::Result {
    specwright::Build::new("../../specs/turso/openapi.yaml")
        .name("turso")
        .client()
        .server()
        .run()?;
    specwright::Build::new("../../specs/frontier/openapi.yaml")
        .name("frontier")
        .client()
        .run()
}
