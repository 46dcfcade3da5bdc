//! The matrix of parameters: every place, style, `explode` and kind of value that the specification defines.
//!
//! The strings are those of "Style Examples" (OAS 3.1.1 §4.8.12.4; for the style `cookie` that of 3.2.0), with the names
//! and values of the table. Each is asserted on the wire, and so is what the server makes of it. Where the table has no
//! row, RFC 6570 §2.3 tells: an empty list or object is as good as none.

use std::future::IntoFuture;

use axum::Router;
use axum::extract::Request;
use serde_json::{Value, json};
use tower_service::Service;

use crate::generated::matrix::client::Client;
use crate::generated::matrix::server::{self, Api};
use crate::generated::matrix::types::nested::Range;
use crate::generated::matrix::types::{Color, Filter, Nested, Point};
use crate::harness::{Running, Seen, serve};

/// Implements operations that answer what they were given.
macro_rules! echo {
    ($($operation:ident $request:ident $response:ident;)*) => {
        impl Api for Echo {
            $(async fn $operation(&self, request: server::$request) -> server::$response {
                server::$response::Ok(json!(request.color))
            })*
        }
    };
}

struct Echo;

#[rustfmt::skip]
echo! {
    path_simple_whole_string PathSimpleWholeStringRequest PathSimpleWholeStringResponse;
    path_simple_whole_array PathSimpleWholeArrayRequest PathSimpleWholeArrayResponse;
    path_simple_whole_object PathSimpleWholeObjectRequest PathSimpleWholeObjectResponse;
    path_simple_exploded_string PathSimpleExplodedStringRequest PathSimpleExplodedStringResponse;
    path_simple_exploded_array PathSimpleExplodedArrayRequest PathSimpleExplodedArrayResponse;
    path_simple_exploded_object PathSimpleExplodedObjectRequest PathSimpleExplodedObjectResponse;
    path_label_whole_string PathLabelWholeStringRequest PathLabelWholeStringResponse;
    path_label_whole_array PathLabelWholeArrayRequest PathLabelWholeArrayResponse;
    path_label_whole_object PathLabelWholeObjectRequest PathLabelWholeObjectResponse;
    path_label_exploded_string PathLabelExplodedStringRequest PathLabelExplodedStringResponse;
    path_label_exploded_array PathLabelExplodedArrayRequest PathLabelExplodedArrayResponse;
    path_label_exploded_object PathLabelExplodedObjectRequest PathLabelExplodedObjectResponse;
    path_matrix_whole_string PathMatrixWholeStringRequest PathMatrixWholeStringResponse;
    path_matrix_whole_array PathMatrixWholeArrayRequest PathMatrixWholeArrayResponse;
    path_matrix_whole_object PathMatrixWholeObjectRequest PathMatrixWholeObjectResponse;
    path_matrix_exploded_string PathMatrixExplodedStringRequest PathMatrixExplodedStringResponse;
    path_matrix_exploded_array PathMatrixExplodedArrayRequest PathMatrixExplodedArrayResponse;
    path_matrix_exploded_object PathMatrixExplodedObjectRequest PathMatrixExplodedObjectResponse;
    query_form_whole_string QueryFormWholeStringRequest QueryFormWholeStringResponse;
    query_form_whole_array QueryFormWholeArrayRequest QueryFormWholeArrayResponse;
    query_form_whole_object QueryFormWholeObjectRequest QueryFormWholeObjectResponse;
    query_form_exploded_string QueryFormExplodedStringRequest QueryFormExplodedStringResponse;
    query_form_exploded_array QueryFormExplodedArrayRequest QueryFormExplodedArrayResponse;
    query_form_exploded_object QueryFormExplodedObjectRequest QueryFormExplodedObjectResponse;
    query_space_delimited_whole_array QuerySpaceDelimitedWholeArrayRequest QuerySpaceDelimitedWholeArrayResponse;
    query_space_delimited_whole_object QuerySpaceDelimitedWholeObjectRequest QuerySpaceDelimitedWholeObjectResponse;
    query_pipe_delimited_whole_array QueryPipeDelimitedWholeArrayRequest QueryPipeDelimitedWholeArrayResponse;
    query_pipe_delimited_whole_object QueryPipeDelimitedWholeObjectRequest QueryPipeDelimitedWholeObjectResponse;
    query_deep_object_exploded_object QueryDeepObjectExplodedObjectRequest QueryDeepObjectExplodedObjectResponse;
    header_simple_whole_string HeaderSimpleWholeStringRequest HeaderSimpleWholeStringResponse;
    header_simple_whole_array HeaderSimpleWholeArrayRequest HeaderSimpleWholeArrayResponse;
    header_simple_whole_object HeaderSimpleWholeObjectRequest HeaderSimpleWholeObjectResponse;
    header_simple_exploded_string HeaderSimpleExplodedStringRequest HeaderSimpleExplodedStringResponse;
    header_simple_exploded_array HeaderSimpleExplodedArrayRequest HeaderSimpleExplodedArrayResponse;
    header_simple_exploded_object HeaderSimpleExplodedObjectRequest HeaderSimpleExplodedObjectResponse;
    cookie_form_whole_string CookieFormWholeStringRequest CookieFormWholeStringResponse;
    cookie_form_whole_array CookieFormWholeArrayRequest CookieFormWholeArrayResponse;
    cookie_form_whole_object CookieFormWholeObjectRequest CookieFormWholeObjectResponse;
    cookie_form_exploded_string CookieFormExplodedStringRequest CookieFormExplodedStringResponse;
    cookie_form_exploded_array CookieFormExplodedArrayRequest CookieFormExplodedArrayResponse;
    cookie_form_exploded_object CookieFormExplodedObjectRequest CookieFormExplodedObjectResponse;
    cookie_cookie_whole_string CookieCookieWholeStringRequest CookieCookieWholeStringResponse;
    cookie_cookie_whole_array CookieCookieWholeArrayRequest CookieCookieWholeArrayResponse;
    cookie_cookie_whole_object CookieCookieWholeObjectRequest CookieCookieWholeObjectResponse;
    cookie_cookie_exploded_string CookieCookieExplodedStringRequest CookieCookieExplodedStringResponse;
    cookie_cookie_exploded_array CookieCookieExplodedArrayRequest CookieCookieExplodedArrayResponse;
    cookie_cookie_exploded_object CookieCookieExplodedObjectRequest CookieCookieExplodedObjectResponse;
    path_json_object PathJsonObjectRequest PathJsonObjectResponse;
    query_json_object QueryJsonObjectRequest QueryJsonObjectResponse;
    header_json_object HeaderJsonObjectRequest HeaderJsonObjectResponse;
    cookie_json_object CookieJsonObjectRequest CookieJsonObjectResponse;
    querystring_form_object QuerystringFormObjectRequest QuerystringFormObjectResponse;
    querystring_json_object QuerystringJsonObjectRequest QuerystringJsonObjectResponse;
    query_deep_object_exploded_nested QueryDeepObjectExplodedNestedRequest QueryDeepObjectExplodedNestedResponse;
    query_deep_object_exploded_array QueryDeepObjectExplodedArrayRequest QueryDeepObjectExplodedArrayResponse;
    query_deep_object_exploded_recursive QueryDeepObjectExplodedRecursiveRequest QueryDeepObjectExplodedRecursiveResponse;
    query_space_delimited_exploded_array QuerySpaceDelimitedExplodedArrayRequest QuerySpaceDelimitedExplodedArrayResponse;
    query_pipe_delimited_exploded_array QueryPipeDelimitedExplodedArrayRequest QueryPipeDelimitedExplodedArrayResponse;
    query_form_exploded_nested QueryFormExplodedNestedRequest QueryFormExplodedNestedResponse;
    query_form_whole_nested QueryFormWholeNestedRequest QueryFormWholeNestedResponse;
    query_form_exploded_nested_array QueryFormExplodedNestedArrayRequest QueryFormExplodedNestedArrayResponse;
    path_simple_whole_nested PathSimpleWholeNestedRequest PathSimpleWholeNestedResponse;
    path_matrix_exploded_nested PathMatrixExplodedNestedRequest PathMatrixExplodedNestedResponse;
}

