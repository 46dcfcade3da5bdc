//! Security schemes and requirements (OAS 3.1.1 §4.8.27 to §4.8.30).

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityScheme as Read};

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{ApiKeyLocation, Flow, SchemeKind, SchemeUse, SecurityRequirement, SecurityScheme};
use crate::normalize::keywords as own;
use crate::report::Code;

const FLOWS: [&str; 4] = ["implicit", "password", "clientCredentials", "authorizationCode"];

impl<'a> Lowering<'a> {
    /// Reads the security schemes. They go by name: their order in the description means nothing.
    pub(in crate::lower) fn security_schemes(&mut self, components: &Node<'a>) {
        for (name, node) in components.members("securitySchemes") {
            let Some(node) = self.resolve(&node) else { continue };
            if let Some(scheme) = self.security_scheme(&node) {
                self.api.security_schemes.insert(name.clone(), scheme);
            }
        }
        self.api.security_schemes.sort_keys();
    }

    fn security_scheme(&mut self, node: &Node<'a>) -> Option<SecurityScheme> {
        let mut object = node.copy_without(&["flows"]);
        if node.text("type").as_deref() == Some("oauth2") {
            // Flows are read one by one; a scheme without any is tolerated.
            object.insert("flows".to_owned(), serde_json::json!({}));
        }
        let read: Read = self.read(object, &node.pointer)?;
        let (description, kind) = match read {
            _ if node.flag(own::MUTUAL_TLS) => (node.text("description"), SchemeKind::MutualTls),
            Read::APIKey {
                location,
                name,
                description,
                ..
            } => (description, api_key(&location, name)),
            Read::HTTP {
                scheme,
                bearer_format,
                description,
                ..
            } => (description, http(scheme, bearer_format)),
            Read::OAuth2 { description, .. } => (
                description,
                SchemeKind::OAuth2 {
                    flows: self.flows(node),
                },
            ),
            Read::OpenIDConnect {
                open_id_connect_url: url,
                description,
                ..
            } => (description, SchemeKind::OpenIdConnect { url }),
        };
        Some(SecurityScheme {
            location: self.locate(&node.pointer),
            description,
            kind,
        })
    }

    fn flows(&mut self, node: &Node<'a>) -> IndexMap<String, Flow> {
        let mut flows = IndexMap::new();
        let Some(all) = node.get("flows") else { return flows };
        for (name, flow) in all.entries() {
            if FLOWS.contains(&name.as_str()) {
                flows.insert(name.clone(), read_flow(&flow));
            }
        }
        if let Some(device) = all.get(own::DEVICE_AUTHORIZATION) {
            flows.insert("deviceAuthorization".to_owned(), read_flow(&device));
        }
        flows.sort_keys();
        flows
    }

    /// The requirements of a document or operation; `None` where it has no `security`.
    pub(in crate::lower) fn requirements(&mut self, of: &Node<'a>) -> Option<Vec<SecurityRequirement>> {
        of.present("security")?;
        let nodes = of.items("security");
        Some(nodes.iter().filter_map(|node| self.requirement(node)).collect())
    }

    /// `None` if it names an unknown scheme: without that one, more would be let in than is meant.
    fn requirement(&mut self, node: &Node<'a>) -> Option<SecurityRequirement> {
        let mut requirement = Vec::new();
        for (scheme, scopes) in node.entries() {
            if !self.api.security_schemes.contains_key(scheme) && !self.is_declared(scheme) {
                self.report_unknown(scheme, &scopes);
                return None;
            }
            let scopes = scopes.value.as_array().into_iter().flatten();
            requirement.push(SchemeUse {
                scheme: scheme.clone(),
                scopes: scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect(),
            });
        }
        requirement.sort_by(|one, other| one.scheme.cmp(&other.scheme));
        Some(requirement)
    }

    /// Whether a scheme stands in the description, readable or not.
    fn is_declared(&self, scheme: &str) -> bool {
        let schemes = self.target("#/components/securitySchemes");
        schemes.is_some_and(|schemes| schemes.get(scheme).is_some())
    }

    fn report_unknown(&mut self, scheme: &str, at: &Node<'a>) {
        let near = self
            .api
            .security_schemes
            .keys()
            .find(|known| known.eq_ignore_ascii_case(scheme));
        let help = match (near, self.api.security_schemes.is_empty()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, true) => "declare it in `components.securitySchemes`".to_owned(),
            (None, false) => {
                let known: Vec<_> = self.api.security_schemes.keys().map(String::as_str).collect();
                format!("the declared schemes are {}", known.join(", "))
            }
        };
        let message = format!("no security scheme is called `{scheme}`");
        self.report_with_help(Code::UnknownSecurityScheme, &at.pointer, message, help);
    }
}

fn api_key(location: &APIKeyLocation, name: String) -> SchemeKind {
    let place = match location {
        APIKeyLocation::Header => ApiKeyLocation::Header,
        APIKeyLocation::Query => ApiKeyLocation::Query,
        APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
    };
    SchemeKind::ApiKey { place, name }
}

/// Scheme names are compared without regard to case (RFC 9110 §11.1).
fn http(scheme: String, format: Option<String>) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => SchemeKind::Basic,
        "bearer" => SchemeKind::Bearer { format },
        _ => SchemeKind::Http { scheme },
    }
}

/// Every member is for people only, so that a flow is read as far as it goes.
fn read_flow(node: &Node<'_>) -> Flow {
    let scopes = node.members("scopes");
    Flow {
        authorization_url: node.text("authorizationUrl"),
        token_url: node.text("tokenUrl"),
        refresh_url: node.text("refreshUrl"),
        scopes: scopes
            .map(|(name, text)| (name.clone(), text.value.as_str().unwrap_or_default().to_owned()))
            .collect(),
    }
}
