//! Generates what is measured.

fn main() -> specwright::build::Result {
    specwright::Build::new("spec.yaml").name("api").run()
}
