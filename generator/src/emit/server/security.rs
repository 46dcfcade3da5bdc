//! Security: the trait that checks credentials, and the requirements of operations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use crate::analyze::SchemeFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{ApiKeyLocation, Operation, SchemeKind, SecurityScheme};
use crate::output::{Crate, Items, Source, doc_lines};

/// Whether callers of an operation are looked at: some alternative names a scheme.
pub(super) fn is_needed(emitter: &Server<'_>, operation: &Operation) -> bool {
    let _ = emitter;
    operation.security.iter().any(|alternative| !alternative.is_empty())
}

/// Whether callers without credentials are let in too.
fn is_optional(operation: &Operation) -> bool {
    operation.security.iter().any(Vec::is_empty)
}

/// The parameter for the caller in the trait's method.
pub(super) fn principal(emitter: &Server<'_>, operation: &Operation) -> TokenStream {
    match (is_needed(emitter, operation), is_optional(operation)) {
        (false, _) => TokenStream::new(),
        (true, false) => quote!(principal: Self::Principal,),
        (true, true) => quote!(principal: Option<Self::Principal>,),
    }
}

/// The statement that finds the caller in `principal`, with the requirements of the operation.
pub(super) fn statement(emitter: &Server<'_>, operation: &Operation) -> Option<TokenStream> {
    if !is_needed(emitter, operation) {
        return None;
    }
    let root = emitter.context.root();
    // An alternative with a scheme that is not declared can never be met; leaving the scheme out would open it.
    let alternatives = operation.security.iter().filter_map(|alternative| {
        let uses = alternative.iter().map(|scheme_use| {
            let facts = emitter.context.facts.schemes.get(&scheme_use.scheme)?;
            let (name, scopes) = (constant(facts), &scheme_use.scopes);
            Some(quote!(#root::auth::#name.with(&[#(#scopes),*])))
        });
        let uses = uses.collect::<Option<Vec<_>>>()?;
        Some(quote!(&[#(#uses),*]))
    });
    let check = if is_optional(operation) {
        quote!(optional)
    } else {
        quote!(required)
    };
    Some(quote! {
        const SECURITY: specwright_server::__private::security::Security = &[#(#alternatives),*];
        let principal = #root::auth::#check(&*api, &incoming.parts, SECURITY).await?;
    })
}

/// The schemes that operations name, in the order of their declaration.
fn in_use<'a>(emitter: &Server<'a>) -> Vec<(&'a str, &'a SecurityScheme, &'a SchemeFacts)> {
    let api = emitter.context.api;
    let uses = || {
        let operations = emitter.context.operations();
        operations.flat_map(|(_, operation)| operation.security.iter().flatten())
    };
    let declared = api.security_schemes.iter();
    let used = declared.filter(|(name, _)| uses().any(|scheme_use| scheme_use.scheme == **name));
    used.filter_map(|(name, scheme)| Some((name.as_str(), scheme, emitter.context.facts.schemes.get(name)?)))
        .collect()
}

/// Whether any operation asks for Basic credentials.
pub(super) fn uses_basic(emitter: &Server<'_>) -> bool {
    in_use(emitter)
        .iter()
        .any(|(_, scheme, _)| matches!(scheme.kind, SchemeKind::Basic))
}

/// Whether any operation is secured, so that there is an `Authenticate` trait.
pub(super) fn has_any(emitter: &Server<'_>) -> bool {
    let mut operations = emitter.context.operations();
    operations.any(|(_, operation)| is_needed(emitter, operation))
}

/// Whether the method of a scheme is told which scopes are needed.
fn has_scopes(emitter: &Server<'_>, name: &str) -> bool {
    let operations = emitter.context.operations();
    let mut uses = operations.flat_map(|(_, operation)| operation.security.iter().flatten());
    uses.any(|scheme_use| scheme_use.scheme == name && !scheme_use.scopes.is_empty())
}

/// Writes `auth.rs`, where any operation needs it.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    if !has_any(emitter) {
        return;
    }
    let schemes = in_use(emitter);
    let constants = schemes.iter().map(|(name, scheme, facts)| {
        let (constant, carrier) = (constant(facts), carrier(&scheme.kind));
        quote! {
            pub(crate) const #constant: specwright_server::__private::security::Scheme = specwright_server::__private::security::Scheme {
                name: #name,
                carrier: specwright_server::__private::security::Carrier::#carrier,
            };
        }
    });
    let methods = schemes
        .iter()
        .map(|(name, scheme, facts)| method(emitter, name, scheme, facts));
    let mut operations = emitter.context.operations();
    let has_optional = operations.any(|(_, operation)| is_needed(emitter, operation) && is_optional(operation));
    let arms = schemes
        .iter()
        .map(|(name, scheme, facts)| arm(emitter, name, scheme, facts));
    let checks = checks(
        &quote!(#(#arms)*),
        schemes.iter().any(|(_, s, _)| s.kind == SchemeKind::MutualTls),
        has_optional,
    );
    let items = quote! {
        /// Finds out who is calling. Secured operations need it, so that they cannot be served without.
        ///
        /// An operation may offer several ways in: each whose credentials are there is tried, in order, until one
        /// lets the caller in. Where several schemes must be met together, all are checked, and the operation gets
        /// the principal of the last.
        pub trait Authenticate: Send + Sync + 'static {
            /// Who is calling, as operations get to see it.
            type Principal: Send;

            #(#methods)*
        }

        #(#constants)*

        #checks
    };
    let mut parts = Items::default();
    parts.add(Source::Security, emitter.context.scheme_members(), items);
    krate.rust(
        "src/auth.rs",
        "Who is calling: security schemes, and the trait that checks credentials.",
        parts,
    );
}

/// The methods of an implementation that lets in whom `admit` lets in.
#[cfg(feature = "mock")]
pub(super) fn mocked(emitter: &Server<'_>) -> Vec<TokenStream> {
    let methods = in_use(emitter).into_iter().map(|(name, scheme, facts)| {
        let method = ident(&facts.method);
        let scopes = has_scopes(emitter, name).then(|| quote!(, _: &[&str]));
        let (credential, admitted) = match scheme.kind {
            SchemeKind::Basic => (
                quote!(credentials: &server::Basic),
                quote!(admit(&credentials.password)),
            ),
            SchemeKind::MutualTls => (quote!(_: &http::Extensions), quote!(Ok(()))),
            SchemeKind::ApiKey { .. }
            | SchemeKind::Http { .. }
            | SchemeKind::Bearer { .. }
            | SchemeKind::OAuth2 { .. }
            | SchemeKind::OpenIdConnect { .. } => (quote!(credential: &str), quote!(admit(credential))),
        };
        quote! {
            async fn #method(&self, #credential #scopes) -> Result<(), server::Denied> {
                #admitted
            }
        }
    });
    methods.collect()
}

fn method(emitter: &Server<'_>, name: &str, scheme: &SecurityScheme, facts: &SchemeFacts) -> TokenStream {
    let method = ident(&facts.method);
    let description = scheme.description.as_deref().map(doc::clean).unwrap_or_default();
    let mut docs = format!(
        "Checks the credential of the scheme `{}`: {}.",
        name.replace('`', "'"),
        what(&scheme.kind)
    );
    if !description.is_empty() {
        docs = format!("{docs}\n\n{description}");
    }
    let scopes = has_scopes(emitter, name);
    if scopes {
        docs.push_str("\n\n`scopes` are those that the operation needs.");
    }
    docs.push_str("\n\n# Errors\n\n`Denied`, where the caller is not let in.");
    let docs = doc_lines(&docs);
    let credential = match scheme.kind {
        SchemeKind::ApiKey { .. } => quote!(key: &str),
        SchemeKind::Basic => quote!(credentials: &specwright_server::Basic),
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => quote!(token: &str),
        SchemeKind::Http { .. } => quote!(credentials: &str),
        SchemeKind::MutualTls => quote!(extensions: &http::Extensions),
    };
    let scopes = scopes.then(|| quote!(, scopes: &[&str]));
    quote! {
        #docs
        fn #method(
            &self,
            #credential
            #scopes
        ) -> impl Future<Output = Result<Self::Principal, specwright_server::Denied>> + Send;
    }
}

