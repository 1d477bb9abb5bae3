//! The schemas of what is written in short or in full, which a type alone does not say.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Check, Choice, Condition, Obligations};

impl JsonSchema for Choice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Choice".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What people read, or a mapping of it with `exclusive: true` for an option that can only be chosen alone, and `only-if` for one that is true of some devices only.",
            "type": ["string", "object"],
            "properties": {
                "label": {"type": "string", "minLength": 1},
                "exclusive": {"type": "boolean"},
                "only-if": generator.subschema_for::<Condition>(),
            },
            "required": ["label"],
            "additionalProperties": false,
        })
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let this = generator.subschema_for::<Self>();
        json_schema!({
            "description": "A mapping is a conjunction, a list of values means any of, and all, any, not combine.",
            "type": "object",
            "minProperties": 1,
            "properties": {
                "all": {"type": "array", "minItems": 1, "items": this},
                "any": {"type": "array", "minItems": 1, "items": this},
                "not": this,
            },
        })
    }
}

impl JsonSchema for Check {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Check".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let this = generator.subschema_for::<Self>();
        let values = json_schema!({"type": ["array", "string"]});
        json_schema!({
            "description": "A mapping of tests to operands; several tests must all hold. An operand may be a template such as \"{{ support_years }}\".",
            "type": "object",
            "minProperties": 1,
            "properties": {
                "equals": {},
                "one-of": values,
                "at-least": {"type": ["number", "string"]},
                "at-most": {"type": ["number", "string"]},
                "not-before": {"type": "string"},
                "not-after": {"type": "string"},
                "includes": values,
                "excludes": values,
                "matches": {"type": "string"},
                "each-row": generator.subschema_for::<Condition>(),
                "all": {"type": "array", "minItems": 1, "items": this},
                "any": {"type": "array", "minItems": 1, "items": this},
                "not": this,
            },
        })
    }
}

impl JsonSchema for Obligations {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Obligations".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let word = json_schema!({"enum": ["shall", "should", "may"]});
        json_schema!({
            "type": ["string", "object"],
            "if": {"type": "string"},
            "then": word,
            "else": {
                "minProperties": 1,
                "properties": {"basic": word, "substantial": word, "high": word},
                "additionalProperties": false,
            },
        })
    }
}