/// A server, a client, and what passed between them.
struct Matrix {
    _server: Running,
    client: Client,
    seen: Seen,
    cells: usize,
}

impl Matrix {
    async fn start() -> Self {
        let seen = Seen::default();
        let (kept, router) = (seen.clone(), server::router(Echo));
        let recording = Router::new().fallback(move |request: Request| {
            let (parts, body) = request.into_parts();
            kept.keep(parts.clone(), bytes::Bytes::new());
            let mut router = router.clone();
            async move { router.call(Request::from_parts(parts, body)).await }
        });
        let server = serve(recording).await;
        let client = Client::builder().base_url(&server.url).build().unwrap();
        Self {
            _server: server,
            client,
            seen,
            cells: 0,
        }
    }

    /// What the last request has where an operation's parameter is.
    fn wire(&self, operation: &str) -> String {
        let target = self.seen.target();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        match operation.split('_').next() {
            Some("path") => path.rsplit('/').next().unwrap().to_owned(),
            Some("header") => self.seen.header("color").unwrap_or_default(),
            Some("cookie") => self.seen.header("cookie").unwrap_or_default(),
            _ => query.to_owned(),
        }
    }

    async fn cell<E: std::fmt::Debug>(
        &mut self,
        operation: &str,
        call: impl IntoFuture<Output = Result<Value, E>>,
        (wire, arrived): (&str, Value),
    ) {
        let answer = call.await.unwrap_or_else(|error| panic!("{operation}: {error:?}"));
        assert_eq!(self.wire(operation), wire, "{operation}");
        assert_eq!(answer, arrived, "{operation}");
        self.cells += 1;
    }
}

