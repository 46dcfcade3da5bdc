//! The document as a whole: info, tags, components, paths (OAS 3.1.1 §4.8.1, §4.8.2, §4.8.22).

use super::Lowering;
use super::schema::external_docs;
use super::schema::node::Node;
use crate::model::{License, Tag};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// Reads everything, in the order that things depend on each other.
    pub(super) fn document(&mut self) {
        let root = Node {
            value: self.document,
            pointer: Pointer::root(),
        };
        self.info(&root);
        self.api.external_docs = external_docs(&root);
        self.api.servers = self.servers(&root);
        if let Some(components) = root.get("components") {
            self.component_schemas(&components);
            self.security_schemes(&components);
        }
        self.security = self.requirements(&root).unwrap_or_default();
        self.api.security = self.security.clone();
        self.declared_tags(&root);
        self.paths(&root);
        self.split_parents();
        self.files();
        self.definitions();
    }

    fn paths(&mut self, root: &Node<'a>) {
        for (path, item) in root.members("paths") {
            if path.starts_with('/') {
                self.path_item(path, &item);
            } else if !path.starts_with("x-") {
                let message = "a path must start with `/`";
                self.report(crate::report::Code::InvalidValue, &item.pointer, message);
            }
        }
        self.used_tags();
        for (name, item) in root.members(own::WEBHOOKS) {
            self.webhook(name, &item);
        }
        self.callbacks();
    }

    fn info(&mut self, root: &Node<'a>) {
        let Some(node) = root.get("info") else { return };
        let object = node.copy_without(&["contact", "license"]);
        let Some(info) = self.read::<openapiv3::Info>(object, &node.pointer) else {
            return;
        };
        self.api.title = info.title;
        self.api.version = info.version;
        self.api.description = info.description;
        self.api.summary = node.text(own::SUMMARY);
        self.api.license = node.get("license").and_then(|license| {
            Some(License {
                name: license.text("name")?,
                url: license.text("url"),
                identifier: license.text(own::IDENTIFIER),
            })
        });
    }

    fn declared_tags(&mut self, root: &Node<'a>) {
        for node in root.items("tags") {
            let object = node.copy_without(&["externalDocs"]);
            let Some(tag) = self.read::<openapiv3::Tag>(object, &node.pointer) else {
                continue;
            };
            if self.api.tags.iter().any(|known| known.name == tag.name) {
                let message = format!("the tag `{}` is declared twice", tag.name);
                self.report(crate::report::Code::Tolerated, &node.pointer, message);
                continue;
            }
            self.api.tags.push(Tag {
                location: self.locate(&node.pointer),
                name: tag.name,
                description: tag.description,
                external_docs: external_docs(&node),
            });
        }
    }

    /// Adds the tags that operations use without declaring them.
    fn used_tags(&mut self) {
        for operation in &self.api.operations {
            for (i, name) in operation.tags.iter().enumerate() {
                if !self.api.tags.iter().any(|known| known.name == *name) {
                    self.api.tags.push(Tag {
                        location: operation.location.child("tags").index(i),
                        name: name.clone(),
                        description: None,
                        external_docs: None,
                    });
                }
            }
        }
    }
}
