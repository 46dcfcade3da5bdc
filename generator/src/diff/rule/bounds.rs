//! Bounds, lengths, counts and patterns (JSON Schema 2020-12 validation §6.2 to §6.5).

use super::kind::kinds;

// Columns: request body, property, read-only property, parameter, parameter's property; response body, property,
// write-only property, header.
kinds! {
    "No item changes; `Validate::validate` asks for the new bound." {
        "max-increased" Widens "II-I-EE--" "the maximum was raised";
        "max-decreased" Narrows "EEIE-----" "the maximum was lowered";
        "max-set" Narrows "WW-W2----" "a maximum was set";
        "max-unset" Widens "---------" "the maximum was taken away";
        "exclusive-max-increased" Widens "II-I-EE--" "the exclusive maximum was raised";
        "exclusive-max-decreased" Narrows "EEIE-----" "the exclusive maximum was lowered";
        "exclusive-max-set" Narrows "WW-W2----" "an exclusive maximum was set";
        "exclusive-max-unset" Widens "---------" "the exclusive maximum was taken away";
        "min-increased" Narrows "EEIE-----" "the minimum was raised";
        "min-decreased" Widens "II-I-EE--" "the minimum was lowered";
        "min-set" Narrows "WW-W2----" "a minimum was set";
        "min-unset" Widens "---------" "the minimum was taken away";
        "exclusive-min-increased" Narrows "EEIE-----" "the exclusive minimum was raised";
        "exclusive-min-decreased" Widens "II-I-EE--" "the exclusive minimum was lowered";
        "exclusive-min-set" Narrows "WW-W2----" "an exclusive minimum was set";
        "exclusive-min-unset" Widens "---------" "the exclusive minimum was taken away";
        "multiple-of-set" Narrows "---------" "`multipleOf` was set";
        "multiple-of-unset" Widens "---------" "`multipleOf` was taken away";
        "multiple-of-changed" Changes "---------" "`multipleOf` changed";
        "max-length-increased" Widens "II-I-EE--" "the maximum length was raised";
        "max-length-decreased" Narrows "EEIE-----" "the maximum length was lowered";
        "max-length-set" Narrows "WW-W2----" "a maximum length was set";
        "max-length-unset" Widens "-----EE--" "the maximum length was taken away";
        "min-length-increased" Narrows "EE-E-----" "the minimum length was raised";
        "min-length-decreased" Widens "II-I-EE--" "the minimum length was lowered";
        "min-length-set" Narrows "---------" "a minimum length was set";
        "min-length-unset" Widens "---------" "the minimum length was taken away";
        "max-items-increased" Widens "---I-----" "the maximum number of items was raised";
        "max-items-decreased" Narrows "---E-----" "the maximum number of items was lowered";
        "max-items-set" Narrows "22-22----" "a maximum number of items was set";
        "max-items-unset" Widens "---------" "the maximum number of items was taken away";
        "min-items-increased" Narrows "EE-E-----" "the minimum number of items was raised";
        "min-items-decreased" Widens "---I-EE--" "the minimum number of items was lowered";
        "min-items-set" Narrows "ee-e-----" "a minimum number of items was set";
        "min-items-unset" Widens "-----EE--" "the minimum number of items was taken away";
        "unique-items-set" Narrows "---------" "items may not repeat any more";
        "unique-items-unset" Widens "---------" "items may repeat now";
        "max-properties-increased" Widens "---------" "the maximum number of properties was raised";
        "max-properties-decreased" Narrows "---------" "the maximum number of properties was lowered";
        "max-properties-set" Narrows "---------" "a maximum number of properties was set";
        "max-properties-unset" Widens "---------" "the maximum number of properties was taken away";
        "min-properties-increased" Narrows "---------" "the minimum number of properties was raised";
        "min-properties-decreased" Widens "---------" "the minimum number of properties was lowered";
        "min-properties-set" Narrows "---------" "a minimum number of properties was set";
        "min-properties-unset" Widens "---------" "the minimum number of properties was taken away";
        "max-contains-increased" Widens "II---EE--" "`maxContains` was raised";
        "max-contains-decreased" Narrows "EE---II--" "`maxContains` was lowered";
        "min-contains-increased" Narrows "EE---II--" "`minContains` was raised";
        "min-contains-decreased" Widens "II---EE--" "`minContains` was lowered";
        "pattern-added" Narrows "-E-E--I--" "a pattern was added";
        "pattern-removed" Widens "-I-I-1I-11" "the pattern was taken away";
        "pattern-changed" Changes "2W-W21I-11" "the pattern changed";
        "pattern-generalized" Widens "-I-I-11-11" "the pattern takes any text now";
    }
}
