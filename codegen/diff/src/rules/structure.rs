//! Structures as a whole, and what is said of their members together.

use super::{is_sent, keeps_rust_name, stops_being_sent};
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "structure-added": [Structure; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A type more."
        fix "Nothing."
        Descriptor { "" } => { r#""shapes": [{ "name": "Area", "members": [{ "name": "Width", "type": "integer" }] }]"# }
    "structure-removed": [Structure; Removed]
        Warning o x o Major
        says "{subject} was removed"
        why "Code that names the type does not compile. What that means on the wire is told of the members that were of it."
        fix "Raise the version."
        Descriptor { r#""shapes": [{ "name": "Area", "members": [{ "name": "Width", "type": "integer" }] }]"# } => { "" }
    "structure-respelled": [Structure; Renamed|Respelled => keeps_rust_name]
        Docs o o o Patch
        says "{subject} is called `{new}` now"
        why "The name of a structure is neither on the wire nor, in this case, another one in Rust."
        fix "Nothing."
        Descriptor { r#""shapes": [{ "name": "area_box", "members": [{ "name": "Width", "type": "integer" }] }]"# } => { r#""shapes": [{ "name": "AreaBox", "members": [{ "name": "Width", "type": "integer" }] }]"# }
    "structure-renamed": [Structure; Renamed|Respelled]
        Warning o x o Major
        says "{subject} is called `{new}` now"
        why "On the wire nothing changes; code that names the type does not compile."
        fix "Keep the old name with `shape` if there is no reason for the new one; otherwise raise the version."
        Parameters { r#"{ "name": "Area", "type": "object", "shape": "Box", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# } => { r#"{ "name": "Area", "type": "object", "shape": "Frame", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# }
    "structure-split": [Structure; Split]
        Warning m x m Major
        says "{subject} was split off another structure"
        why "Some members that were of the other type are of this one now, and code that builds or reads them does not compile. Where the two do not have the same members, old clients may fail."
        fix "Raise the version and show in the changelog what is of which type."
        Parameters { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "One" }"# } => { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# }
    "structure-merged": [Structure; Merged]
        Warning m x m Major
        says "{subject} was given up for another structure"
        why "Members that were of it are of the other type now, and code that names it does not compile. Where the two do not have the same members, old clients may fail."
        fix "Raise the version and name the other type in the changelog."
        Parameters { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "Two", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# } => { r#"{ "name": "A", "type": "object", "shape": "One", "children": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }, { "name": "B", "type": "object", "shape": "One" }"# }
    "structure-not-sent": [Structure.Flow; Lost|Changed => stops_being_sent]
        Warning o x o Major
        says "nobody sends {subject} any more: it travels as {new}, before as {old}"
        why "Only what is sent has `new` and setters: code that calls them does not compile."
        fix "Raise the version, if nothing else asks for it already."
        Actions { r#"{ "name": "Peek", "parameters": [{ "name": "Area", "type": "object", "shape": "Area" }], "response": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }] }"# } => { r#"{ "name": "Peek", "response": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }] }"# }
        also "parameter-removed" because "A structure is not sent any more because nothing that is sent holds it."
    "structure-sent": [Structure.Flow; Gained|Changed => is_sent]
        Info o o o Minor
        says "{subject} travels as {new} now, before as {old}"
        why "What is sent has `new` and setters."
        fix "Nothing."
        Actions { r#"{ "name": "Peek", "response": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }] }"# } => { r#"{ "name": "Peek", "parameters": [{ "name": "Area", "type": "object", "shape": "Area" }], "response": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }] }"# }
        also "parameter-added" because "A structure is sent now because something that is sent holds it."
    "structure-use-changed": [Structure.Flow; Gained|Lost|Changed]
        Info o o o Patch
        says "{subject} travels as {new} now, before as {old}"
        why "The type stays as it is."
        fix "Nothing."
        Actions { r#"{ "name": "Peek", "parameters": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }] }"# } => { r#"{ "name": "Peek", "parameters": [{ "name": "Area", "type": "object", "shape": "Area", "children": [{ "name": "Width", "type": "integer" }] }], "response": [{ "name": "Area", "type": "object", "shape": "Area" }] }"# }
        also "response-added" because "A structure is answered now because an answer holds it."
    "structure-posted": [Structure.Posted; Set]
        Info o o o Minor
        says "{subject} is posted to addresses that are set in the console"
        why "A function `read_callback` more."
        fix "Nothing."
        Operation { r#"<!-- types.xml -->
<types><container name="Posted"><member name="Id" type="String"/></container></types>"# } => { r#"<!-- types.xml -->
<types><container name="Posted" callback="true"><member name="Id" type="String"/></container></types>"# }
        also "structure-use-changed" because "What is posted travels to the caller."
    "structure-not-posted": [Structure.Posted; Unset]
        Error o x o Major
        says "{subject} is not posted any more"
        why "The function `read_callback` is gone."
        fix "Raise the version."
        Operation { r#"<!-- types.xml -->
<types><container name="Posted" callback="true"><member name="Id" type="String"/></container></types>"# } => { r#"<!-- types.xml -->
<types><container name="Posted"><member name="Id" type="String"/></container></types>"# }
        also "structure-use-changed" because "What is not posted does not travel to the caller."
    "one-of-tightened": [Structure.OneOf; Tightened|Changed; Input]
        Error x o x Minor
        says "of {subject}, exactly one of each group must be set: {new}, before {old}"
        why "Requests that were taken are refused: by the service, and by the new crate before anything is sent."
        fix "Check that the service refuses them. If that was always so and the schema did not say it, accept the finding with that reason."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "one_of": ["Keep", "Size"] }"# }
    "one-of-loosened": [Structure.OneOf; Loosened; Input]
        Info o o o Patch
        says "of {subject}, exactly one of each group must be set: {new}, before {old}"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "one_of": ["Keep", "Size"] }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# }
    "some-of-tightened": [Structure.SomeOf; Tightened|Changed; Input]
        Error x o x Minor
        says "of {subject}, at least one of each group must be set: {new}, before {old}"
        why "Requests that were taken are refused: by the service, and by the new crate before anything is sent."
        fix "Check that the service refuses them. If that was always so and the schema did not say it, accept the finding with that reason."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "some_of": ["Keep", "Size"] }"# }
    "some-of-loosened": [Structure.SomeOf; Loosened; Input]
        Info o o o Patch
        says "of {subject}, at least one of each group must be set: {new}, before {old}"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "some_of": ["Keep", "Size"] }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# }
    "together-tightened": [Structure.Together; Tightened|Changed; Input]
        Error x o x Minor
        says "members of {subject} go together: {new}, before {old}"
        why "Requests that were taken are refused: by the service, and by the new crate before anything is sent."
        fix "Check that the service refuses them. If that was always so and the schema did not say it, accept the finding with that reason."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "together": ["Keep", "Size"] }"# }
    "together-loosened": [Structure.Together; Loosened; Input]
        Info o o o Patch
        says "members of {subject} go together: {new}, before {old}"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look", "why": "Published.", "together": ["Keep", "Size"] }"# } => { r#"{ "target": "Look.Size", "why": "Seen.", "add": { "type": "integer" } }"# }
    "groups-of-answer-changed": [Structure.OneOf|SomeOf|Together; Tightened|Loosened|Changed; Output]
        Info o o o Patch
        says "members of {subject} go together otherwise: {new}, before {old}"
        why "Answers are not checked."
        fix "Nothing."
        Overlay { r#"{ "target": "LookOutput.Size", "why": "Seen.", "add": { "type": "integer" } }"# } => { r#"{ "target": "LookOutput.Size", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput", "why": "Published.", "together": ["Seen", "Size"] }"# }
};
