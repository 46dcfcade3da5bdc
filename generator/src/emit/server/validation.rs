//! The checks that run on every value before an operation sees it.

use std::cell::Cell;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Server;
use crate::emit::validate::Place;
use crate::model::SchemaId;
use crate::output::Crate;

/// The statements that check the body in `body`; `None` where every value is valid.
pub(super) fn body(emitter: &Server<'_>, schema: SchemaId) -> Option<TokenStream> {
    let root = emitter.context.root();
    let place = Place::Owned(quote!(body));
    let rules = emitter.rules.check(schema, &place, &quote!(checker))?;
    emitter.uses.body.set(true);
    Some(quote! {
        let checker = &mut specwright_types::__private::validate::Checker::of(specwright_types::__private::validate::Way::Request);
        #rules
        #root::validation::body(checker)?;
    })
}

/// The statements that check the value of a parameter, an `Option` in `name`, and report to `values`. `is_whole`: null
/// is a value, too.
pub(super) fn parameter(
    emitter: &Server<'_>,
    (schema, is_whole): (SchemaId, bool),
    name: &Ident,
    (values, index): (&Ident, &TokenStream),
) -> Option<TokenStream> {
    let root = emitter.context.root();
    let place = Place::Reference(quote!(value));
    let rules = if is_whole {
        emitter.rules.check(schema, &place, &quote!(checker))?
    } else {
        emitter.rules.check_bare(schema, &place, &quote!(checker))?
    };
    emitter.uses.faults.set(true);
    Some(quote! {
        if let Some(value) = &#name {
            let checker = &mut specwright_types::__private::validate::Checker::of(specwright_types::__private::validate::Way::Request);
            #rules
            #values.check(#index, #root::validation::faults(checker));
        }
    })
}

/// Which of the module's functions the crate's files call.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses {
    body: Cell<bool>,
    faults: Cell<bool>,
}

impl Uses {
    /// Whether anything is checked, so that there is a module `validation`.
    pub(super) fn any(&self) -> bool {
        self.body.get() || self.faults.get()
    }
}

/// Writes `validation.rs`, after all files that call it: what the checks share.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let Uses { body, faults } = &emitter.uses;
    let (uses_body, uses_faults) = (body.get(), faults.get());
    if !emitter.uses.any() {
        return;
    }
    let body = uses_body.then(|| {
        quote! {
            /// Refuses a body that breaks rules, naming them all.
            pub(crate) fn body(checker: &mut specwright_types::__private::validate::Checker) -> Result<(), specwright_server::Problem> {
                let Err(violations) = std::mem::take(checker).finish() else {
                    return Ok(());
                };
                let violations = violations.into_iter();
                let violations = violations.map(|v| specwright_server::Violation::pointer(v.pointer, v.message));
                Err(specwright_server::__private::refusal::invalid_body(violations.collect()))
            }
        }
    });
    let faults = uses_faults.then(|| {
        quote! {
            /// The rules that the value of a parameter breaks: where in it, and which.
            pub(crate) fn faults(
                checker: &mut specwright_types::__private::validate::Checker,
            ) -> impl Iterator<Item = (String, String)> + use<> {
                let violations = std::mem::take(checker).finish().err();
                violations.into_iter().flatten().map(|v| (v.pointer, v.message))
            }
        }
    });
    krate.rust(
        "src/validation.rs",
        "From broken rules to refusals.",
        quote!(#body #faults),
    );
}
