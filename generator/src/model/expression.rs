//! Runtime expressions: values of a request and its response, by where they stand in it (OAS 3.1.1 §4.8.20.4).

/// Text with runtime expressions in it, each in braces: `{$request.body#/url}/done`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UrlTemplate {
    /// Its parts, in order; adjacent literals are one.
    pub parts: Vec<UrlPart>,
}

/// A part of a [`UrlTemplate`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UrlPart {
    /// Text, as written.
    Literal(String),
    /// A value that only the request tells, or its response.
    Expression(Expression),
}

/// A runtime expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expression {
    /// `$url`
    Url,
    /// `$method`
    Method,
    /// `$statusCode`
    StatusCode,
    /// `$request.…`
    Request(Source),
    /// `$response.…`
    Response(Source),
}

/// Where in a request or response a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// `header.…`: the name of a header field, in any case.
    Header(String),
    /// `query.…`: the name of a query parameter.
    Query(String),
    /// `path.…`: the name of a path parameter.
    Path(String),
    /// `body` or `body#…`: a JSON Pointer (RFC 6901), empty for the whole body.
    Body(String),
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionFault {
    /// What is the matter.
    pub message: String,
    /// The cure.
    pub help: String,
}

impl UrlTemplate {
    /// Reads the key of a callback: text with expressions in braces, or one expression without.
    ///
    /// # Errors
    ///
    /// If a brace is without its other half, or what stands in braces is no expression.
    pub fn parse(text: &str) -> Result<Self, ExpressionFault> {
        if text.starts_with('$') && !text.contains('{') {
            let parts = vec![UrlPart::Expression(Expression::parse(text)?)];
            return Ok(Self { parts });
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (literal, from) = rest.split_at(at);
            if !literal.is_empty() {
                parts.push(UrlPart::Literal(literal.to_owned()));
            }
            let Some(inside) = from.strip_prefix('{') else {
                return Err(fault(
                    format!("the `}}` in `{text}` closes nothing"),
                    "take it out, or write `%7D`",
                ));
            };
            let Some((expression, after)) = inside.split_once('}') else {
                return Err(fault(
                    format!("the `{{` in `{text}` is never closed"),
                    "close the expression with `}`",
                ));
            };
            parts.push(UrlPart::Expression(Expression::parse(expression)?));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(UrlPart::Literal(rest.to_owned()));
        }
        Ok(Self { parts })
    }
}

impl Expression {
    /// Reads an expression, without braces.
    ///
    /// # Errors
    ///
    /// If the text is none, with what the author may have meant.
    pub fn parse(text: &str) -> Result<Self, ExpressionFault> {
        read(text).ok_or_else(|| {
            let message = format!("`{text}` is no runtime expression");
            match near(text) {
                Some(meant) => fault(message, &format!("did you mean `{{{meant}}}`?")),
                None => fault(
                    message,
                    "there are `$url`, `$method`, `$statusCode`, and `header.NAME`, `query.NAME`, `path.NAME` and \
                     `body#/POINTER` after `$request.` and `$response.` (OAS 3.1.1 §4.8.20.4)",
                ),
            }
        })
    }
}

fn read(text: &str) -> Option<Expression> {
    match text {
        "$url" => return Some(Expression::Url),
        "$method" => return Some(Expression::Method),
        "$statusCode" => return Some(Expression::StatusCode),
        _ => {}
    }
    match text.strip_prefix("$request.") {
        Some(rest) => source(rest).map(Expression::Request),
        None => source(text.strip_prefix("$response.")?).map(Expression::Response),
    }
}

fn source(text: &str) -> Option<Source> {
    if let Some(rest) = text.strip_prefix("body") {
        return match rest.strip_prefix('#') {
            Some(pointer) => is_pointer(pointer).then(|| Source::Body(pointer.to_owned())),
            None => rest.is_empty().then(|| Source::Body(String::new())),
        };
    }
    let (kind, name) = text.split_once('.')?;
    match kind {
        "header" => is_token(name).then(|| Source::Header(name.to_owned())),
        "query" => Some(Source::Query(name.to_owned())),
        "path" => Some(Source::Path(name.to_owned())),
        _ => None,
    }
}

/// RFC 6901 §3.
fn is_pointer(text: &str) -> bool {
    let escapes = text.split('~').skip(1);
    (text.is_empty() || text.starts_with('/')) && { escapes }.all(|after| after.starts_with(['0', '1']))
}

/// RFC 9110 §5.6.2.
fn is_token(text: &str) -> bool {
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_tchar)
}

