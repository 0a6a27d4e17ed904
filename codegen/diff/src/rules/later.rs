//! What comes after an answer: waiting for a result, further pages, and what is posted to the caller.

use crate::rule::{Rule, rules};

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
    "waiter-number-changed": [Waiter.Each; Set|Unset]
        Error m x x Major
        says "{subject} waits for each of several jobs: {new}, before {old}"
        why "Waiting ends with the answers of all jobs, or of one: another type. Old clients wait for one of several, or find no job."
        fix "Raise the version and show both calls in the changelog."
        Overlay { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "LookOutput.Ids", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Ids", "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }"# } => { r#"{ "target": "Check", "why": "Its page.", "description": "Tells how far it is." }, { "target": "LookOutput.Ids", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "waiter": {"query": "Check", "from": "Ids", "each": true, "to": "Keep", "status": "Seen", "done": ["ok"], "failed": ["no"]} }"# }
    "pages-added": [Pages; Added]
        Info o o o Minor
        says "{subject} were added"
        why "Methods `pages` and `items` more."
        fix "Nothing."
        Overlay { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true }"# } => { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Offset", "limit": "Limit", "items": "Names" } }"# }
    "pages-removed": [Pages; Removed]
        Error o x o Major
        says "{subject} were removed"
        why "The methods `pages` and `items` are gone. The service still takes what they sent."
        fix "Raise the version and say in the changelog how to ask for the next page."
        Overlay { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Offset", "limit": "Limit", "items": "Names" } }"# } => { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true }"# }
    "pages-list-changed": [Pages.Items; Changed]
        Error m x x Major
        says "{subject} are of the list `{new}` now, before of `{old}`"
        why "The items are of another list, and mostly of another type. Old clients count the items of the old one, and may stop early."
        fix "Raise the version."
        Overlay { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "LookOutput.Sizes", "why": "Seen.", "add": { "type": "array", "items": { "type": "integer" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Offset", "limit": "Limit", "items": "Names" } }"# } => { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "LookOutput.Sizes", "why": "Seen.", "add": { "type": "array", "items": { "type": "integer" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Offset", "limit": "Limit", "items": "Sizes" } }"# }
    "pages-advance-changed": [Pages.Advance; Gained|Lost|Changed]
        Warning m o x Patch
        says "{subject} are asked for otherwise: {new}, before {old}"
        why "The code stays the same; old clients may ask for the same page again, or stop early."
        fix "Check against exchanges with the service, and release soon."
        Overlay { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Start", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Offset", "limit": "Limit", "items": "Names" } }"# } => { r#"{ "target": "Look.Offset", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Start", "why": "Seen.", "add": { "type": "integer" } }, { "target": "Look.Limit", "why": "Seen.", "add": { "type": "integer" } }, { "target": "LookOutput.Names", "why": "Seen.", "add": { "type": "array", "items": { "type": "string" } } }, { "target": "Look", "why": "Its page.", "idempotent": true, "paginate": { "offset": "Start", "limit": "Limit", "items": "Names" } }"# }
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
