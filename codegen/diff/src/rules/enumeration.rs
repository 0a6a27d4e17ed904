//! Enumerations and their values. Each is open: values that it does not know are kept and sent.

use super::keeps_rust_name;
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "enumeration-added": [Enum; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A type more."
        fix "Nothing."
        Overlay { "" } => { r#"{ "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "enumeration-removed": [Enum; Removed]
        Warning o x o Major
        says "{subject} was removed"
        why "Code that names the enumeration does not compile. What that means on the wire is told of the members that were of it."
        fix "Raise the version."
        Overlay { r#"{ "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { "" }
    "enumeration-respelled": [Enum; Renamed|Respelled => keeps_rust_name]
        Docs o o o Patch
        says "{subject} is called `{new}` now"
        why "The name of an enumeration is neither on the wire nor, in this case, another one in Rust."
        fix "Nothing."
        Overlay { r#"{ "target": "look_mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { r#"{ "target": "LookMode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "enumeration-renamed": [Enum; Renamed|Respelled]
        Warning o x o Major
        says "{subject} is called `{new}` now"
        why "On the wire nothing changes; code that names the enumeration does not compile."
        fix "Keep the old name if there is no reason for the new one; otherwise raise the version."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Manner" }, { "target": "Manner", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# }
    "enumeration-split": [Enum; Split]
        Warning m x m Major
        says "{subject} was split off another enumeration"
        why "Some members that were of the other enumeration are of this one now, and code that names its values does not compile."
        fix "Raise the version and show in the changelog what is of which type."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }, { "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }, { "target": "LookOutput.Seen", "why": "Published.", "enum": "Found" }, { "target": "Found", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# }
    "enumeration-merged": [Enum; Merged]
        Warning m x m Major
        says "{subject} was given up for another enumeration"
        why "Members that were of it are of the other enumeration now, and code that names its values does not compile."
        fix "Raise the version and name the other type in the changelog."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }, { "target": "LookOutput.Seen", "why": "Published.", "enum": "Found" }, { "target": "Found", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }, { "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }"# }
    "enumeration-sent-otherwise": [Enum.Integer; Set|Unset; Input]
        Error m o m Minor
        says "the values of {subject} travel as numbers: {new}, before {old}"
        why "The code stays the same; where the body is JSON, old clients send texts for numbers, or numbers for texts. Elsewhere both are written alike."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<!-- types.xml -->
<types><enum name="Mode"><value name="1" rust="On">On.</value></enum></types>
<!-- look.xml -->
<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Mode" type="String" enum="Mode"/></request>
  <response/>
</operation>"# } => { r#"<!-- types.xml -->
<types><enum name="Mode" type="Integer"><value name="1" rust="On">On.</value></enum></types>
<!-- look.xml -->
<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Mode" type="String" enum="Mode"/></request>
  <response/>
</operation>"# }
    "enumeration-answered-otherwise": [Enum.Integer; Set|Unset; Output]
        Info o o o Patch
        says "the values of {subject} travel as numbers: {new}, before {old}"
        why "Numbers are read as texts and texts as numbers."
        fix "Nothing."
        Operation { r#"<!-- types.xml -->
<types><enum name="Mode"><value name="1" rust="On">On.</value></enum></types>
<!-- look.xml -->
<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Mode" type="String" enum="Mode"/></response>
</operation>"# } => { r#"<!-- types.xml -->
<types><enum name="Mode" type="Integer"><value name="1" rust="On">On.</value></enum></types>
<!-- look.xml -->
<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Mode" type="String" enum="Mode"/></response>
</operation>"# }
    "value-added": [Value; Added; Input]
        Info o o o Minor
        says "{subject} was added"
        why "A value more to send. Old clients can send it as an unknown one."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# }
    "value-removed": [Value; Removed; Input]
        Error x x x Major
        says "{subject} was removed"
        why "The value is gone, and the service refuses it."
        fix "Keep it for a release if the service still takes it; otherwise raise the version and say what to send instead."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "value-respelled": [Value; Renamed|Respelled; Input => keeps_rust_name]
        Error x o x Minor
        says "{subject} is spelled `{new}` now"
        why "The code stays the same, and old clients send a value that the service does not know."
        fix "Check against the documentation that this is no slip of the pen, and release soon."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "description": "A." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "Fast", "description": "A." }] } }"# }
    "value-renamed": [Value; Renamed|Respelled; Input]
        Error x x x Major
        says "{subject} is `{new}` now"
        why "The value has another name in Rust, and the service refuses the old one."
        fix "Raise the version and name both in the changelog."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "description": "Does it." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "quick", "description": "Does it." }] } }"# }
    "answered-value-added": [Value; Added; Output]
        Warning o o m Minor
        says "{subject} was added, which answers have"
        why "Old clients keep it as an unknown value. Code that matches on the text of the unknown value stops matching once it is known."
        fix "Say so in the changelog."
        Overlay { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# } => { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# }
    "answered-value-removed": [Value; Removed; Output]
        Warning o x o Major
        says "{subject} was removed, which answers had"
        why "Code that matches it does not compile."
        fix "Keep it: that a service does not send it any more does no harm."
        Overlay { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }, { "value": "b", "description": "B." }] } }"# } => { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "a", "description": "A." }] } }"# }
    "answered-value-respelled": [Value; Renamed|Respelled; Output => keeps_rust_name]
        Error m o x Patch
        says "{subject} is spelled `{new}` now, in answers"
        why "The code stays the same, and old clients find a value that they do not know."
        fix "Check against an exchange with the service, and release soon."
        Overlay { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "description": "A." }] } }"# } => { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "Fast", "description": "A." }] } }"# }
    "answered-value-renamed": [Value; Renamed|Respelled; Output]
        Error m x x Major
        says "{subject} is `{new}` now, in answers"
        why "The value has another name in Rust, and old clients find one that they do not know."
        fix "Raise the version and name both in the changelog."
        Overlay { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "description": "Does it." }] } }"# } => { r#"{ "target": "LookOutput.Seen", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "quick", "description": "Does it." }] } }"# }
};
