//! Alternatives, composition and the applicators of JSON Schema 2020-12 (core §10, §11).

use super::kind::kinds;

kinds! {
    "A variant of the enum comes or goes." {
        "one-of-added" Widens "II---EE--" "an alternative was added to `oneOf`";
        "one-of-removed" Narrows "EE---II--" "an alternative was removed from `oneOf`";
        "any-of-added" Widens "II---ww-22" "an alternative was added to `anyOf`";
        "any-of-removed" Narrows "EE---II--" "an alternative was removed from `anyOf`";
        "wrapped-in-one-of" Widens "E----E---" "what was the only choice is one of several now (`oneOf`)";
        "wrapped-in-any-of" Widens "---------" "what was the only choice is one of several now (`anyOf`)";
        "unwrapped" Narrows "---------" "what was one of several choices is the only one now";
        "one-of-became-any-of" Widens "---------" "a value may fit several alternatives now";
        "any-of-became-one-of" Narrows "---------" "a value must fit exactly one alternative now";
    }
    "Struct fields and type names may change; the findings beside say which." {
        "all-of-added" Narrows "EE---II--" "a member was added to `allOf`";
        "all-of-removed" Widens "WW-22II-11" "a member was removed from `allOf`";
        "all-of-added-annotation-only" Notes "II---II--" "a member that asks for nothing was added to `allOf`";
        "all-of-removed-annotation-only" Notes "II---II--" "a member that asks for nothing was removed from `allOf`";
    }
    "How values are told apart changes: what decoded as one variant may be another, or none." {
        "discriminator-added" Narrows "ww-22ww-22" "a discriminator was added";
        "discriminator-removed" Widens "II---ww-22" "the discriminator was taken away";
        "discriminator-property-name-changed" Changes "ee---ee--" "the discriminator is another property";
        "discriminator-mapping-added" Widens "II---ww-22" "a value was added to the discriminator";
        "discriminator-mapping-deleted" Narrows "ee---II--" "a value was removed from the discriminator";
        "discriminator-mapping-changed" Changes "ee---ee--" "a value of the discriminator stands for another schema";
    }
    "No item changes; `Validate::validate` checks the new rule." {
        "contains-added" Narrows "EE---II--" "`contains` was added";
        "contains-removed" Widens "II---EE--" "`contains` was taken away";
        "contains-changed" Changes "---------" "`contains` changed";
        "if-added" Narrows "EE---II--" "`if` was added";
        "if-removed" Widens "II---EE--" "`if` was taken away";
        "if-changed" Changes "---------" "`if` changed";
        "then-added" Narrows "EE---II--" "`then` was added";
        "then-removed" Widens "II---EE--" "`then` was taken away";
        "then-changed" Changes "---------" "`then` changed";
        "else-added" Narrows "EE---II--" "`else` was added";
        "else-removed" Widens "II---EE--" "`else` was taken away";
        "else-changed" Changes "---------" "`else` changed";
        "not-added" Narrows "---------" "`not` was added";
        "not-removed" Widens "---------" "`not` was taken away";
        "not-changed" Changes "---------" "`not` changed";
        "dependent-schema-added" Narrows "EE---II--" "a dependent schema was added";
        "dependent-schema-removed" Widens "II---EE--" "a dependent schema was taken away";
        "dependent-schema-changed" Changes "---------" "a dependent schema changed";
        "dependent-required-added" Narrows "EE---II--" "a property asks for others now";
        "dependent-required-removed" Widens "II---EE--" "a property does not ask for others any more";
        "dependent-required-changed" Changes "EE---EE--" "what a property asks for changed";
        "property-names-added" Narrows "EE---II--" "property names must fit a schema now";
        "property-names-removed" Widens "II---EE--" "property names need not fit a schema any more";
        "property-names-changed" Changes "---------" "what property names must fit changed";
        "unevaluated-properties-added" Narrows "EE---II--" "`unevaluatedProperties` was added";
        "unevaluated-properties-removed" Widens "II---EE--" "`unevaluatedProperties` was taken away";
        "unevaluated-properties-changed" Changes "---------" "`unevaluatedProperties` changed";
        "unevaluated-items-added" Narrows "EE---II--" "`unevaluatedItems` was added";
        "unevaluated-items-removed" Widens "II---EE--" "`unevaluatedItems` was taken away";
        "unevaluated-items-changed" Changes "---------" "`unevaluatedItems` changed";
        "rule-changed" Changes "---------" "what values must fit changed in a way that has no name of its own";
    }
    "The type changes between `Vec` and a tuple, or the tuple does." {
        "prefix-items-added" Narrows "II-11EE-3" "a schema for an item by position was added";
        "prefix-items-removed" Widens "EE-33II-1" "a schema for an item by position was taken away";
    }
}