/// Cells of arguments: the value, and its text on the wire.
macro_rules! arguments {
    ($matrix:ident $($operation:ident($value:expr) $wire:literal;)*) => {
        $({
            let client = $matrix.client.clone();
            let cell = ($wire, json!($value));
            $matrix.cell(stringify!($operation), client.$operation($value).send(), cell).await;
        })*
    };
}

/// Cells of setters: the value, its text on the wire, and absence.
macro_rules! setters {
    ($matrix:ident $($operation:ident($value:expr) $wire:literal;)*) => {
        $({
            let (client, name) = ($matrix.client.clone(), stringify!($operation));
            $matrix.cell(name, client.$operation().color($value).send(), ($wire, json!($value))).await;
            $matrix.cell(name, client.$operation().send(), ("", Value::Null)).await;
        })*
    };
}

/// Cells of empty values: the value, its text on the wire, and what arrives.
macro_rules! empty {
    ($matrix:ident $($operation:ident($value:expr) $wire:literal $arrived:expr;)*) => {
        $({
            let client = $matrix.client.clone();
            let call = client.$operation().color($value).send();
            $matrix.cell(stringify!($operation), call, ($wire, $arrived)).await;
        })*
    };
}

fn string() -> String {
    "blue".to_owned()
}

fn array() -> Vec<String> {
    ["blue", "black", "brown"].map(str::to_owned).to_vec()
}

fn object() -> Color {
    Color {
        r: Some(100),
        g: Some(200),
        b: Some(150),
    }
}

