//! The client's builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Client, security, server};

/// The `Builder` and the table of security schemes.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let schemes = security::table(client);
    let default = server::default_value(client);
    let credentials = security::methods(client);
    let root = client.context.root();
    let server = server::has_any(client).then(|| {
        quote! {
            #[doc = " Chooses one of the API's servers; the first holds until then."]
            #[must_use]
            pub fn server(mut self, server: #root::server::Server) -> Self {
                self.config.server(server.url());
                self
            }
        }
    });
    let base_url = client
        .context
        .sent()
        .is_none()
        .then(|| quote!(specwright_client::__private::base_url!();));
    quote! {
        const SCHEMES: &[specwright_client::__private::Scheme] = #schemes;
        #[doc = " Builds a client: server, credentials and transport."]
        #[derive(Clone, Debug)]
        pub struct Builder {
            config: specwright_client::__private::Config,
        }
        impl Builder {
            pub(crate) fn new() -> Self {
                Self { config: specwright_client::__private::Config::new(SCHEMES, #default) }
            }
            #server
            #base_url
            #credentials
            specwright_client::__private::settings!();
            #[doc = " Builds the client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When no server is known, or when a setting or a credential cannot be used."]
            pub fn build(self) -> Result<#root::client::Client, specwright_client::BuildError> {
                const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
                let core = std::sync::Arc::new(self.config.build(USER_AGENT)?);
                Ok(#root::client::Client { core })
            }
        }
    }
}
