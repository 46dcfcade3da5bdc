//! Security schemes and requirements (OAS 3.1.1 §4.8.27 to §4.8.30).

use super::single::singles;

singles! {
    "Callers have one more way to prove who they are.", "No item changes." {
        "api-security-added" 'I' "=" "A security requirement was added to an operation, as another choice.";
        "api-global-security-added" 'I' "=" "A security requirement was added to the document, as another choice.";
    }
    "Callers without credentials are refused.", "The server asks for an authenticator." {
        "api-security-became-required" 'E' "api-security-added" "An operation that anyone could call asks for credentials now.";
        "api-global-security-became-required" 'E' "api-global-security-added" "Operations that anyone could call ask for credentials now.";
    }
    "Callers that meet it meet another requirement, too, or need none.", "The server does not look for these credentials any more." {
        "api-security-removed" 'I' "=" "A security requirement of an operation was removed.";
        "api-global-security-removed" 'I' "=" "A security requirement of the document was removed.";
    }
    "Callers that use it are refused.", "The server does not accept these credentials any more." {
        "api-security-no-longer-accepted" 'E' "api-security-removed" "What callers proved who they are by is not enough for an operation any more.";
        "api-global-security-no-longer-accepted" 'E' "api-global-security-removed" "What callers proved who they are by is not enough any more.";
    }
    "Tokens may lack a scope.", "No item changes." {
        "api-security-scope-added" 'I' "=" "A scope was added to a security requirement of an operation.";
        "api-security-scope-removed" 'I' "=" "A scope was removed from a security requirement of an operation.";
        "api-global-security-scope-added" 'I' "=" "A scope was added to a security requirement of the document.";
        "api-global-security-scope-removed" 'I' "=" "A scope was removed from a security requirement of the document.";
    }
    "Callers must give other credentials, or get them elsewhere.", "Builder methods for credentials come, go or change." {
        "api-security-component-added" 'I' "=" "A security scheme was added.";
        "api-security-component-removed" 'I' "=" "A security scheme was removed.";
        "api-security-component-type-changed" 'I' "=" "A security scheme is of another type.";
        "api-security-component-changed" 'E' "" "Where a security scheme's credentials go changed.";
        "api-security-component-hint-changed" 'I' "" "The format of a scheme's tokens, or where its configuration is found, changed.";
        "api-security-component-oauth-url-changed" 'I' "=" "The authorization URL of a security scheme changed.";
        "api-security-component-oauth-token-url-changed" 'I' "=" "The token URL of a security scheme changed.";
        "api-security-component-oauth-scope-added" 'I' "=" "A scope was added to a security scheme.";
        "api-security-component-oauth-scope-removed" 'I' "=" "A scope was removed from a security scheme.";
        "api-security-component-oauth-scope-changed" 'I' "=" "What a scope of a security scheme allows is described in another way.";
        "api-security-component-oauth-flow-added" 'I' "" "A flow was added to a security scheme.";
        "api-security-component-oauth-flow-removed" 'W' "" "A flow was removed from a security scheme.";
    }
}
