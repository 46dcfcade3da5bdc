//! The description, as it is and as a page: Swagger UI, whose files are in the crate `swagger-ui-dist`.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use http::header::CONTENT_TYPE;
use swagger_ui_dist::{ApiDefinition, OpenApiSource, generate_routes};

/// Where Swagger UI's files are.
const ASSETS: &str = "/docs/assets";

/// Its addresses are relative, so that it can be nested below any path. Browsers load nothing for it from elsewhere.
const PAGE: &str = r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src *; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
<div id="ui"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script>
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#ui",
  validatorUrl: null,
  oauth2RedirectUrl: new URL("docs/assets/oauth2-redirect.html", location).href,
});
</script>
</body>
</html>
"##;

/// Serves a description at `/openapi.json`, and the page at `/docs`.
pub fn router(document: &'static str) -> Router {
    let assets = generate_routes(ApiDefinition {
        uri_prefix: ASSETS,
        api_definition: OpenApiSource::Uri(""),
        title: None,
    });
    let document = move || async move { ([(CONTENT_TYPE, "application/json")], document) };
    Router::new()
        .route("/openapi.json", get(document))
        .route("/docs", get(|| async { Html(PAGE) }))
        // The page that the crate has of its own, at the folder itself, is not led to.
        .route(&format!("{ASSETS}/{{file}}"), axum::routing::any_service(assets))
}
