//! Properties: whether they are there, must be there, and who sends them (OAS 3.1.1 §4.8.24).

use super::kind::kinds;
use super::single::singles;

kinds! {
    "`Option` comes or goes around the type of the field." {
        "became-required" Narrows "EE-E3.II1" "it must be there now";
        "became-required-with-default" Narrows ".E-33.--." "it must be there now, though it has a default";
        "became-optional" Widens "II-I-.EIE" "it may be absent now";
    }
    "The map of further keys comes, goes or holds another type." {
        "additional-properties-closed" Narrows "---------" "keys that are not named are not allowed any more";
        "additional-properties-opened" Widens "---------" "keys that are not named are allowed now";
        "additional-properties-narrowed" Narrows "---------" "keys that are not named must fit a schema now";
        "additional-properties-widened" Widens "---------" "keys that are not named may hold anything now";
        "additional-properties-kept" Notes "---------" "keys that are not named are, or are not, written down as allowed";
        "pattern-property-added" Narrows "EE---II--" "a schema for keys of a pattern was added";
        "pattern-property-removed" Widens "II---EE--" "a schema for keys of a pattern was taken away";
    }
}

singles! {
    "Requests without it are refused.", "A field is added that requests must fill in." {
        "new-required-request-property" 'E' "=" "A request body must have a property that is new.";
        "new-required-request-property-with-default" 'E' "=" "A request body must have a property that is new, though it has a default.";
        "new-required-request-parameter-property" 'E' "new-required-request-header-property" "A parameter must have a property that is new.";
    }
    "Requests without it may be refused; often such a name is only left over.", "A field of any JSON value is added." {
        "request-undescribed-property-became-required" 'W' "" "A request body must have a property that is not described.";
        "request-parameter-undescribed-property-became-required" 'W' "" "A parameter must have a property that is not described.";
        "undescribed-property-became-required" 'I' "" "A response or unused schema has a property that is not described.";
    }
    "Requests without it are taken as before.", "A field is added; struct literals without `..` do not compile any more." {
        "new-optional-request-property" 'I' "=" "A request body may have a property that is new.";
        "new-optional-request-parameter-property" 'I' "" "A parameter may have a property that is new.";
    }
    "Old peers write the old name, new ones look for the new one.", "The field has another name, unless names.lock keeps the old one." {
        "request-property-renamed" 'E' "" "A property of a request body has another name.";
        "request-parameter-property-renamed" 'E' "" "A property of a parameter has another name.";
        "response-property-renamed" 'E' "" "A property of a response body has another name.";
        "response-header-property-renamed" 'E' "" "A property of a response header has another name.";
    }
    "Readers of the header find other properties in it.", "A field of the header's type is added or gone." {
        "response-header-property-added" 'I' "" "A property was added to a response header.";
        "response-header-property-removed" 'W' "" "A property was removed from a response header.";
    }
    "Nothing: no operation uses it.", "A field comes, goes or has another name." {
        "unused-schema-property-added" 'I' "" "A property was added to a schema that no operation uses.";
        "unused-schema-property-removed" 'I' "" "A property was removed from a schema that no operation uses.";
        "unused-schema-property-renamed" 'I' "" "A property of a schema that no operation uses has another name.";
        "unused-schema-property-direction-changed" 'I' "" "Who sends a property of a schema that no operation uses changed.";
    }
    "Requests that send it may be refused, or it has no effect.", "A field is gone." {
        "request-property-removed" 'W' "=" "A property was removed from a request body.";
        "request-parameter-property-removed" 'W' "" "A property was removed from a parameter.";
    }
    "Nothing: it is not sent in this direction.", "A field comes or goes." {
        "request-read-only-property-added" 'I' "" "A read-only property was added to a request body.";
        "request-read-only-property-removed" 'I' "" "A read-only property was removed from a request body.";
        "response-required-write-only-property-added" 'I' "=" "A required write-only property was added to a response body.";
        "response-required-write-only-property-removed" 'I' "=" "A required write-only property was removed from a response body.";
        "response-optional-write-only-property-added" 'I' "=" "An optional write-only property was added to a response body.";
        "response-optional-write-only-property-removed" 'I' "=" "An optional write-only property was removed from a response body.";
    }
    "Readers that know it miss it.", "A field is gone." {
        "response-required-property-removed" 'E' "=" "A property that was always there was removed from a response body.";
        "response-optional-property-removed" 'W' "=" "A property that may be absent was removed from a response body.";
    }
    "Readers that do not know it skip it.", "A field is added." {
        "response-required-property-added" 'I' "=" "A property was added to a response body, where it always is.";
        "response-optional-property-added" 'I' "=" "A property that may be absent was added to a response body.";
    }
    "Who sends the property changes.", "The field changes in what is written or read, not in its type." {
        "request-optional-property-became-read-only" 'I' "=" "Requests do not send an optional property any more.";
        "request-optional-property-became-not-read-only" 'I' "=" "Requests may send an optional property now.";
        "request-required-property-became-read-only" 'I' "=" "Requests do not send a required property any more.";
        "request-required-property-became-not-read-only" 'E' "=" "Requests must send a required property now.";
        "request-optional-property-became-write-only" 'I' "=" "Only requests have an optional property now.";
        "request-optional-property-became-not-write-only" 'I' "=" "Not only requests have an optional property now.";
        "request-required-property-became-write-only" 'I' "=" "Only requests have a required property now.";
        "request-required-property-became-not-write-only" 'I' "=" "Not only requests have a required property now.";
        "response-optional-property-became-read-only" 'I' "=" "Only responses have an optional property now.";
        "response-optional-property-became-not-read-only" 'I' "=" "Not only responses have an optional property now.";
        "response-required-property-became-read-only" 'I' "=" "Only responses have a required property now.";
        "response-required-property-became-not-read-only" 'I' "=" "Not only responses have a required property now.";
        "response-optional-property-became-write-only" 'W' "=" "Responses do not have an optional property any more.";
        "response-optional-property-became-not-write-only" 'I' "=" "Responses may have an optional property now.";
        "response-required-property-became-write-only" 'E' "=" "Responses do not have a required property any more.";
        "response-required-property-became-not-write-only" 'W' "=" "Responses have a required property now.";
    }
}
