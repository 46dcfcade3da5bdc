//! The fidelity report: everything of a description that the generated code says otherwise, or not at all.
//!
//! One JSON object, whose shape only ever grows:
//!
//! ```json
//! {
//!   "version": 1,
//!   "title": "Pets",
//!   "description_version": "1.4.0",
//!   "generated": true,
//!   "totals": {
//!     "operations_in_description": 12,
//!     "operations_generated": 12,
//!     "callbacks_in_description": 2,
//!     "callbacks_generated": 2,
//!     "schemas": 80,
//!     "types": 41,
//!     "lossy": 1,
//!     "by_code": {"widened": 1, "name-collision": 2}
//!   },
//!   "findings": [{
//!     "code": "widened", "severity": "warning", "allowed": false, "message": "…",
//!     "file": "openapi.yaml", "pointer": "#/components/schemas/Pet/not", "line": 40, "column": 7,
//!     "end_line": 40, "end_column": 10, "help": null, "related": null,
//!     "operations": [{"method": "GET", "path": "/pets", "operation_id": "listPets", "part": "response"}]
//!   }]
//! }
//! ```
//!
//! `findings` are those whose code is lossy, also those that the settings allow (`allowed`), and errors that they allow;
//! `by_code` counts all. The `operations` are those that a finding lies in, or whose parameters, request or response are made of the schema that it
//! lies in; callbacks are counted by their requests, those of webhooks apart; `part` is `operation`, `request`, `response` or `both`. There are none for what no operation uses.

mod count;
mod reach;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::reach::Reach;
use crate::load::Sources;
use crate::model::Direction;
use crate::plan::Plan;
use crate::render;
use crate::report::{Diagnostic, Severity};

/// What a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Fidelity<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What is generated.
    pub plan: &'a Plan,
    /// The findings.
    pub diagnostics: &'a [Diagnostic],
    /// The findings that the settings allow.
    pub allowed: &'a [Diagnostic],
    /// Whether anything was generated.
    pub generated: bool,
}

/// The report as indented JSON, with a line end.
pub fn report(of: &Fidelity<'_>) -> String {
    let all = || {
        let found = of.diagnostics.iter().map(|diagnostic| (diagnostic, false));
        found.chain(of.allowed.iter().map(|diagnostic| (diagnostic, true)))
    };
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (diagnostic, _) in all() {
        *by_code.entry(diagnostic.code.as_str()).or_default() += 1;
    }
    // An error that is allowed costs what it is about.
    let is_lossy = |(diagnostic, allowed): &(&Diagnostic, bool)| {
        diagnostic.code.is_lossy() || *allowed && diagnostic.severity == Severity::Error
    };
    let mut lossy: Vec<_> = all().filter(is_lossy).collect();
    lossy.sort_by(|(a, _), (b, _)| a.location.cmp(&b.location).then_with(|| a.code.cmp(&b.code)));
    let reach = Reach::new(&of.plan.api);
    let findings: Vec<Value> = lossy
        .iter()
        .map(|(diagnostic, allowed)| finding(of, &reach, diagnostic, *allowed))
        .collect();
    let types = of
        .plan
        .facts
        .schemas
        .iter()
        .filter(|schema| schema.item.is_some())
        .count();
    let generated = |direction| of.plan.api.of(direction).filter(|_| of.generated).count();
    let report = json!({
        "version": 1,
        "title": of.plan.api.title,
        "description_version": of.plan.api.version,
        "generated": of.generated,
        "totals": {
            "operations_in_description": count::operations(of.sources),
            "operations_generated": generated(Direction::Called),
            "callbacks_in_description": count::callbacks(of.sources),
            "callbacks_generated": generated(Direction::Callback),
            "schemas": of.plan.api.schemas.len(),
            "types": types,
            "lossy": lossy.len(),
            "by_code": by_code,
        },
        "findings": findings,
    });
    format!("{report:#}\n")
}

fn finding(of: &Fidelity<'_>, reach: &Reach<'_>, diagnostic: &Diagnostic, allowed: bool) -> Value {
    let mut value = render::object(diagnostic, of.sources);
    value["allowed"] = json!(allowed);
    let operations = reach.operations(&diagnostic.location).into_iter().map(|(id, part)| {
        let operation = of.plan.api.operations.get(id.0);
        json!({
            "method": operation.map(|operation| operation.method.as_str()),
            "path": operation.map(|operation| operation.path.text.as_str()),
            "operation_id": operation.and_then(|operation| operation.operation_id.as_deref()),
            "part": part.as_str(),
        })
    });
    value["operations"] = operations.collect();
    value
}
