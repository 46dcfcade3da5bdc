//! Types, formats and null (JSON Schema 2020-12 validation §6.1.1, §7).

use super::kind::kinds;

kinds! {
    "The type of the field, argument or return value changes." {
        "type-changed" Changes "EE-EeEE-E" "the type or format changed";
        "type-generalized" Widens "II-IIEE-E" "the type or format takes more values now";
        "type-specialized" Narrows "....EII-I" "the type or format takes fewer values now";
        "type-compatible" Notes "II...II.I.." "the type changed, which is written the same in this media type";
        "list-of-types-widened" Widens "II-IIEE--" "a type was added to the list of types";
        "list-of-types-narrowed" Narrows "EE-EEII--" "a type was removed from the list of types";
        "content-encoding-changed" Changes "EE---EE--" "`contentEncoding` changed";
        "content-media-type-changed" Changes "EE---EE--" "`contentMediaType` changed";
        "content-schema-added" Narrows "EE---II--" "`contentSchema` was added";
        "content-schema-removed" Widens "II---EE--" "`contentSchema` was taken away";
        "content-schema-changed" Changes "---------" "`contentSchema` changed";
    }
    "`Option` comes or goes around the type." {
        "became-nullable" Widens "II-IIEE-E" "null is allowed now";
        "became-not-nullable" Narrows "EE-EEII-I" "null is not allowed any more";
    }
}
