//! Servers (OAS 3.1.1 §4.8.5, §4.8.6).

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{PathTemplate, Server, ServerVariable};
use crate::normalize::keywords as own;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The servers of a document, path item or operation; none for the meaningless default `/`.
    pub(in crate::lower) fn servers(&mut self, of: &Node<'a>) -> Vec<Server> {
        let nodes = of.items("servers");
        let servers: Vec<_> = nodes.iter().filter_map(|node| self.server(node)).collect();
        match servers.as_slice() {
            [only] if only.url == "/" && only.description.is_none() => Vec::new(),
            _ => servers,
        }
    }

    /// Reads one server.
    pub(in crate::lower) fn server(&mut self, node: &Node<'a>) -> Option<Server> {
        let read: openapiv3::Server = self.read(node.copy_without(&["variables"]), &node.pointer)?;
        let mut variables = indexmap::IndexMap::new();
        for (name, variable) in node.members("variables") {
            let object = variable.copy_without(&[]);
            if let Some(read) = self.read::<openapiv3::ServerVariable>(object, &variable.pointer) {
                let variable = ServerVariable {
                    default: read.default,
                    values: read.enumeration,
                    description: read.description,
                };
                variables.insert(name.clone(), variable);
            }
        }
        for name in PathTemplate::parse(&format!("/{}", read.url)).parameters() {
            if !variables.contains_key(name) {
                let message = format!("nothing describes `{{{name}}}` of this URL: it stays as it is written");
                let help = format!("describe it: `variables: {{{name}: {{default: …}}}}`");
                self.report_with_help(Code::Tolerated, &node.pointer, message, help);
            }
        }
        Some(Server {
            location: self.locate(&node.pointer),
            url: read.url,
            name: node.text(own::NAME),
            description: read.description,
            variables,
        })
    }
}
