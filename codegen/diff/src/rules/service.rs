//! The crate, its services, and their versions.

use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "crate-renamed": [Crate.Name; Set|Unset|Changed]
        Error o x o Major
        says "{subject} is called `{new}` now, before `{old}`"
        why "Another package in the registry, and another name in paths."
        fix "Publish a last version under the old name that says so."
        Manifest { r#"[package]
name = "looks"
version = "0.1.0"
description = "A client.""# } => { r#"[package]
name = "watches"
version = "0.1.0"
description = "A client.""# }
    "service-added": [Service; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A module and a feature more."
        fix "Nothing."
        Manifest { "" } => { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# }
    "service-removed": [Service; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "The module and the feature are gone."
        fix "Raise the version and say in the changelog what to use instead."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { "" }
    "service-renamed": [Service; Renamed|Respelled]
        Error o x o Major
        says "{subject} has the module `{new}` now"
        why "The module and the feature are called otherwise. What is sent is told of its version."
        fix "Raise the version and name both in the changelog."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look2"
schemas = ["look/2024-01-01.json"]"# }
    "service-default-version-changed": [Service.DefaultVersion; Set|Unset|Changed]
        Warning o x x Major
        says "the names in {subject} are those of version {new} now, before {old}"
        why "The names of the newest version stand in the module itself: code that does not name a version means other types and calls another version."
        fix "Raise the version. Code that is to stay as it is names the version: `ims::v2020_12_29::ImageModeration`."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json", "look/2025-01-01.json"]"# }
        also "version-added" because "The names change because there is a newer version."
    "version-added": [Version; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A module more."
        fix "Nothing."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2025-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json", "look/2025-01-01.json"]"# }
    "version-removed": [Version; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "Its module is gone, and the service does not answer calls of it any more."
        fix "Raise the version and say in the changelog what changed for callers."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json", "look/2025-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2025-01-01.json"]"# }
    "version-renamed": [Version; Renamed|Respelled]
        Error x x x Major
        says "{subject} is {new} now"
        why "The version travels with every call, and its module is called after it."
        fix "Raise the version. Where the service answers both, keep the old one beside the new one."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2025-01-01.json"]"# }
    "service-name-changed": [Version.Name; Set|Unset|Changed]
        Error x o x Minor
        says "{subject} is called `{new}` in hosts and signatures now, before `{old}`"
        why "The code stays the same, and old clients call a host that is not there. Policies need the new name."
        fix "Check against the documentation, and release soon."
        Descriptor { r#""name": "look""# } => { r#""name": "watch""# }
    "left-out-changed": [Version.LeftOut; Gained|Lost|Changed]
        Docs o o o Patch
        says "of {subject} is left out: {new}, before {old}"
        why "Only the list of what is left out on purpose changed."
        fix "Nothing."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]
left_out = [{ name = "Peek", why = "Internal." }]"# }
};
