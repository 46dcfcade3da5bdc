//! Facts about the model: what is shared, what things are called in Rust, what needs a box, what can be derived.
//!
//! The model does not change here; facts are side tables over its ids.

use crate::model::{Api, SchemaId};
use crate::report::Sink;
use crate::settings::Settings;

mod facts;

pub use facts::{
    Derives, EnumFacts, Facts, FieldFacts, Ident, OperationFacts, SchemaFacts, SchemeFacts, ServerFacts, TagFacts,
    TypeName, UnionFacts, VariantTest,
};

/// Works out the facts.
pub fn analyze(api: &Api, settings: &Settings, sink: &mut Sink) -> Facts {
    let _ = (api, settings, sink);
    let _: Option<SchemaId> = None;
    Facts::default()
}
