//! Members that travel from the caller.

use super::{is_deprecated, is_label, is_label_in_rust, is_required, keeps_rust_name, only_boxed, touches_path};
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "label-added": [Member; Added; Input => is_label]
        Info o o o Minor
        says "{subject} was added, which is a part of the path"
        why "A field that constructors set. What it does to the constructors is told of the ways."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <request><label name="Id" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <http method="GET" host="ci" path="/list/{Key}" constructor="of_key"/>
  <request><label name="Id" type="String"/><label name="Key" type="String"/></request>
  <response/>
</operation>"# }
        also "way-added" because "A label is a part of the path of some way."
    "label-removed": [Member; Removed; Input => is_label]
        Error x x x Major
        says "{subject}, which was a part of the path, was removed"
        why "The field is gone, and no path has a place for it."
        fix "Raise the version and say in the changelog how to ask now."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <http method="GET" host="ci" path="/list/{Key}" constructor="of_key"/>
  <request><label name="Id" type="String"/><label name="Key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <request><label name="Id" type="String"/></request>
  <response/>
</operation>"# }
        also "way-removed" because "A label is a part of the path of some way."
    "label-respelled": [Member; Renamed|Respelled; Input => is_label_in_rust]
        Docs o o o Patch
        says "{subject} is spelled `{new}` now"
        why "The name of a label is neither on the wire nor, in this case, another one in Rust."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{JobID}"/>
  <request><label name="JobID" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{JobId}"/>
  <request><label name="JobId" type="String"/></request>
  <response/>
</operation>"# }
    "label-renamed": [Member; Renamed|Respelled; Input => is_label]
        Warning o x o Major
        says "{subject} is called `{new}` now"
        why "The name of a label is not on the wire; but it is that of a field."
        fix "Keep the old name if there is no reason for the new one; otherwise raise the version."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{PictureId}"/>
  <request><label name="PictureId" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{PictureIds}"/>
  <request><label name="PictureIds" type="String"/></request>
  <response/>