#[tokio::test]
async fn the_matrix_has_123_cells() {
    let mut matrix = Matrix::start().await;
    arguments! {
        matrix
        path_simple_whole_string(string()) "blue";
        path_simple_whole_array(array()) "blue,black,brown";
        path_simple_whole_object(object()) "R,100,G,200,B,150";
        path_simple_exploded_string(string()) "blue";
        path_simple_exploded_array(array()) "blue,black,brown";
        path_simple_exploded_object(object()) "R=100,G=200,B=150";
        path_label_whole_string(string()) ".blue";
        path_label_whole_array(array()) ".blue,black,brown";
        path_label_whole_object(object()) ".R,100,G,200,B,150";
        path_label_exploded_string(string()) ".blue";
        path_label_exploded_array(array()) ".blue.black.brown";
        path_label_exploded_object(object()) ".R=100.G=200.B=150";
        path_matrix_whole_string(string()) ";color=blue";
        path_matrix_whole_array(array()) ";color=blue,black,brown";
        path_matrix_whole_object(object()) ";color=R,100,G,200,B,150";
        path_matrix_exploded_string(string()) ";color=blue";
        path_matrix_exploded_array(array()) ";color=blue;color=black;color=brown";
        path_matrix_exploded_object(object()) ";R=100;G=200;B=150";
        path_json_object(object()) "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    }
    setters! {
        matrix
        query_form_whole_string(string()) "color=blue";
        query_form_whole_array(array()) "color=blue,black,brown";
        query_form_whole_object(object()) "color=R,100,G,200,B,150";
        query_form_exploded_string(string()) "color=blue";
        query_form_exploded_array(array()) "color=blue&color=black&color=brown";
        query_form_exploded_object(object()) "R=100&G=200&B=150";
        query_space_delimited_whole_array(array()) "color=blue%20black%20brown";
        query_space_delimited_whole_object(object()) "color=R%20100%20G%20200%20B%20150";
        query_pipe_delimited_whole_array(array()) "color=blue%7Cblack%7Cbrown";
        query_pipe_delimited_whole_object(object()) "color=R%7C100%7CG%7C200%7CB%7C150";
        query_deep_object_exploded_object(object()) "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
        header_simple_whole_string(string()) "blue";
        header_simple_whole_array(array()) "blue,black,brown";
        header_simple_whole_object(object()) "R,100,G,200,B,150";
        header_simple_exploded_string(string()) "blue";
        header_simple_exploded_array(array()) "blue,black,brown";
        header_simple_exploded_object(object()) "R=100,G=200,B=150";
        cookie_form_whole_string(string()) "color=blue";
        cookie_form_whole_array(array()) "color=blue,black,brown";
        cookie_form_whole_object(object()) "color=R,100,G,200,B,150";
        cookie_form_exploded_string(string()) "color=blue";
        cookie_form_exploded_array(array()) "color=blue; color=black; color=brown";
        cookie_form_exploded_object(object()) "R=100; G=200; B=150";
        cookie_cookie_whole_string(string()) "color=blue";
        cookie_cookie_whole_array(array()) "color=blue,black,brown";
        cookie_cookie_whole_object(object()) "color=R,100,G,200,B,150";
        cookie_cookie_exploded_string(string()) "color=blue";
        cookie_cookie_exploded_array(array()) "color=blue; color=black; color=brown";
        cookie_cookie_exploded_object(object()) "R=100; G=200; B=150";
        query_json_object(object()) "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
        header_json_object(object()) r#"{"R":100,"G":200,"B":150}"#;
        cookie_json_object(object()) "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
        querystring_form_object(object()) "R=100&G=200&B=150";
        querystring_json_object(object()) "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    }
    empty! {
        matrix
        query_form_whole_string(String::new()) "color=" json!("");
        query_form_whole_array(Vec::new()) "" Value::Null;
        query_form_whole_object(Color::default()) "" Value::Null;
        query_form_exploded_string(String::new()) "color=" json!("");
        query_form_exploded_array(Vec::new()) "" Value::Null;
        query_form_exploded_object(Color::default()) "" Value::Null;
        query_space_delimited_whole_array(Vec::new()) "" Value::Null;
        query_space_delimited_whole_object(Color::default()) "" Value::Null;
        query_pipe_delimited_whole_array(Vec::new()) "" Value::Null;
        query_pipe_delimited_whole_object(Color::default()) "" Value::Null;
        query_deep_object_exploded_object(Color::default()) "" Value::Null;
        header_simple_whole_string(String::new()) "" json!("");
        header_simple_whole_array(Vec::new()) "" Value::Null;
        header_simple_whole_object(Color::default()) "" Value::Null;
        header_simple_exploded_string(String::new()) "" json!("");
        header_simple_exploded_array(Vec::new()) "" Value::Null;
        header_simple_exploded_object(Color::default()) "" Value::Null;
        cookie_form_whole_string(String::new()) "color=" json!("");
        cookie_form_whole_array(Vec::new()) "" Value::Null;
        cookie_form_whole_object(Color::default()) "" Value::Null;
        cookie_form_exploded_string(String::new()) "color=" json!("");
        cookie_form_exploded_array(Vec::new()) "" Value::Null;
        cookie_form_exploded_object(Color::default()) "" Value::Null;
        cookie_cookie_whole_string(String::new()) "color=" json!("");
        cookie_cookie_whole_array(Vec::new()) "" Value::Null;
        cookie_cookie_whole_object(Color::default()) "" Value::Null;
        cookie_cookie_exploded_string(String::new()) "color=" json!("");
        cookie_cookie_exploded_array(Vec::new()) "" Value::Null;
        cookie_cookie_exploded_object(Color::default()) "" Value::Null;
        query_json_object(Color::default()) "color=%7B%7D" json!({});
        header_json_object(Color::default()) "{}" json!({});
        cookie_json_object(Color::default()) "color=%7B%7D" json!({});
        querystring_form_object(Color::default()) "" Value::Null;
        querystring_json_object(Color::default()) "%7B%7D" json!({});
    }
    // Other empty arguments would change the path: see below.
    arguments! {
        matrix
        path_matrix_whole_string(String::new()) ";color";
        path_matrix_exploded_string(String::new()) ";color";
    }
    assert_eq!(matrix.cells, 123);
}

#[tokio::test]
async fn empty_values_that_would_change_the_path_are_not_sent() {
    let matrix = Matrix::start().await;
    let client = &matrix.client;
    let simple = client.path_simple_whole_string("").await.unwrap_err().to_string();
    assert_eq!(simple, "parameter `color`: an empty value would change the path");
    let label = client.path_label_whole_string("").await.unwrap_err().to_string();
    assert_eq!(
        label,
        "parameter `color`: `.` as a whole path segment would lead to another path"
    );
    let array = client.path_matrix_exploded_array(Vec::new()).await.unwrap_err();
    let object = client.path_label_exploded_object(Color::default()).await.unwrap_err();
    let nothing = "parameter `color`: no value, null or an empty list would change the path";
    assert_eq!([array.to_string(), object.to_string()], [nothing; 2]);
    assert_eq!(matrix.seen.count(), 0);
}

#[tokio::test]
async fn delimiters_in_values_are_part_of_them() {
    let matrix = Matrix::start().await;
    let client = &matrix.client;
    let odd = || {
        ["a,b", "c;d=e", "f&g", "h i|j", "k.l/m", "%2C", "ü"]
            .map(str::to_owned)
            .to_vec()
    };
    // All but spaceDelimited and pipeDelimited, whose values cannot hold their delimiter (OAS 3.1.1, Appendix E).
    for seen in [
        client.path_simple_whole_array(odd()).await,
        client.path_label_whole_array(odd()).await,
        client.path_matrix_whole_array(odd()).await,
        client.path_matrix_exploded_array(odd()).await,
        client.query_form_whole_array().color(odd()).await,
        client.query_form_exploded_array().color(odd()).await,
        client.cookie_form_whole_array().color(odd()).await,
        client.cookie_form_exploded_array().color(odd()).await,
    ] {
        assert_eq!(seen.unwrap(), json!(odd()));
    }
}

/// Of values in values no table speaks, nor of combinations that it calls n/a: deepObject goes on with brackets, as many
/// servers have it, and the other styles have JSON where it cannot be taken for anything else.
#[tokio::test]
async fn what_the_tables_leave_open_has_14_cells() {
    let point = |x, label: &str, at: &[i64]| Point {
        x: Some(x),
        label: Some(label.to_owned()),
        at: Some(at.to_vec()),
    };
    let nested = || Nested {
        name: Some("7".to_owned()),
        tags: Some(vec!["a,b".to_owned(), "[1]".to_owned()]),
        any: Some(json!({"n": 1, "list": [true, {"s": "t"}]})),
        range: Some(Range {
            min: Some(1),
            points: Some(vec![point(1, "1", &[1, 2]), point(2, "é=&", &[3])]),
        }),
    };
    let filter = |field: &str, and: Option<Vec<Filter>>| Filter {
        field: Some(field.to_owned()),
        equals: Some("5".to_owned()),
        and,
    };
    let filters = || {
        filter(
            "a",
            Some(vec![filter("b", Some(vec![filter("c", None)])), filter("d", None)]),
        )
    };
    let mut matrix = Matrix::start().await;
    setters! {
        matrix
        query_deep_object_exploded_array(array()) "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown";
        query_space_delimited_exploded_array(array()) "color=blue&color=black&color=brown";
        query_pipe_delimited_exploded_array(array()) "color=blue&color=black&color=brown";
        query_form_exploded_nested_array(vec![object()]) "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    }
    let client = matrix.client.clone();
    let seen = client
        .query_deep_object_exploded_nested()
        .color(nested())
        .await
        .unwrap();
    assert_eq!(seen, json!(nested()));
    let expected = "color[name]=7&color[tags][0]=a%2Cb&color[tags][1]=%5B1%5D&color[any][n]=1&color[any][list][0]=true\
        &color[any][list][1][s]=t&color[range][min]=1&color[range][points][0][x]=1&color[range][points][0][label]=1\
        &color[range][points][0][at][0]=1&color[range][points][0][at][1]=2&color[range][points][1][x]=2\
        &color[range][points][1][label]=%C3%A9%3D%26&color[range][points][1][at][0]=3";
    let wire = matrix
        .wire("query")
        .replace("%5B0%5D", "[0]")
        .replace("%5B1%5D=", "[1]=");
    assert_eq!(
        wire.replace("%5B", "[").replace("%5D", "]"),
        expected.replace("%5B", "[").replace("%5D", "]")
    );
    let seen = client
        .query_deep_object_exploded_recursive()
        .color(filters())
        .await
        .unwrap();
    assert_eq!(seen, json!(filters()));

    // Text of any type is text there.
    let plain = || Nested { any: None, ..nested() };
    let seen = client.query_form_exploded_nested().color(plain()).await.unwrap();
    assert_eq!(seen, json!(plain()));
    assert!(
        matrix
            .wire("query")
            .starts_with("name=7&tags=a%2Cb&tags=%5B1%5D&range=%7B%22min%22"),
        "{}",
        matrix.wire("query")
    );
    assert_eq!(
        client.query_form_whole_nested().color(plain()).await.unwrap(),
        json!(plain())
    );
    assert_eq!(client.path_simple_whole_nested(plain()).await.unwrap(), json!(plain()));
    assert_eq!(
        client.path_matrix_exploded_nested(plain()).await.unwrap(),
        json!(plain())
    );
    assert_eq!(matrix.cells + 6, 14);
}
