//! Statuses as expressions.

use proc_macro2::TokenStream;
use quote::quote;

/// The constant of `http::StatusCode` for a code, or what stands for it.
pub(super) fn status_code(code: u16) -> TokenStream {
    let name = match code {
        200 => quote!(OK),
        201 => quote!(CREATED),
        202 => quote!(ACCEPTED),
        204 => quote!(NO_CONTENT),
        206 => quote!(PARTIAL_CONTENT),
        301 => quote!(MOVED_PERMANENTLY),
        302 => quote!(FOUND),
        303 => quote!(SEE_OTHER),
        304 => quote!(NOT_MODIFIED),
        400 => quote!(BAD_REQUEST),
        401 => quote!(UNAUTHORIZED),
        402 => quote!(PAYMENT_REQUIRED),
        403 => quote!(FORBIDDEN),
        404 => quote!(NOT_FOUND),
        405 => quote!(METHOD_NOT_ALLOWED),
        409 => quote!(CONFLICT),
        410 => quote!(GONE),
        412 => quote!(PRECONDITION_FAILED),
        413 => quote!(PAYLOAD_TOO_LARGE),
        415 => quote!(UNSUPPORTED_MEDIA_TYPE),
        422 => quote!(UNPROCESSABLE_ENTITY),
        429 => quote!(TOO_MANY_REQUESTS),
        500 => quote!(INTERNAL_SERVER_ERROR),
        501 => quote!(NOT_IMPLEMENTED),
        502 => quote!(BAD_GATEWAY),
        503 => quote!(SERVICE_UNAVAILABLE),
        code => return quote!(specwright_server::__private::response::status(#code)),
    };
    quote!(http::StatusCode::#name)
}
