//! The client's builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Client, security, server};

/// The `Builder` and the table of security schemes.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let schemes = security::table(client);
    let default = server::default_value(client);
    let credentials = security::methods(client);
    let transport = transport();
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
            #[doc = " Sets the address of the server, such as `https://api.example.com/v1`, for every operation."]
            #[must_use]
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.config.base_url(url.into());
                self
            }
            #credentials
            #transport
            #[doc = " Builds the client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When no server is known, or when an address or a credential cannot be used."]
            pub fn build(self) -> Result<crate::client::Client, crate::support::BuildError> {
                const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                let core = std::sync::Arc::new(self.config.build(USER_AGENT)?);
                Ok(crate::client::Client { core })
            }
        }
    }
}

fn transport() -> TokenStream {
    quote! {
        #[doc = " Limits a whole exchange; without it there is no limit but ten seconds to connect."]
        #[doc = ""]
        #[doc = " Transports other than the usual one have limits of their own."]
        #[must_use]
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.config.timeout(timeout);
            self
        }
        #[doc = " Sends requests by another transport: a stack of middleware, or a double in a test."]
        #[must_use]
        pub fn transport(mut self, transport: impl crate::support::Transport + 'static) -> Self {
            self.config.transport(transport);
            self
        }
    }
}
