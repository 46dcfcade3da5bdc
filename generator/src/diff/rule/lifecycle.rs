//! Deprecation, sunset dates (`x-sunset`) and stability levels (`x-stability-level`).

use super::kind::kinds;
use super::single::singles;

kinds! {
    "`#[deprecated]` comes or goes; uses of it warn." {
        "deprecated" Notes "-I-I--I--" "it is deprecated now";
        "deprecated-with-sunset" Notes "-I----I--" "it is deprecated now, with a date of sunset";
        "reactivated" Notes "-I-I--I--" "it is not deprecated any more";
    }
    "No item changes; it can be relied on for another time than before." {
        "deprecated-sunset-invalid" Notes "3E133-E13" "it is deprecated with a date of sunset that is none";
        "deprecated-sunset-missing" Notes "3E1E3-E13" "it is deprecated without the date of sunset that the policy asks for";
        "sunset-date-too-small" Notes "3E1E3-E13" "its date of sunset is sooner than the policy allows";
        "sunset-deleted" Notes "331E33313" "it is still deprecated, and its date of sunset was deleted";
        "sunset-date-changed-too-small" Notes "331E33313" "its date of sunset was moved to one that is sooner than the policy allows";
        "sunset-parse" Notes "331E33313" "its date of sunset is no date";
        "sunset-date-changed" Notes "---------" "its date of sunset was moved";
        "stability-increased" Notes "-I----I--" "its stability level was raised";
        "stability-decreased" Changes "-E----E--" "its stability level was lowered";
    }
}

singles! {
    "Nothing yet.", "`#[deprecated]` comes or goes; uses of it warn." {
        "endpoint-deprecated" 'I' "=" "An operation is deprecated now.";
        "endpoint-deprecated-with-sunset" 'I' "=" "An operation is deprecated now, with a date of sunset.";
        "endpoint-reactivated" 'I' "=" "An operation is not deprecated any more.";
    }
    "It may go sooner than its users can adapt.", "No item changes yet." {
        "api-deprecated-sunset-parse" 'E' "=" "The date of sunset of a deprecated operation is no date.";
        "api-deprecated-sunset-missing" 'E' "=" "An operation is deprecated without the date of sunset that the policy asks for.";
        "api-sunset-date-too-small" 'E' "=" "The date of sunset is sooner than the policy allows.";
        "api-sunset-date-changed-too-small" 'E' "=" "The date of sunset was moved to one that is sooner than the policy allows.";
        "api-path-sunset-parse" 'E' "=" "The date of sunset of an operation is, or was, no date.";
        "sunset-deleted" 'E' "=" "The date of sunset of a deprecated operation was deleted.";
        "api-sunset-date-changed" 'I' "" "The date of sunset of an operation was moved.";
        "api-invalid-stability-level" 'E' "=" "The stability level of an operation is none of draft, alpha, beta and stable.";
        "api-stability-decreased" 'E' "=" "The stability level of an operation was lowered.";
        "api-stability-increased" 'I' "=" "The stability level of an operation was raised.";
    }
}
