//! The document as a whole: its version, servers and components (OAS 3.1.1 §4.8.2, §4.8.5, §4.8.7).

use super::single::singles;

singles! {
    "Nothing.", "The crates' users see a version that does not tell what changed." {
        "api-version-not-bumped" 'I' "=" "Something breaks, and `info.version` is the same.";
        "api-version-decreased" 'I' "=" "Something breaks, and `info.version` is lower.";
        "api-major-version-not-bumped" 'I' "=" "Something breaks, and the major part of `info.version` is the same.";
    }
    "Requests to the old address may not be answered.", "A variant of the client's `Server` comes or goes." {
        "server-added" 'I' "" "A server was added.";
        "server-removed" 'W' "" "A server was removed.";
        "server-url-changed" 'W' "" "The only server has another address.";
        "server-variable-default-changed" 'W' "" "The default of a server's variable changed.";
        "server-variable-value-added" 'I' "" "A value was added to a server's variable.";
        "server-variable-value-removed" 'W' "" "A value was removed from a server's variable.";
        "server-variable-added" 'I' "" "A variable was added to a server.";
        "server-variable-removed" 'I' "" "A variable was removed from a server.";
    }
    "Nothing.", "A type is gone, or is not public any more." {
        "api-schema-removed" 'I' "=" "A schema was removed from the components.";
    }
    "Nothing.", "A type is added." {
        "api-schema-added" 'I' "" "A schema was added to the components.";
    }
    "Nothing.", "The type has another name, unless names.lock keeps the old one." {
        "api-schema-renamed" 'I' "api-schema-removed" "A schema of the components has another name.";
    }
}
