//! The client's builder.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Client, security, server};
use crate::output::doc_lines;

/// The `Builder` and the table of security schemes.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let schemes = security::table(client);
    let default = server::default_value(client);
    let credentials = security::methods(client);
    let settings = settings();
    let server = server::has_any(client).then(|| {
        quote! {
            #[doc = " Chooses one of the API's servers; the first holds until then."]
            #[must_use]
            pub fn server(mut self, server: crate::server::Server) -> Self {
                self.config.server(server.url());
                self
            }
        }
    });
    let base_url = client.context.outbound.is_none().then(|| {
        quote! {
            #[doc = " Sets the address of the server, such as `https://api.example.com/v1`, for every operation."]
            #[must_use]
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.config.base_url(url.into());
                self
            }
        }
    });
    quote! {
        const SCHEMES: &[crate::support::Scheme] = #schemes;
        #[doc = " Builds a client: server, credentials and transport."]
        #[derive(Clone, Debug)]
        pub struct Builder {
            config: crate::support::Config,
        }
        impl Builder {
            pub(crate) fn new() -> Self {
                Self { config: crate::support::Config::new(SCHEMES, #default) }
            }
            #server
            #base_url
            #credentials
            #settings
            #[doc = " Builds the client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When no server is known, or when a setting or a credential cannot be used."]
            pub fn build(self) -> Result<crate::client::Client, crate::support::BuildError> {
                const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                let core = std::sync::Arc::new(self.config.build(USER_AGENT)?);
                Ok(crate::client::Client { core })
            }
        }
    }
}

/// What every builder has, by argument: name, documentation, argument and its type, and the value that is kept.
fn settings() -> TokenStream {
    let setting = |name: &str, docs: &str, argument: &str, ty: TokenStream, value: TokenStream| {
        let (docs, name, argument) = (doc_lines(docs), format_ident!("{name}"), format_ident!("{argument}"));
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #argument: #ty) -> Self {
                self.config.#name(#value);
                self
            }
        }
    };
    let plain = |name: &str, docs: &str, argument: &str, ty: TokenStream| {
        let value = format_ident!("{argument}");
        setting(name, docs, argument, ty, quote!(#value))
    };
    let on_request = quote!(impl Fn(&mut crate::support::Outgoing<'_>) + Send + Sync + 'static);
    let on_response = quote!(impl Fn(&crate::support::Incoming<'_>) + Send + Sync + 'static);
    let settings = [
        plain("timeout", TIMEOUT, "limit", quote!(std::time::Duration)),
        plain("stream_timeout", STREAM_TIMEOUT, "limit", quote!(std::time::Duration)),
        plain("retry", RETRY, "retry", quote!(crate::support::Retry)),
        setting(
            "user_agent",
            USER_AGENT,
            "text",
            quote!(impl Into<String>),
            quote!(text.into()),
        ),
        plain("on_request", ON_REQUEST, "show", on_request),
        plain("on_response", ON_RESPONSE, "show", on_response),
        plain(
            "connection",
            CONNECTION,
            "connection",
            quote!(crate::support::Connection),
        ),
        plain(
            "transport",
            TRANSPORT,
            "transport",
            quote!(impl crate::support::Transport + 'static),
        ),
        plain("timer", TIMER, "timer", quote!(impl crate::support::Timer + 'static)),
    ];
    quote!(#(#settings)*)
}

const TIMEOUT: &str = "Limits each attempt of a call, until its answer is there, or the header fields of a stream.\n\n\
    Without it there is no limit but ten seconds to connect.";

const STREAM_TIMEOUT: &str = "Limits the time in which nothing comes of an answer that is a stream.";

const RETRY: &str = "Says when to send a request again: twice at most without it, where that can do no harm.\n\n\
    Clients with a transport that knows no timer do not, unless they are given one.";

const USER_AGENT: &str = "Sets `User-Agent`, which names this crate otherwise.";

const ON_REQUEST: &str = "Shows every request to a function before it is sent, which may change its header fields.";

const ON_RESPONSE: &str = "Shows to a function what came of every request.";

const CONNECTION: &str = "Says how the usual transport connects: limits, proxy, idle connections.";

const TRANSPORT: &str = "Sends requests by another transport: a stack of middleware, or a double in a test.";

const TIMER: &str = "Measures time and waits by another timer than the transport's.";
