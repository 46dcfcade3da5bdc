//! Parameters and request bodies (OAS 3.1.1 §4.8.12, §4.8.13).

use super::single::singles;

singles! {
    "Requests without it are refused.", "An argument is added to the method, a field to the request." {
        "new-required-request-parameter" 'E' "=" "A required parameter was added.";
        "new-required-request-default-parameter-to-existing-path" 'E' "= new-required-request-parameter" "A required parameter was added that all operations of the path have.";
        "new-request-path-parameter" 'E' "=" "A path parameter was added.";
        "request-body-added-required" 'E' "=" "A required request body was added.";
    }
    "Requests without it are taken as before.", "A setter is added to the builder, a field to the request." {
        "new-optional-request-parameter" 'I' "=" "An optional parameter was added.";
        "new-optional-request-default-parameter-to-existing-path" 'I' "= new-optional-request-parameter" "An optional parameter was added that all operations of the path have.";
        "request-body-added-optional" 'I' "=" "An optional request body was added.";
    }
    "Requests that send it may be refused, or it has no effect.", "An argument or setter is gone." {
        "request-parameter-removed" 'W' "=" "A parameter was removed.";
        "request-parameter-removed-before-sunset" 'E' "=" "A parameter was removed before its date of sunset.";
        "request-body-removed" 'E' "=" "The request body was removed.";
    }
    "What was announced happened.", "An argument or setter is gone." {
        "request-parameter-removed-with-deprecation" 'I' "=" "A deprecated parameter was removed.";
    }
    "Old and new peers write and read the value in different ways.", "No item changes; the client writes and the server reads another text." {
        "request-parameter-style-changed" 'E' "" "The style of a parameter changed.";
        "request-parameter-explode-changed" 'E' "" "`explode` of a parameter changed.";
        "request-parameter-media-type-changed" 'E' "" "The media type that a parameter is written as changed.";
        "request-parameter-became-allow-reserved" 'W' "" "Reserved characters of a parameter are sent as they are now.";
        "request-parameter-became-not-allow-reserved" 'W' "" "Reserved characters of a parameter are escaped now.";
        "request-parameter-became-allow-empty" 'I' "" "A parameter may be empty now.";
        "request-parameter-became-not-allow-empty" 'E' "" "A parameter may not be empty any more.";
        "request-body-encoding-changed" 'E' "" "How a part of a request body is encoded changed.";
    }
    "Old requests send it where it is not looked for any more.", "No item changes, unless it must be there now, or need not any more." {
        "request-parameter-moved" 'E' "request-parameter-removed" "A parameter is looked for in another place.";
    }
    "Old requests send what is not looked for any more.", "An argument or setter has another name, unless names.lock keeps the old one." {
        "request-parameter-renamed" 'E' "request-parameter-removed" "A parameter has another name.";
    }
    "Every request that was allowed still is.", "The body's type may become an enum of media types." {
        "request-body-media-type-added" 'I' "=" "A media type was added to a request body.";
        "request-body-media-type-generalized" 'I' "request-body-media-type-added request-body-media-type-removed" "A media type of a request body covers more now.";
    }
    "Requests in this media type are refused.", "The body's type may change." {
        "request-body-media-type-removed" 'E' "=" "A media type was removed from a request body.";
        "request-body-media-type-specialized" 'E' "request-body-media-type-added request-body-media-type-removed" "A media type of a request body covers less now.";
        "request-body-media-type-schema-added" 'E' "=" "A media type of a request body has a schema now.";
    }
    "Anything is allowed now.", "The body is bytes now." {
        "request-body-media-type-schema-removed" 'I' "=" "A media type of a request body has no schema any more.";
    }
}
