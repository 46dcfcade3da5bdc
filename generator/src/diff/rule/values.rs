//! Listed values, constants and defaults (JSON Schema 2020-12 validation §6.1, §9.2).

use super::kind::kinds;

kinds! {
    "A variant of the enum comes or goes; a `match` on it may need an arm more or less." {
        "enum-value-added" Widens "-I-II2WI22" "a value was added to the list";
        "enum-value-removed" Narrows "EEIEE-I--" "a value was removed from the list";
        "x-extensible-enum-value-added" Widens "111111111" "a known value was added (`x-extensible-enum`)";
        "x-extensible-enum-value-removed" Narrows "-E-E-----" "a known value was removed (`x-extensible-enum`)";
    }
    "A variant of the enum has another name, unless names.lock keeps the old one." {
        "enum-value-renamed" Changes "---------" "a value of the list is spelled in another way";
    }
    "The type changes between an enum and a plain one." {
        "became-enum" Narrows "EE-E3----" "only listed values are allowed now";
        "became-not-enum" Widens "---------" "any value of the type is allowed now";
        "enum-closed" Narrows "---------" "only the listed values are allowed now";
        "enum-opened" Widens "---------" "values beside the listed ones are allowed now";
        "const-added" Narrows "EE---II--" "only one value is allowed now";
        "const-removed" Widens "II---EE--" "more than one value is allowed now";
        "const-changed" Changes "EE---EE--" "the only value changed";
    }
    "No item changes; what stands for an absent value may." {
        "default-value-added" Notes "II-E2II-2" "a default was added";
        "default-value-removed" Notes "II-E2II-2" "the default was taken away";
        "default-value-changed" Notes "II-E2II-2" "the default changed";
    }
}