/// The expression that something may be meant for which is none: mostly the `$` or the `#/` is missing.
fn near(text: &str) -> Option<String> {
    let with_dollar = format!("${}", text.trim().trim_start_matches('$'));
    let mut candidates = vec![with_dollar.clone()];
    for message in ["$request.body", "$response.body"] {
        if let Some(rest) = with_dollar.strip_prefix(message) {
            let path = rest.trim_start_matches(['#', '.', '/']).replace('.', "/");
            candidates.push(format!("{message}#/{path}"));
        }
    }
    { candidates }.into_iter().find(|meant| read(meant).is_some())
}

fn fault(message: String, help: &str) -> ExpressionFault {
    ExpressionFault {
        message,
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<UrlPart> {
        UrlTemplate::parse(text).unwrap().parts
    }

    fn literal(text: &str) -> UrlPart {
        UrlPart::Literal(text.to_owned())
    }

    #[test]
    fn the_examples_of_the_specification_are_read() {
        let request = |source| UrlPart::Expression(Expression::Request(source));
        let response = |source| UrlPart::Expression(Expression::Response(source));
        for (text, part) in [
            ("$url", UrlPart::Expression(Expression::Url)),
            ("$method", UrlPart::Expression(Expression::Method)),
            ("$statusCode", UrlPart::Expression(Expression::StatusCode)),
            ("$request.path.eventType", request(Source::Path("eventType".into()))),
            ("$request.query.queryUrl", request(Source::Query("queryUrl".into()))),
            (
                "$request.header.content-Type",
                request(Source::Header("content-Type".into())),
            ),
            ("$request.body", request(Source::Body("".into()))),
            ("$request.body#", request(Source::Body("".into()))),
            ("$request.body#/user/uuid", request(Source::Body("/user/uuid".into()))),
            ("$request.body#/a~1b/0", request(Source::Body("/a~1b/0".into()))),
            ("$response.body#/status", response(Source::Body("/status".into()))),
            ("$response.header.Server", response(Source::Header("Server".into()))),
        ] {
            assert_eq!(parts(text), std::slice::from_ref(&part));
            assert_eq!(parts(&format!("{{{text}}}")), [part]);
        }
    }

    #[test]
    fn expressions_stand_between_literals() {
        let id = UrlPart::Expression(Expression::Request(Source::Body("/id".into())));
        let email = UrlPart::Expression(Expression::Request(Source::Body("/email".into())));
        assert_eq!(
            parts("http://a.example?id={$request.body#/id}&email={$request.body#/email}"),
            [
                literal("http://a.example?id="),
                id.clone(),
                literal("&email="),
                email.clone()
            ]
        );
        assert_eq!(
            parts("{$request.body#/id}{$request.body#/email}/x"),
            [id, email, literal("/x")]
        );
        assert_eq!(parts("/hook"), [literal("/hook")]);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn what_is_no_expression_comes_with_the_cure() {
        let catalogue = "there are `$url`";
        for (text, message, help) in [
            ("{$request.body#/a", "is never closed", "close the expression with `}`"),
            ("a}", "the `}` in `a}` closes nothing", "take it out, or write `%7D`"),
            (
                "{$request.body.a.b}",
                "`$request.body.a.b` is no",
                "did you mean `{$request.body#/a/b}`?",
            ),
            (
                "{$request.body#a}",
                "`$request.body#a` is no",
                "did you mean `{$request.body#/a}`?",
            ),
            (
                "{request.query.u}",
                "`request.query.u` is no",
                "did you mean `{$request.query.u}`?",
            ),
            ("{url}", "`url` is no", "did you mean `{$url}`?"),
            (
                "$request.body.a",
                "`$request.body.a` is no",
                "did you mean `{$request.body#/a}`?",
            ),
            ("{callbackUrl}", "`callbackUrl` is no runtime expression", catalogue),
            ("{$request.body#/a~2}", "is no runtime expression", catalogue),
            ("{$request.header.}", "is no runtime expression", catalogue),
            ("{$request.header.a b}", "is no runtime expression", catalogue),
            ("{$request.cookie.a}", "is no runtime expression", catalogue),
            ("{$Url}", "is no runtime expression", catalogue),
            ("{}", "`` is no runtime expression", catalogue),
        ] {
            let fault = UrlTemplate::parse(text).unwrap_err();
            assert!(fault.message.contains(message), "{text}: {}", fault.message);
            assert!(fault.help.starts_with(help), "{text}: {}", fault.help);
        }
    }
}
