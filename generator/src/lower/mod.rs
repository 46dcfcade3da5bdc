//! 3.0-shaped value to model, by way of `openapiv3`, component by component. The last stage that knows `openapiv3`.

use crate::model::Api;
use crate::normalize::Normalized;
use crate::report::Sink;

/// Builds the model. Total: a component that cannot be read is reported and widened or left out; the rest goes on.
pub fn lower(document: &Normalized, sink: &mut Sink) -> Api {
    let _ = (document, sink);
    Api::default()
}
