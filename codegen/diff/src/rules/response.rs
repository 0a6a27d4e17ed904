//! Members that travel to the caller. A field of an answer is always optional, unknown members are passed over, and a value
//! of another kind counts as absent and is reported.

use super::{are_scalars, is_deprecated, keeps_rust_name, only_boxed};
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "response-added": [Member; Added; Output]
        Info o o o Minor
        says "{subject} was added"
        why "A field more. Old clients pass over what they do not know."
        fix "Nothing."
        Response { "" } => { r#"{ "name": "Url", "type": "string" }"# }
    "response-removed-deprecated": [Member; Removed; Output => is_deprecated]
        Warning x x x Major
        says "{subject}, which was deprecated, was removed"
        why "The field is gone, and old clients find it absent. They were warned."
        fix "Name the replacement in the changelog."
        Response { r#"{ "name": "Url", "type": "string", "deprecated": "Use Seen." }"# } => { "" }
    "response-removed": [Member; Removed; Output]
        Error x x x Major
        says "{subject} was removed"
        why "The field is gone, and old clients find it absent without being told."
        fix "Keep it for a release with `deprecated`, if the service still sends it; otherwise raise the version and say what to read instead."
        Response { r#"{ "name": "Url", "type": "string" }"# } => { "" }
    "response-renamed": [Member; Renamed; Output]
        Error x x x Major
        says "{subject} is called `{new}` now"
        why "The field is called otherwise, and old clients find the old one absent."
        fix "Raise the version. Where the service sends both for a while, name the old one as an `alias`."
        Response { r#"{ "name": "ResultUrl", "type": "string", "description": "Where it is." }"# } => { r#"{ "name": "PictureUrl", "type": "string", "description": "Where it is." }"# }
    "response-respelled": [Member; Respelled; Output => keeps_rust_name]
        Error x o x Minor
        says "{subject} is spelled `{new}` now"
        why "The field keeps its name, so nothing shows when compiling; but old clients find it absent, because names on the wire are case-sensitive."
        fix "Check against an exchange with the service that this is no slip of the pen. If both spellings occur, name the other one as an `alias`."
        Response { r#"{ "name": "ETag", "type": "string" }"# } => { r#"{ "name": "Etag", "type": "string" }"# }
    "response-respelled-in-rust": [Member; Respelled; Output]
        Error x x x Major
        says "{subject} is spelled `{new}` now, and its field is called otherwise"
        why "Names on the wire are case-sensitive, and the new spelling splits into other words."
        fix "Check against an exchange with the service that this is no slip of the pen, and raise the version."
        Response { r#"{ "name": "Fileurl", "type": "string" }"# } => { r#"{ "name": "FileUrl", "type": "string" }"# }
    "response-moved": [Member; Moved; Output]
        Error x x x Major
        says "{subject} moved to another structure"
        why "Old clients do not look there, and the field is on another type."
        fix "Raise the version and show both ways in the changelog."
        Response { r#"{ "name": "Width", "type": "integer" }"# } => { r#"{ "name": "Size", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# }
    "response-became-optional": [Member.Required; Unset; Output]
        Warning o o m Patch
        says "{subject} may be missing now"
        why "The field was optional in Rust already, so nothing shows when compiling; but code that relied on it must do without."
        fix "Say so in the changelog."
        Response { r#"{ "name": "Url", "type": "string", "required": true }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "response-became-required": [Member.Required; Set; Output]
        Info o o o Patch
        says "{subject} is always there now"
        why "The field stays optional in Rust: what a service promises is not checked."
        fix "Nothing."
        Response { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "required": true }"# }
    "response-became-nullable": [Member.Nullable; Set; Output]
        Info o o m Patch
        says "{subject} may be `null` now"
        why "`null` counts as absent, as every field may be."
        fix "Say so in the changelog if the service did not do so before."
        Response { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "nullable": true }"# }
    "response-became-not-nullable": [Member.Nullable; Unset; Output]
        Info o o o Patch
        says "{subject} is not `null` any more"
        why "The field stays optional in Rust."
        fix "Nothing."
        Response { r#"{ "name": "Url", "type": "string", "nullable": true }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "response-became-list": [Member.Type; Listed; Output]
        Error x x x Major
        says "{subject} is {new} now, instead of {old}"
        why "The field is a list, and old clients leave out the array that they do not expect."
        fix "Raise the version."
        Response { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "array", "items": { "type": "string" } }"# }
    "response-became-single": [Member.Type; Unlisted; Output]
        Error x x x Major
        says "{subject} is {new} now, instead of {old}"
        why "The field is no list any more, and old clients leave out a lone value where they expect an array."
        fix "Raise the version."
        Response { r#"{ "name": "Url", "type": "array", "items": { "type": "string" } }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "response-scalar-changed": [Member.Type; Changed; Output => are_scalars]
        Error m x m Major
        says "{subject} is {new} now, instead of {old}"
        why "The field has another type. Old clients read what they can: any scalar as a text, and a text as a number where it is one."
        fix "Check against an exchange with the service: if the old type was a mistake of the schema, say so in an accepted finding."
        Response { r#"{ "name": "Sort", "type": "string" }"# } => { r#"{ "name": "Sort", "type": "boolean" }"# }
    "response-type-changed": [Member.Type; Changed; Output]
        Error x x x Major
        says "{subject} is {new} now, instead of {old}"
        why "The field has another type, and old clients find it absent: an object is no scalar."
        fix "Check against an exchange with the service: if the old type was a mistake of the schema, say so in an accepted finding."
        Response { r#"{ "name": "Sort", "type": "string" }"# } => { r#"{ "name": "Sort", "type": "object", "free": true }"# }
    "response-type-widened": [Member.Type; Widened; Output]
        Error m x m Major
        says "{subject} may have a fraction now"
        why "The field is an `f64`. Old clients find a number with a fraction absent."
        fix "Raise the version."
        Response { r#"{ "name": "Scale", "type": "integer" }"# } => { r#"{ "name": "Scale", "type": "number" }"# }
    "response-type-narrowed": [Member.Type; Narrowed; Output]
        Warning o x o Major
        says "{subject} is a whole number now"
        why "The field is an `i64`. Old clients read whole numbers as well."
        fix "Raise the version, or keep the wider type."
        Response { r#"{ "name": "Scale", "type": "number" }"# } => { r#"{ "name": "Scale", "type": "integer" }"# }
    "response-became-typed": [Member.Type; Typed; Output]
        Warning o x o Major
        says "{subject} is a structure now, instead of any object"
        why "The field has the new type instead of JSON. What it does not list is not read any more."
        fix "Raise the version."
        Response { r#"{ "name": "Extra", "type": "object", "free": true }"# } => { r#"{ "name": "Extra", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# }
    "response-became-untyped": [Member.Type; Untyped; Output]
        Warning o x o Major
        says "{subject} is any object now, instead of a structure"
        why "The field is JSON instead of the type, which may be gone."
        fix "Raise the version."
        Response { r#"{ "name": "Extra", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# } => { r#"{ "name": "Extra", "type": "object", "free": true }"# }
    "response-became-enumeration": [Member.Type; Enumerated; Output]
        Warning o x o Major
        says "{subject} is an enumeration now: {new}"
        why "On the wire nothing changes; but the field is of the enumeration, where code expects a text."
        fix "Raise the version. The enumeration is open: values that it does not know are kept."
        Overlay { "" } => { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "response-enumeration-dropped": [Member.Type; Freed; Output]
        Warning o x o Major
        says "{subject} is {new} now, instead of the enumeration {old}"
        why "On the wire nothing changes; code that matches the enumeration does not compile."
        fix "Raise the version, or keep the enumeration: it is open."
        Overlay { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { "" }
    "response-type-replaced": [Member.Type; Replaced; Output]
        Error m x m Major
        says "{subject} is a {new} now, instead of a {old}"
        why "Code that reads the old type does not compile. What old clients find depends on the members."
        fix "If the two are the same thing, give them one name with `shape` in the overlay. Otherwise raise the version."
        Response { r#"{ "name": "Area", "type": "object", "shape": "Box", "children": [{ "name": "Width", "type": "integer" }] }"# } => { r#"{ "name": "Area", "type": "object", "shape": "Circle", "children": [{ "name": "Radius", "type": "integer" }] }"# }
    "response-type-retitled": [Member.Type; Retitled; Output]
        Warning o x o Major
        says "{subject} is a {new} now, which has the same members as {old}"
        why "On the wire nothing changes; code that names the type does not compile."
        fix "Keep the old type if there is no reason for the other one; otherwise raise the version."
        Response { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "C", "type": "object", "shape": "One" }"# } => { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "C", "type": "object", "shape": "Two" }"# }
    "response-boxed": [Member.Type; Remapped; Output => only_boxed]
        Warning o x o Major
        says "{subject} is held in a box now, or is not any more"
        why "A structure that leads back to itself holds itself in a box. Code that takes the field apart does not compile."
        fix "Raise the version."
        Response { r#"{ "name": "Tree", "type": "object", "shape": "Tree", "children": [{ "name": "Twig", "type": "object", "shape": "Twig", "children": [{ "name": "Width", "type": "integer" }] }] }"# } => { r#"{ "name": "Tree", "type": "object", "shape": "Tree", "children": [{ "name": "Twig", "type": "object", "shape": "Twig", "children": [{ "name": "Width", "type": "integer" }, { "name": "Root", "type": "object", "shape": "Tree" }] }] }"# }
        also "response-added" because "What makes a structure lead back to itself is a new member."
    "response-format-changed": [Member.Type; Reformatted; Output]
        Warning m o m Patch
        says "{subject} is {new} now, instead of {old}"
        why "The type in Rust stays, so nothing shows when compiling; what the values mean may change."
        fix "Check which of the two the service sends, and say so in the text."
        Response { r#"{ "name": "When", "type": "string", "format": "date" }"# } => { r#"{ "name": "When", "type": "string", "format": "date-time" }"# }
    "response-format-changed-in-rust": [Member.Type; Remapped; Output]
        Warning m x m Major
        says "{subject} is {new} now, instead of {old}"
        why "The field has another type in Rust. Old clients read the text, which may not be what they take it for."
        fix "Raise the version."
        Response { r#"{ "name": "When", "type": "string" }"# } => { r#"{ "name": "When", "type": "string", "format": "date-time" }"# }
    "response-bounds-widened": [Member.Range|Length; Loosened|Changed; Output]
        Warning o o m Patch
        says "{subject} may be {new} now, before {old}"
        why "Answers are not checked, so everything works; but code may rely on what was said before."
        fix "Say so in the changelog."
        Response { r#"{ "name": "Score", "type": "integer", "range": { "max": 100 } }"# } => { r#"{ "name": "Score", "type": "integer", "range": { "max": 1000 } }"# }
    "response-bounds-narrowed": [Member.Range|Length; Tightened; Output]
        Info o o o Patch
        says "{subject} is {new} now, before {old}"
        why "Fewer values than before."
        fix "Nothing."
        Response { r#"{ "name": "Score", "type": "integer", "range": { "max": 1000 } }"# } => { r#"{ "name": "Score", "type": "integer", "range": { "max": 100 } }"# }
    "response-characters-widened": [Member.Characters; Loosened|Changed; Output]
        Warning o o m Patch
        says "{subject} may consist of other characters now: {new}"
        why "Answers are not checked, so everything works; but code may rely on what was said before."
        fix "Say so in the changelog."
        Response { r#"{ "name": "Id", "type": "string", "pattern": "[a-z]*" }"# } => { r#"{ "name": "Id", "type": "string" }"# }
    "response-characters-narrowed": [Member.Characters; Tightened; Output]
        Info o o o Patch
        says "{subject} consists of fewer characters now: {new}"
        why "Fewer values than before."
        fix "Nothing."
        Response { r#"{ "name": "Id", "type": "string" }"# } => { r#"{ "name": "Id", "type": "string", "pattern": "[a-z]*" }"# }
    "response-default-changed": [Member.Default; Set|Unset|Changed; Output]
        Info o o m Patch
        says "where {subject} is absent, that means {new} now, before {old}"
        why "The field stays absent; only what that means changes."
        fix "Say so in the changelog."
        Response { r#"{ "name": "Size", "type": "integer", "default": 5 }"# } => { r#"{ "name": "Size", "type": "integer", "default": 10 }"# }
    "response-sensitive": [Member.Sensitive; Set|Unset; Output]
        Info o o m Patch
        says "{subject} is printed otherwise: sensitive before {old}, now {new}"
        why "`Debug` says of sensitive members only that they are set. Logs and tests that compare printed values change."
        fix "If it is not secret any more, make sure of it: what was redacted will be in logs."
        Response { r#"{ "name": "Phone", "type": "string" }"# } => { r#"{ "name": "Phone", "type": "string", "sensitive": true }"# }
    "response-deprecated": [Member.Deprecated; Set; Output]
        Info o m o Minor
        says "{subject} is deprecated"
        why "The compiler warns whoever reads it; where warnings are denied, that does not compile."
        fix "Say in `deprecated` what to read instead."
        Response { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "deprecated": "Use Seen." }"# }
    "response-reactivated": [Member.Deprecated; Unset; Output]
        Info o o o Patch
        says "{subject} is not deprecated any more"
        why "The compiler stops warning."
        fix "Nothing."
        Response { r#"{ "name": "Url", "type": "string", "deprecated": "Use Seen." }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "response-list-wrapping-changed": [Member.Wrapped; Set|Unset|Changed; Output]
        Error x o x Minor
        says "the element around the items of {subject} is {new} now, before {old}"
        why "The type in Rust stays, so nothing shows when compiling; but old clients find no item, or one that is none."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Urls" type="String Array"/></response>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Urls" type="String Array" wrapped="Url"/></response>
</operation>"# }
    "response-other-names-gained": [Member.Aliases; Gained|Changed; Output]
        Warning m o m Patch
        says "{subject} is read under these names as well: {new}, before {old}"
        why "Old clients find it absent where the service uses the new name."
        fix "Release soon, if the service uses it already."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="ETag" type="String"/></response>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="ETag" type="String" alias="Etag"/></response>
</operation>"# }
    "response-other-names-lost": [Member.Aliases; Lost; Output]
        Warning o o m Patch
        says "{subject} is not read under all other names any more: {new}, before {old}"
        why "Old clients read it under more names than the new crate."
        fix "Make sure that the service does not use the name any more."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="ETag" type="String" alias="Etag"/></response>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="ETag" type="String"/></response>
</operation>"# }
};
