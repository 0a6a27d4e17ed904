//! Processing rules: how they begin, their parts, and what these take.

use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "rule-added": [Rule; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A type more."
        fix "Nothing."
        Rules { "" } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-removed": [Rule; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "The type is gone, and the service refuses such rules."
        fix "Raise the version and say in the changelog what to use instead."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { "" }
    "rule-renamed": [Rule; Renamed|Respelled]
        Warning o x o Major
        says "{subject} is called `{new}` now"
        why "The name of a kind of rule is not on the wire; code that names the type does not compile."
        fix "Keep the old name if there is no reason for the new one; otherwise raise the version."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Scale" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-part-added": [Part; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A method more."
        fix "Nothing."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part><part name="blur" form="blur/{r}"><param name="r" type="Integer"/></part></rule-kind>"# }
    "rule-part-removed": [Part; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "The method is gone, and the service refuses such rules."
        fix "Raise the version and say in the changelog what to use instead."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part><part name="blur" form="blur/{r}"><param name="r" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-part-renamed": [Part; Renamed|Respelled]
        Warning o x o Major
        says "{subject} is called `{new}` now"
        why "The name of a part is not on the wire; code that calls its method does not compile."
        fix "Keep the old name if there is no reason for the new one; otherwise raise the version."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="width" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-part-form-changed": [Part.Form; Set|Unset|Changed]
        Error x o x Minor
        says "{subject} is written `{new}` now, before `{old}`"
        why "The code stays the same, and the service refuses what old clients write, or takes it for another rule. The names of arguments do not count."
        fix "Check against the documentation, and release soon."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="resize/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-part-arguments-swapped": [Part.Order; Changed]
        Error x o x Minor
        says "{subject} takes its arguments in the order {new} now, before {old}"
        why "The method takes them in the order of the form. Where they are of one type, old code still compiles, and fills the wrong places."
        fix "Say in the changelog that arguments trade places: no compiler does."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}x{h}"><param name="w" type="Integer"/><param name="h" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{h}x{w}"><param name="h" type="Integer"/><param name="w" type="Integer"/></part></rule-kind>"# }
    "rule-argument-added": [Argument; Added]
        Error x x x Major
        says "{subject} was added"
        why "The method takes an argument more, and the service refuses rules without it."
        fix "Add a part of another name beside the old one if the service takes both; otherwise raise the version."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}x{h}"><param name="w" type="Integer"/><param name="h" type="Integer"/></part></rule-kind>"# }
        also "rule-part-form-changed" because "An argument needs its place in the form."
    "rule-argument-removed": [Argument; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "The method takes an argument less, and the service refuses rules with it."
        fix "Raise the version and show both calls in the changelog."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}x{h}"><param name="w" type="Integer"/><param name="h" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
        also "rule-part-form-changed" because "An argument has its place in the form."
    "rule-argument-renamed": [Argument; Renamed|Respelled]
        Docs o o o Patch
        says "{subject} is called `{new}` now"
        why "The names of arguments are neither on the wire nor a part of a method."
        fix "Nothing."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{width}"><param name="width" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{widths}"><param name="widths" type="Integer"/></part></rule-kind>"# }
    "rule-argument-type-changed": [Argument.Type; Changed|Widened|Narrowed|Enumerated|Freed|Replaced|Retitled|Reformatted|Remapped]
        Error m x m Major
        says "{subject} is {new} now, before {old}"
        why "The method takes another type."
        fix "Raise the version and show both calls in the changelog."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Float"/></part></rule-kind>"# }
    "rule-argument-bounds-tightened": [Argument.Range|Length; Tightened|Changed]
        Error x o x Minor
        says "{subject} allows less: {new}, before {old}"
        why "Values that were taken are refused."
        fix "Check that the service refuses them."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer" max="9999"/></part></rule-kind>"# }
    "rule-argument-bounds-loosened": [Argument.Range|Length; Loosened]
        Info o o o Patch
        says "{subject} allows more: {new}, before {old}"
        why "Only an old client still refuses what the service would take."
        fix "Nothing."
        Rules { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer" max="9999"/></part></rule-kind>"# } => { r#"<rule-kind name="Resize" form="imageMogr2"><part name="size" form="size/{w}"><param name="w" type="Integer"/></part></rule-kind>"# }
};
