//! What comes after an answer: waiting for a result, and what is posted to the caller.

use crate::diff::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "waiter-added": [Waiter; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A method `send_and_wait` more."
        fix "Nothing."
        Overlay { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }"# } => { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }"# }
    "waiter-removed": [Waiter; Removed]
        Error o x o Major
        says "{subject} was removed"
        why "The method `send_and_wait` is gone."
        fix "Raise the version."
        Overlay { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }"# } => { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }"# }
    "waiter-query-changed": [Waiter.Query; Changed]
        Error m x x Major
        says "{subject} asks `{new}` now, before `{old}`"
        why "Waiting ends with the answer of the other operation, which is another type."
        fix "Raise the version."
        Overlay { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }, { "target": "Look", "why": "Its page.", "idempotent": true }"# } => { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Look", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }, { "target": "Look", "why": "Its page.", "idempotent": true }"# }
    "waiter-changed": [Waiter.Waiter; Gained|Lost|Changed]
        Warning m o x Patch
        says "{subject} reads the answers otherwise: {new}, before {old}"
        why "The code stays the same; old clients may wait for ever, or take a failure for a result."
        fix "Say so in the changelog, and release soon."
        Overlay { r#"{ "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }"# } => { r#"{ "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Keep", "to": "Keep", "status": "Seen", "done": ["ok", "done"], "failed": ["no"]} }"# }
    "callback-added": [Callback; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A function `read_callback` more."
        fix "Nothing."
        Overlay { "" } => { r#"{ "target": "Look", "why": "Its page.", "callback": { "payload": "Look" } }"# }
    "callback-removed": [Callback; Removed]
        Error o x o Major
        says "{subject} was removed"
        why "The function `read_callback` is gone."
        fix "Raise the version."
        Overlay { r#"{ "target": "Look", "why": "Its page.", "callback": { "payload": "Look" } }"# } => { "" }
    "callback-payload-changed": [Callback.Payload; Changed]
        Error m x m Major
        says "{subject} is a `{new}` now, before a `{old}`"
        why "The function `read_callback` gives another type."
        fix "Raise the version."
        Overlay { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "callback": { "payload": "Look" } }"# } => { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "Look", "why": "Its page.", "callback": { "payload": "Check" } }"# }
};
