//! What things are called in Rust, and where they lie.

use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "rust-name-changed": [Operation|Structure|Member|Enum|Value|Rule|Part|Error.RustName; Set|Unset|Changed]
        Warning o x o Major
        says "{subject} is called `{new}` in Rust now, before `{old}`"
        why "On the wire nothing changes, and code that uses the old name does not compile. A new name of something else may have taken it."
        fix "Give one of the two a name of its own in the overlay; otherwise raise the version."
        Overlay { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "name": "Quick", "description": "A." }] } }"# } => { r#"{ "target": "Look.Keep", "why": "Published.", "enum": "Mode" }, { "target": "Mode", "why": "Published.", "define": { "description": "ChangeKind.", "enum": [{ "value": "fast", "name": "Swift", "description": "A." }] } }"# }
    "setter-renamed": [Member.Setter; Set|Unset|Changed]
        Warning o x o Major
        says "the setter of {subject} is called `{new}` now, before `{old}`; without a name it is called like the field"
        why "A method of the builder took its name. Code that calls the old one does not compile, or calls that."
        fix "Raise the version."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <request><label name="Id" type="String"/><query name="of_key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <http method="GET" host="ci" path="/look" constructor="of_key"/>
  <request><label name="Id" type="String"/><query name="of_key" type="String"/></request>
  <response/>
</operation>"# }
        also "way-added" because "What takes the name of a setter is a constructor."
    "module-changed": [Operation|Structure|Enum|Rule.Module; Set|Unset|Changed]
        Warning o x o Major
        says "{subject} lies in the module `{new}` now, before in `{old}`"
        why "The folder of a schema is a module. Code that names the folder does not compile; the service has all names in its own module as well."
        fix "Keep the folder if there is no reason for the new one; otherwise raise the version."
        Operation { r#"<!-- looking/look.xml -->
<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<!-- watching/look.xml -->
<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
};