/// Calls the method of a scheme.
fn arm(emitter: &Server<'_>, name: &str, scheme: &SecurityScheme, facts: &SchemeFacts) -> TokenStream {
    let method = ident(&facts.method);
    let scopes = has_scopes(emitter, name).then(|| quote!(, scheme.scopes));
    let call = match scheme.kind {
        SchemeKind::Basic => {
            quote!(api.#method(&specwright_server::__private::basic::decode(&credential)? #scopes).await?)
        }
        SchemeKind::MutualTls => quote!(api.#method(&parts.extensions #scopes).await?),
        SchemeKind::ApiKey { .. }
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::OpenIdConnect { .. } => quote!(api.#method(&credential #scopes).await?),
    };
    quote!(#name => #call,)
}

fn checks(arms: &TokenStream, needs_parts: bool, has_optional: bool) -> TokenStream {
    let optional = has_optional.then(|| {
        quote! {
            /// The caller of an operation that is also open to callers without credentials; wrong ones are refused.
            pub(crate) async fn optional<A: Authenticate>(
                api: &A,
                parts: &http::request::Parts,
                alternatives: specwright_server::__private::security::Security,
            ) -> Result<Option<A::Principal>, specwright_server::Problem> {
                if specwright_server::__private::security::presented(parts, alternatives).is_empty() {
                    return Ok(None);
                }
                required(api, parts, alternatives).await.map(Some)
            }
        }
    });
    let parts = if needs_parts { quote!(parts) } else { quote!(_) };
    quote! {
        /// The caller of an operation that needs one.
        pub(crate) async fn required<A: Authenticate>(
            api: &A,
            parts: &http::request::Parts,
            alternatives: specwright_server::__private::security::Security,
        ) -> Result<A::Principal, specwright_server::Problem> {
            let mut denials = Vec::new();
            for alternative in specwright_server::__private::security::presented(parts, alternatives) {
                match check(api, parts, alternative).await {
                    Ok(Some(principal)) => return Ok(principal),
                    Ok(None) => {}
                    Err(denied) => denials.push(denied),
                }
            }
            Err(specwright_server::__private::security::refuse(alternatives, denials))
        }

        #optional

        /// Checks the credentials of one alternative.
        async fn check<A: Authenticate>(
            api: &A,
            #parts: &http::request::Parts,
            alternative: Vec<(&specwright_server::__private::security::SchemeUse, String)>,
        ) -> Result<Option<A::Principal>, specwright_server::Denied> {
            let mut principal = None;
            for (scheme, credential) in alternative {
                principal = Some(match scheme.scheme.name {
                    #arms
                    _ => return Ok(None),
                });
            }
            Ok(principal)
        }
    }
}

fn constant(facts: &SchemeFacts) -> Ident {
    format_ident!("{}", facts.method.0.trim_start_matches("r#").to_uppercase())
}

/// The variant of `Carrier`.
fn carrier(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::ApiKey { place, name } => match place {
            ApiKeyLocation::Header => quote!(Header(#name)),
            ApiKeyLocation::Query => quote!(Query(#name)),
            ApiKeyLocation::Cookie => quote!(Cookie(#name)),
        },
        SchemeKind::Basic => quote!(Authorization("Basic")),
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            quote!(Authorization("Bearer"))
        }
        SchemeKind::Http { scheme } => quote!(Authorization(#scheme)),
        SchemeKind::MutualTls => quote!(Certificate),
    }
}

/// Where the credential is, in words.
fn what(kind: &SchemeKind) -> String {
    let code = |text: &str| text.replace('`', "'");
    match kind {
        SchemeKind::ApiKey { place, name } => match place {
            ApiKeyLocation::Header => format!("the header field `{}`", code(name)),
            ApiKeyLocation::Query => format!("the query parameter `{}`", code(name)),
            ApiKeyLocation::Cookie => format!("the cookie `{}`", code(name)),
        },
        SchemeKind::Basic => "user name and password".to_owned(),
        SchemeKind::Bearer { .. } => "a bearer token".to_owned(),
        SchemeKind::OAuth2 { .. } => "an OAuth 2.0 access token".to_owned(),
        SchemeKind::OpenIdConnect { .. } => "an OpenID Connect token".to_owned(),
        SchemeKind::Http { scheme } => format!("what follows `{}` in `Authorization`", code(scheme)),
        SchemeKind::MutualTls => {
            "the client's certificate, which the TLS acceptor leaves in the request's extensions".to_owned()
        }
    }
}
