//! Responses, their media types, headers and links (OAS 3.1.1 §4.8.16, §4.8.17, §4.8.20, §4.8.21).

use super::single::singles;

singles! {
    "Callers that wait for it get something else.", "A variant of the response is gone, or the method returns another type." {
        "response-success-status-removed" 'E' "=" "A success status was removed.";
        "response-media-type-removed" 'E' "=" "A media type was removed from a response.";
        "response-media-type-name-generalized" 'E' "=" "A media type of a response covers more now.";
        "response-body-media-type-schema-removed" 'W' "=" "A media type of a response has no schema any more.";
    }
    "Callers may get what they do not expect.", "A variant of the response is added, or the method returns another type." {
        "response-success-status-added" 'I' "=" "A success status was added.";
        "response-non-success-status-added" 'I' "=" "A status that is no success was added.";
        "response-non-success-status-removed" 'I' "=" "A status that is no success was removed.";
        "response-media-type-added" 'I' "=" "A media type was added to a response.";
        "response-body-media-type-schema-added" 'I' "=" "A media type of a response has a schema now.";
        "response-media-type-name-changed" 'I' "=" "The parameters of a response's media type changed.";
        "response-media-type-name-specialized" 'I' "=" "A media type of a response covers less now.";
        "response-body-encoding-changed" 'E' "" "How a part of a response body is encoded changed.";
    }
    "Old and new peers write and read the value in different ways.", "No item changes; the server writes and the client reads another text." {
        "response-header-explode-changed" 'E' "" "`explode` of a response header changed.";
        "response-header-media-type-changed" 'E' "" "The media type that a response header is written as changed.";
    }
    "Callers that read the header miss it.", "A field of the struct with the response's header fields is added or gone." {
        "required-response-header-removed" 'E' "=" "A header that was always there was removed.";
        "optional-response-header-removed" 'W' "=" "A header that may be absent was removed.";
    }
    "Callers that do not know the header skip it.", "A field of the struct with the response's header fields is added or gone." {
        "response-header-added" 'I' "=" "A header was added to a response.";
    }
    "Callers that follow links find others.", "Nothing: links are not generated." {
        "response-link-added" 'I' "" "A link was added to a response.";
        "response-link-removed" 'W' "" "A link was removed from a response.";
        "response-link-operation-changed" 'W' "" "A link of a response leads to another operation.";
        "response-link-parameter-changed" 'W' "" "What a link of a response gives a parameter changed.";
        "response-link-request-body-changed" 'W' "" "What a link of a response gives as the request body changed.";
        "response-link-server-changed" 'W' "" "A link of a response leads to another server.";
    }
}
