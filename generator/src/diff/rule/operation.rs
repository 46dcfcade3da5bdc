//! Paths, operations, webhooks, callbacks, tags (OAS 3.1.1 §4.8.8 to §4.8.10, §4.8.18).

use super::single::singles;

singles! {
    "Old peers do not use it.", "A method, and a method of the server's trait, are added." {
        "endpoint-added" 'I' "=" "An operation was added.";
    }
    "Requests are answered with 404 or 405.", "A method is gone, and one of the server's trait." {
        "api-removed-without-deprecation" 'E' "=" "An operation was removed without being deprecated before.";
        "api-path-removed-without-deprecation" 'E' "=" "An operation was removed with its path, without being deprecated before.";
        "api-removed-before-sunset" 'E' "=" "An operation was removed before its date of sunset.";
        "api-path-removed-before-sunset" 'E' "=" "An operation was removed with its path, before its date of sunset.";
    }
    "What was announced happened.", "A method is gone, and one of the server's trait." {
        "api-removed-with-deprecation" 'I' "=" "A deprecated operation was removed.";
        "api-path-removed-with-deprecation" 'I' "=" "A deprecated operation was removed with its path.";
    }
    "Nothing.", "The method has another name, unless names.lock keeps the old one." {
        "api-operation-id-added" 'I' "=" "An operation has an `operationId` now.";
        "api-operation-id-removed" 'I' "=" "An operation has no `operationId` any more.";
        "api-operation-id-changed" 'I' "api-operation-id-removed api-operation-id-added" "An operation has another `operationId`.";
    }
    "Nothing.", "The operation may move to another handle of the client and another trait of the server." {
        "api-tag-added" 'I' "=" "A tag was added to an operation.";
        "api-tag-removed" 'I' "=" "A tag was removed from an operation.";
    }
    "The API sends requests that receivers do not know.", "A handler is added." {
        "webhook-added" 'I' "=" "A webhook was added.";
        "callback-added" 'I' "" "A callback was added to an operation.";
    }
    "Receivers wait for requests that do not come.", "A handler is gone." {
        "webhook-removed" 'E' "=" "A webhook was removed.";
        "callback-removed" 'E' "" "A callback was removed from an operation.";
    }
    "Receivers that do not know it skip it; what is always there is there for those that do without it too.", "A field of the receiver's request is added or changed, and of what the sender takes." {
        "webhook-parameter-added" 'I' "" "A parameter was added to a webhook or callback.";
        "webhook-parameter-became-required" 'I' "" "A parameter of a webhook or callback is always there now.";
        "webhook-body-added" 'I' "" "A webhook or callback has a body now.";
        "webhook-body-became-required" 'I' "" "The body of a webhook or callback is always there now.";
    }
    "Receivers wait for what does not come.", "A field of the receiver's request is gone, or an `Option` now, and of what the sender takes." {
        "webhook-parameter-removed" 'E' "" "A parameter was removed from a webhook or callback.";
        "webhook-parameter-became-optional" 'E' "" "A parameter of a webhook or callback may be absent now.";
        "webhook-body-removed" 'E' "" "The body of a webhook or callback was removed.";
        "webhook-body-became-optional" 'E' "" "The body of a webhook or callback may be absent now.";
    }
    "The API sends callbacks to another URL.", "No item changes; the sender makes another URL of a request." {
        "callback-url-changed" 'W' "" "The expression that says where a callback goes changed.";
    }
    "The API sends other requests to receivers.", "Nothing: callbacks of webhooks are not generated." {
        "callback-changed" 'W' "" "A callback of a webhook changed.";
    }
}