</operation>"# }
    "parameter-added-required": [Member; Added; Input => is_required]
        Error x o x Minor
        says "{subject} was added, and must be set"
        why "Old code still compiles, because every member is a setter; but it does not set the new one, and the service refuses the call with `MissingParameter`."
        fix "Ask upstream for a default. Otherwise say in the changelog who has to set it, and release soon: every old client fails."
        Parameters { "" } => { r#"{ "name": "Url", "type": "string", "required": true }"# }
    "parameter-added": [Member; Added; Input]
        Info o o o Minor
        says "{subject} was added"
        why "A setter more. Whoever does not call it sends what it sent before."
        fix "Nothing. Does the overlay need a text, an enumeration or a constraint for it?"
        Parameters { "" } => { r#"{ "name": "Url", "type": "string" }"# }
    "parameter-removed-deprecated": [Member; Removed; Input => is_deprecated]
        Warning x x x Major
        says "{subject}, which was deprecated, was removed"
        why "The setter is gone, and the service answers `UnknownParameter` to clients that still send it. They were warned."
        fix "Name the replacement in the changelog."
        Parameters { r#"{ "name": "Url", "type": "string", "deprecated": "Use Keep." }"# } => { "" }
    "parameter-removed": [Member; Removed; Input]
        Error x x x Major
        says "{subject} was removed"
        why "The setter is gone, and the service answers `UnknownParameter` to clients that still send it."
        fix "Keep it for a release with `deprecated`, if the service still takes it; otherwise raise the version and say what to use instead."
        Parameters { r#"{ "name": "Url", "type": "string" }"# } => { "" }
    "parameter-renamed": [Member; Renamed; Input]
        Error x x x Major
        says "{subject} is called `{new}` now"
        why "The service does not know the old name any more, and the setter is called otherwise."
        fix "Raise the version and name both in the changelog."
        Parameters { r#"{ "name": "CallbackUrl", "type": "string", "description": "Where to post." }"# } => { r#"{ "name": "NotifyUrl", "type": "string", "description": "Where to post." }"# }
    "parameter-respelled": [Member; Respelled; Input => keeps_rust_name]
        Error x o x Minor
        says "{subject} is spelled `{new}` now"
        why "The setter keeps its name, so nothing shows when compiling; but names on the wire are case-sensitive, and old clients send one that the service ignores or refuses."
        fix "Check against the documentation that this is no slip of the pen. Then release soon: old clients fail silently."
        Parameters { r#"{ "name": "IMEI", "type": "string" }"# } => { r#"{ "name": "Imei", "type": "string" }"# }
    "parameter-respelled-in-rust": [Member; Respelled; Input]
        Error x x x Major
        says "{subject} is spelled `{new}` now, and its setter is called otherwise"
        why "Names on the wire are case-sensitive, and the new spelling splits into other words."
        fix "Check against the documentation that this is no slip of the pen, and raise the version."
        Parameters { r#"{ "name": "Fileurl", "type": "string" }"# } => { r#"{ "name": "FileUrl", "type": "string" }"# }
    "parameter-moved": [Member; Moved; Input]
        Error x x x Major
        says "{subject} moved to another structure"
        why "Old clients send it where the service does not look any more, and the setter is on another type."
        fix "Raise the version and show both forms in the changelog."
        Parameters { r#"{ "name": "Width", "type": "integer" }"# } => { r#"{ "name": "Size", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# }
    "parameter-became-required": [Member.Required; Set; Input]
        Error x o x Minor
        says "{subject} must be set now"
        why "Old code compiles, and the service refuses it where the member is not set. The new crate says so before sending."
        fix "Say in the changelog who has to set it, and release soon."
        Parameters { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "required": true }"# }
    "parameter-became-optional": [Member.Required; Unset; Input]
        Info o o o Patch
        says "{subject} need not be set any more"
        why "Whoever sets it still may. Only an old client refuses what the service would take."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string", "required": true }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "parameter-became-list": [Member.Type; Listed; Input]
        Error x x x Major
        says "{subject} takes {new} now, instead of {old}"
        why "The service expects an array, and the setter takes one."
        fix "Raise the version and show both forms in the changelog."
        Parameters { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "array", "items": { "type": "string" } }"# }
    "parameter-became-single": [Member.Type; Unlisted; Input]
        Error x x x Major
        says "{subject} takes {new} now, instead of {old}"
        why "The service does not expect an array any more, and the setter takes one value."
        fix "Raise the version and show both forms in the changelog."
        Parameters { r#"{ "name": "Url", "type": "array", "items": { "type": "string" } }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "parameter-type-changed": [Member.Type; Changed; Input]
        Error x x x Major
        says "{subject} takes {new} now, instead of {old}"
        why "The service refuses the old type, and the setter takes another one."
        fix "Check with upstream that the old type was ever right: if it was a mistake of the schema, say so in an accepted finding."
        Parameters { r#"{ "name": "Sort", "type": "string" }"# } => { r#"{ "name": "Sort", "type": "boolean" }"# }
    "parameter-type-widened": [Member.Type; Widened; Input]
        Warning o x o Major
        says "{subject} takes any number now, instead of a whole one"
        why "Whole numbers are still taken; but the field and the setter are `f64` now."
        fix "Raise the version."
        Parameters { r#"{ "name": "Scale", "type": "integer" }"# } => { r#"{ "name": "Scale", "type": "number" }"# }
    "parameter-type-narrowed": [Member.Type; Narrowed; Input]
        Error x x x Major
        says "{subject} takes whole numbers only"
        why "The service refuses fractions, and the field and the setter are `i64` now."
        fix "Raise the version."
        Parameters { r#"{ "name": "Scale", "type": "number" }"# } => { r#"{ "name": "Scale", "type": "integer" }"# }
    "parameter-became-typed": [Member.Type; Typed; Input]
        Warning o x o Major
        says "{subject} is a structure now, instead of any object"
        why "The service takes what it took; but the setter takes the new type instead of JSON."
        fix "Raise the version and show the typed form in the changelog."
        Parameters { r#"{ "name": "Extra", "type": "object", "free": true }"# } => { r#"{ "name": "Extra", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# }
    "parameter-became-untyped": [Member.Type; Untyped; Input]
        Warning o x o Major
        says "{subject} is any object now, instead of a structure"
        why "The setter takes JSON instead of the type, which is gone."
        fix "Raise the version."
        Parameters { r#"{ "name": "Extra", "type": "object", "children": [{ "name": "Width", "type": "integer" }] }"# } => { r#"{ "name": "Extra", "type": "object", "free": true }"# }
    "parameter-became-enumeration": [Member.Type; Enumerated; Input]
        Warning o x o Major
        says "{subject} is an enumeration now: {new}"
        why "On the wire nothing changes, and texts still become values of it; but code that names the type of the field or passes a `&String` does not compile."
        fix "Raise the version. The enumeration is open, so that values it does not know are still sent."
        Overlay { "" } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "parameter-enumeration-dropped": [Member.Type; Freed; Input]
        Warning o x o Major
        says "{subject} takes {new} now, instead of the enumeration {old}"
        why "On the wire nothing changes; code that uses the enumeration does not compile."
        fix "Raise the version, or keep the enumeration: it is open, and takes any text."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { "" }
    "parameter-type-replaced": [Member.Type; Replaced; Input]
        Error m x m Major
        says "{subject} is a {new} now, instead of a {old}"
        why "Code that builds the old type does not compile. Whether the service still takes what it says depends on the members."
        fix "If the two are the same thing, give them one name with `shape` in the overlay. Otherwise raise the version."
        Parameters { r#"{ "name": "Area", "type": "object", "shape": "Box", "children": [{ "name": "Width", "type": "integer" }] }"# } => { r#"{ "name": "Area", "type": "object", "shape": "Circle", "children": [{ "name": "Radius", "type": "integer" }] }"# }
    "parameter-type-retitled": [Member.Type; Retitled; Input]
        Warning o x o Major
        says "{subject} is a {new} now, which has the same members as {old}"
        why "On the wire nothing changes; code that builds the old type does not compile."
        fix "Keep the old type if there is no reason for the other one; otherwise raise the version."
        Parameters { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "C", "type": "object", "shape": "One" }"# } => { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "C", "type": "object", "shape": "Two" }"# }
    "parameter-boxed": [Member.Type; Remapped; Input => only_boxed]
        Warning o x o Major
        says "{subject} is held in a box now, or is not any more"
        why "A structure that leads back to itself holds itself in a box. The setter stays, but code that reads the field may not compile."
        fix "Raise the version."
        Parameters { r#"{ "name": "Tree", "type": "object", "shape": "Tree", "children": [{ "name": "Twig", "type": "object", "shape": "Twig", "children": [{ "name": "Width", "type": "integer" }] }] }"# } => { r#"{ "name": "Tree", "type": "object", "shape": "Tree", "children": [{ "name": "Twig", "type": "object", "shape": "Twig", "children": [{ "name": "Width", "type": "integer" }, { "name": "Root", "type": "object", "shape": "Tree" }] }] }"# }
        also "parameter-added" because "What makes a structure lead back to itself is a new member."
    "parameter-nullable": [Member.Nullable; Set|Unset; Input]
        Info o o o Patch
        says "{subject} may be `null`: {new}, before {old}"
        why "What is not set is not sent, so that nobody sends `null`."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "nullable": true }"# }
    "parameter-format-changed": [Member.Type; Reformatted; Input]
        Warning m o m Patch
        says "{subject} is {new} now, instead of {old}"
        why "The type in Rust stays, so nothing shows when compiling; whether the service reads what is sent depends on the values."
        fix "Check which of the two the service takes, and say so in the text."
        Parameters { r#"{ "name": "When", "type": "string", "format": "date" }"# } => { r#"{ "name": "When", "type": "string", "format": "date-time" }"# }
    "parameter-format-changed-in-rust": [Member.Type; Remapped; Input]
        Warning m x m Major
        says "{subject} is {new} now, instead of {old}"
        why "The field has another type in Rust, which may also be written otherwise."
        fix "Raise the version. The setter may still take what it took: look at what becomes the new type."
        Parameters { r#"{ "name": "Image", "type": "string" }"# } => { r#"{ "name": "Image", "type": "string", "format": "base64" }"# }
    "parameter-bounds-tightened": [Member.Range|Length; Tightened|Changed; Input]
        Error x o x Minor
        says "{subject} allows less: {new}, before {old}"
        why "Values that were taken are refused: by the service, and by the new crate before anything is sent."
        fix "Check that the service refuses them. If the bound was always there and the schema did not say so, accept the finding with that reason."
        Parameters { r#"{ "name": "Size", "type": "integer", "range": { "max": 10 } }"# } => { r#"{ "name": "Size", "type": "integer", "range": { "max": 5 } }"# }
    "parameter-bounds-loosened": [Member.Range|Length; Loosened; Input]
        Info o o o Patch
        says "{subject} allows more: {new}, before {old}"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Parameters { r#"{ "name": "Size", "type": "integer", "range": { "max": 5 } }"# } => { r#"{ "name": "Size", "type": "integer", "range": { "max": 10 } }"# }
    "parameter-characters-tightened": [Member.Characters; Tightened|Changed; Input]
        Error x o x Minor
        says "{subject} may consist of fewer characters: {new}"
        why "Values that were taken are refused: by the service, and by the new crate before anything is sent."
        fix "Check that the service refuses them."
        Parameters { r#"{ "name": "Id", "type": "string" }"# } => { r#"{ "name": "Id", "type": "string", "pattern": "[a-z]*" }"# }
    "parameter-characters-loosened": [Member.Characters; Loosened; Input]
        Info o o o Patch
        says "{subject} may consist of more characters"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Parameters { r#"{ "name": "Id", "type": "string", "pattern": "[a-z]*" }"# } => { r#"{ "name": "Id", "type": "string", "pattern": "[a-z0-9]*" }"# }
    "parameter-default-changed": [Member.Default; Set|Unset|Changed; Input]
        Warning o o x Patch
        says "the default of {subject} is {new} now, before {old}"
        why "Whoever does not set it gets something else, without a line of code changed."
        fix "Say so in the changelog. Whoever depends on the old value has to set it."
        Parameters { r#"{ "name": "Size", "type": "integer", "default": 5 }"# } => { r#"{ "name": "Size", "type": "integer", "default": 10 }"# }
    "parameter-sensitive": [Member.Sensitive; Set|Unset; Input]
        Info o o m Patch
        says "{subject} is printed otherwise: sensitive before {old}, now {new}"
        why "`Debug` says of sensitive members only that they are set. Logs and tests that compare printed values change."
        fix "If it is not secret any more, make sure of it: what was redacted will be in logs."
        Parameters { r#"{ "name": "Phone", "type": "string" }"# } => { r#"{ "name": "Phone", "type": "string", "sensitive": true }"# }
    "parameter-deprecated": [Member.Deprecated; Set; Input]
        Info o m o Minor
        says "{subject} is deprecated"
        why "The compiler warns whoever uses it; where warnings are denied, that does not compile."
        fix "Say in `deprecated` what to use instead."
        Parameters { r#"{ "name": "Url", "type": "string" }"# } => { r#"{ "name": "Url", "type": "string", "deprecated": "Use Keep." }"# }
    "parameter-reactivated": [Member.Deprecated; Unset; Input]
        Info o o o Patch
        says "{subject} is not deprecated any more"
        why "The compiler stops warning."
        fix "Nothing."
        Parameters { r#"{ "name": "Url", "type": "string", "deprecated": "Use Keep." }"# } => { r#"{ "name": "Url", "type": "string" }"# }
    "parameter-label-changed": [Member.Location; Changed; Input => touches_path]
        Error x x x Major
        says "{subject} travels in the {new} now, before in the {old}"
        why "What is part of the path is an argument of the constructor and has no setter. Old clients ask for another path."
        fix "Check against the documentation, and raise the version."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request><query name="Id" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <request><label name="Id" type="String"/></request>
  <response/>
</operation>"# }
        also "way-path-changed" because "A label needs its place in the path."
        also "way-labels-changed" because "A label of the path is an argument of the constructor."
    "parameter-location-changed": [Member.Location; Changed; Input]
        Error x o x Minor
        says "{subject} travels in the {new} now, before in the {old}"
        why "The setter stays, so nothing shows when compiling; but old clients send it where the service does not look."
        fix "Check against the documentation, and release soon."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look?mode=fast"/>
  <request><query name="Size" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look?mode=fast"/>
  <request><header name="Size" type="String"/></request>
  <response/>
</operation>"# }
    "parameter-list-wrapping-changed": [Member.Wrapped; Set|Unset|Changed; Input]
        Error x o x Minor
        says "the element around the items of {subject} is {new} now, before {old}"
        why "The type in Rust stays, so nothing shows when compiling; but the service finds no item in what old clients send."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Urls" type="String Array"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Urls" type="String Array" wrapped="Url"/></request>
  <response/>
</operation>"# }
    "parameter-other-names-changed": [Member.Aliases; Gained|Lost|Changed; Input]
        Info o o o Patch
        says "{subject} is read under other names: {new}, before {old}"
        why "Only answers are read under further names; what is sent keeps its name."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Url" type="String" alias="url"/></request>
  <response/>
</operation>"# }
};
