//! Texts.

use super::is_damaged;
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "docs-text-damaged": [Crate|Service|Version|Operation|HttpBinding|Callback|Member|Structure|Enum|Value|Error|Rule|Part|Argument.Doc; Set|Changed => is_damaged]
        Warning o o o Patch
        says "the text of {subject} is damaged: it is cut, or has characters that are none"
        why "Somewhere on the way a text was cut at a length, or a character at a byte."
        fix "Take the text from its page again."
        Descriptor { r#""description": "Looks at pictures.""# } => { r#""description": "Looks at pict...""# }
    "docs-crate-changed": [Crate.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the description of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Manifest { r#"[package]
name = "looks"
version = "0.1.0"
description = "A client.""# } => { r#"[package]
name = "looks"
version = "0.1.0"
description = "Our client.""# }
    "docs-service-changed": [Service|Version.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Descriptor { r#""description": "Looks.""# } => { r#""description": "Looks at pictures.""# }
    "docs-guide-changed": [Version.Guide; Set|Unset|Changed]
        Docs o o o Patch
        says "the guide of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]
guide = "look/guide.md""# }
    "docs-operation-changed": [Operation.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Actions { r#"{ "name": "Peek", "description": "Peeks." }"# } => { r#"{ "name": "Peek", "description": "Peeks once." }"# }
    "docs-page-changed": [Version|Operation|Rule.Page; Set|Unset|Changed]
        Docs o o o Patch
        says "the page of {subject} is {new} now, before {old}"
        why "Only a text changed."
        fix "Nothing."
        Overlay { r#"{ "target": "Look", "why": "Its page.", "page": "https://example.com/a" }"# } => { r#"{ "target": "Look", "why": "Its page.", "page": "https://example.com/b" }"# }
    "docs-examples-changed": [Operation|Rule.Examples; Gained|Lost|Changed]
        Docs o o o Patch
        says "the examples of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Overlay { "" } => { r#"{ "target": "Look", "why": "Its page.", "examples": [{ "title": "one", "request": { "Keep": "a" }, "response": { "Response": { "Seen": "b", "RequestId": "c" } } }] }"# }
    "docs-sample-changed": [Member.Examples; Set|Unset|Changed]
        Docs o o o Patch
        says "the sample of {subject} is {new} now, before {old}"
        why "Only a text changed."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string", "example": "a" }"# } => { r#"{ "name": "Url", "type": "string", "example": "b" }"# }
    "docs-parameter-changed": [Member.Doc; Set|Unset|Changed; Input]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string", "description": "Where." }"# } => { r#"{ "name": "Url", "type": "string", "description": "Where it is." }"# }
    "docs-response-changed": [Member.Doc; Set|Unset|Changed; Output]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Response { r#"{ "name": "Url", "type": "string", "description": "Where." }"# } => { r#"{ "name": "Url", "type": "string", "description": "Where it is." }"# }
    "docs-deprecation-changed": [Member.Deprecated; Changed]
        Docs o o o Patch
        says "why not to use {subject} any more: {new}, before {old}"
        why "Only a text changed."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string", "deprecated": "Old." }"# } => { r#"{ "name": "Url", "type": "string", "deprecated": "Use Keep." }"# }
    "docs-member-order-changed": [Structure.Order; Changed]
        Docs o o o Patch
        says "the members of {subject} are listed in another order"
        why "Only a text changed."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string" }, { "name": "Width", "type": "integer" }"# } => { r#"{ "name": "Width", "type": "integer" }, { "name": "Url", "type": "string" }"# }
    "docs-value-order-changed": [Enum.Order; Changed]
        Docs o o o Patch
        says "the values of {subject} are listed in another order"
        why "Only a text changed."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "b", "description": "B." }, { "value": "a", "description": "A." }] } }"# }
    "docs-type-changed": [Structure|Enum.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Descriptor { r#""shapes": [{ "name": "Area", "members": [{ "name": "Width", "type": "integer" }] }]"# } => { r#""shapes": [{ "name": "Area", "description": "A part.", "members": [{ "name": "Width", "type": "integer" }] }]"# }
    "docs-value-changed": [Value.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "Another." }] } }"# }
    "docs-error-changed": [Error.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Errors { r#"<error code="Unseen">Nothing was seen.</error>"# } => { r#"<error code="Unseen">Nobody was seen.</error>"# }
    "docs-way-changed": [HttpBinding.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look">Looks.</http>
  <request/>
  <response/>
</operation>"# }
    "docs-callback-changed": [Callback.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Overlay { r#"{ "target": "Look", "why": "Its page.", "callback": { "payload": "Look", "description": "Comes later." } }"# } => { r#"{ "target": "Look", "why": "Its page.", "callback": { "payload": "Look", "description": "Comes when it is done." } }"# }
    "docs-rule-changed": [Rule|Part|Argument.Doc; Set|Unset|Changed]
        Docs o o o Patch
        says "the text of {subject} changed"
        why "Only a text changed."
        fix "Nothing."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><doc>Scales.</doc><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
};
