//! What the schema says of numbers in lists and tables, where no field can carry a `range`, and of text that the door reads.
//!
//! In: nothing. Out: kinds of values that stand in the schema only; keys name them by `schemars(with = …)`. Must not know:
//! keys.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// The schema of a kind of value, written out wherever it stands.
macro_rules! inlined {
    ($name:ident, $schema:tt) => {
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

/// The schema of text that the door reads, for editors: the door says what is wrong with it in words of its own.
macro_rules! patterned {
    ($name:ident, $pattern:literal, $what:literal, $example:literal) => {
        #[doc = $what]
        #[derive(Debug)]
        pub(in crate::scenario) struct $name;

        inlined!($name, { "type": "string", "pattern": $pattern, "examples": [$example] });
    };
}

patterned!(
    HoursText,
    r"^ *(([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?) *- *(([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|24:00(:00)?) *$",
    "Hours: \"08:00-18:00\".",
    "08:00-18:00"
);
patterned!(
    OffsetText,
    r"^[+-]?(0|([0-9]+(\.[0-9]+)?(d|h|m|s|ms|us))+)$",
    "Hours ahead of the scenario's clock: \"1h\", \"-5h\".",
    "-5h"
);

/// The schema of a number between bounds, for what is in lists and tables: a `range` on a field cannot say it.
macro_rules! bounded {
    ($name:ident, $what:literal, $($bound:literal: $value:literal),+) => {
        #[doc = $what]
        #[derive(Debug)]
        pub(in crate::scenario) struct $name;

        inlined!($name, { "type": "number", "format": "double", $($bound: $value),+ });
    };
}

bounded!(NotBelowZero, "0 or more.", "minimum": 0);
bounded!(AboveZero, "Above 0.", "exclusiveMinimum": 0);
bounded!(Share, "A share.", "minimum": 0, "maximum": 1);
bounded!(ShareBelowOne, "A share below 1.", "minimum": 0, "exclusiveMaximum": 1);
bounded!(Multiple, "A factor on handle times.", "minimum": 0.01, "maximum": 100);
bounded!(Craft, "A share of full craft.", "exclusiveMinimum": 0, "maximum": 2);
bounded!(YearlyGrowth, "Growth of volumes a year.", "minimum": -0.9, "maximum": 10);
