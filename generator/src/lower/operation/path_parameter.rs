//! The parameters of one operation taken together: those of its path item, its own, and those its path names
//! (OAS 3.1.1 §4.8.9.1, §4.8.10.1).

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{
    ApiKeyLocation, Lifecycle, OperationId, Origin, Parameter, ParameterLocation, PathTemplate, SchemeKind,
    SecurityRequirement,
};
use crate::report::{Code, Diagnostic, similar};

impl<'a> Lowering<'a> {
    /// Merges the parameters; every name of the template has its parameter. Other path parameters come apart.
    pub(in crate::lower) fn merged_parameters(
        &mut self,
        operation: OperationId,
        item: &Node<'a>,
        node: &Node<'a>,
        path: &PathTemplate,
        security: &[SecurityRequirement],
    ) -> (Vec<Parameter>, Vec<Parameter>) {
        let mut all = self.distinct_parameters(operation, item, security);
        for own in self.distinct_parameters(operation, node, security) {
            match all.iter_mut().find(|other| same(other, &own)) {
                Some(overridden) => *overridden = own,
                None => all.push(own),
            }
        }
        let nowhere = self.match_template(operation, node, path, &mut all);
        (all, nowhere)
    }

    /// The parameters of a path item or an operation.
    fn distinct_parameters(
        &mut self,
        operation: OperationId,
        of: &Node<'a>,
        security: &[SecurityRequirement],
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for node in of.items("parameters") {
            let Some(parameter) = self.parameter(operation, &node) else {
                continue;
            };
            if self.is_ignored(&parameter, security) {
                let message = format!("the header `{}` is not a parameter: it is ignored", parameter.name);
                let help =
                    "content types, accepted types and credentials are described elsewhere (OAS 3.1.1 §4.8.12.2)";
                self.report_with_help(Code::NoEffect, &node.pointer, message, help);
                continue;
            }
            if let Some(first) = parameters.iter().find(|other| same(other, &parameter)) {
                let first = first.location.clone();
                let message = format!("the parameter `{}` is listed twice", parameter.name);
                let finding = Diagnostic::new(Code::DuplicateParameter, self.locate(&node.pointer), message);
                self.sink.push(finding.related(first, "first listed here"));
                continue;
            }
            parameters.push(parameter);
        }
        parameters
    }

    /// What is said elsewhere is no parameter (OAS 3.1.1 §4.8.12.2). Credentials that are not said elsewhere would be
    /// lost: without a scheme that sends them, they are a header field like any other.
    fn is_ignored(&self, parameter: &Parameter, security: &[SecurityRequirement]) -> bool {
        let named = |name: &str| parameter.name.eq_ignore_ascii_case(name);
        parameter.place == ParameterLocation::Header
            && (named("Accept")
                || named("Content-Type")
                || (named("Authorization") && security.iter().flatten().any(|one| self.is_authorization(&one.scheme))))
    }

    /// Whether the credentials of a scheme go into the header field `Authorization`.
    fn is_authorization(&self, scheme: &str) -> bool {
        match self.api.security_schemes.get(scheme).map(|scheme| &scheme.kind) {
            Some(SchemeKind::ApiKey { place, name }) => {
                *place == ApiKeyLocation::Header && name.eq_ignore_ascii_case("Authorization")
            }
            Some(SchemeKind::MutualTls) => false,
            Some(
                SchemeKind::Basic
                | SchemeKind::Bearer { .. }
                | SchemeKind::Http { .. }
                | SchemeKind::OAuth2 { .. }
                | SchemeKind::OpenIdConnect { .. },
            )
            | None => true,
        }
    }

    fn match_template(
        &mut self,
        operation: OperationId,
        node: &Node<'a>,
        path: &PathTemplate,
        all: &mut Vec<Parameter>,
    ) -> Vec<Parameter> {
        let named = |parameter: &Parameter| path.parameters().any(|name| name == parameter.name);
        let (kept, left_out): (Vec<_>, Vec<_>) = std::mem::take(all)
            .into_iter()
            .partition(|parameter| parameter.place != ParameterLocation::Path || named(parameter));
        *all = kept;
        for parameter in &left_out {
            let message = format!(
                "the path `{}` has no `{{{}}}`: the parameter is left out",
                path.text, parameter.name
            );
            let mut finding = Diagnostic::new(Code::PathParameter, parameter.location.clone(), message);
            if let Some(name) = similar(&parameter.name, path.parameters()) {
                finding = finding.help(format!("did you mean `{name}`?"));
            }
            self.sink.push(finding);
        }
        for name in path.parameters() {
            if all
                .iter()
                .any(|parameter| parameter.place == ParameterLocation::Path && parameter.name == name)
            {
                continue;
            }
            let message = format!("no parameter describes `{{{name}}}` of the path: taken as text");
            let help = format!("add a parameter with `name: {name}` and `in: path`");
            self.report_with_help(Code::PathParameter, &node.pointer, message, help);
            let schema = self.text(node, Origin::Parameter(operation, name.to_owned()));
            all.push(undescribed(name, schema, self.locate(&node.pointer)));
        }
        left_out
    }
}

/// A parameter is told by name and place; header names by any spelling (RFC 9110 §5.1).
fn same(one: &Parameter, other: &Parameter) -> bool {
    one.place == other.place
        && match one.place {
            ParameterLocation::Header => one.name.eq_ignore_ascii_case(&other.name),
            ParameterLocation::Path
            | ParameterLocation::Query
            | ParameterLocation::Cookie
            | ParameterLocation::QueryString => one.name == other.name,
        }
}

fn undescribed(name: &str, schema: crate::model::SchemaId, location: crate::pointer::Location) -> Parameter {
    let place = ParameterLocation::Path;
    Parameter {
        location,
        name: name.to_owned(),
        place,
        description: None,
        required: true,
        deprecated: false,
        style: place.default_style(),
        explode: place.default_style().default_explode(),
        allow_reserved: false,
        allow_empty_value: false,
        schema,
        content: None,
        examples: Vec::new(),
        lifecycle: Lifecycle::default(),
    }
}
