//! What a service lists: error codes, and what policies can allow.

use super::keeps_rust_name;
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "error-code-added": [Error; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A constant more. Services answer codes that nobody lists at any time."
        fix "Nothing."
        Errors { "" } => { r#"<error code="Unseen">Nothing was seen.</error>"# }
    "error-code-removed": [Error; Removed]
        Warning o x m Major
        says "{subject} was removed"
        why "The constant is gone. That the service does not answer the code any more is only what its documentation says."
        fix "Keep it: a code that is not answered does no harm."
        Errors { r#"<error code="Unseen">Nothing was seen.</error>"# } => { "" }
    "error-code-respelled": [Error; Renamed|Respelled => keeps_rust_name]
        Warning m o x Patch
        says "{subject} is spelled `{new}` now"
        why "The constant keeps its name and has another text: old clients do not recognise the code."
        fix "Check against an answer of the service, and release soon."
        Errors { r#"<error code="NoSuch">Nothing was seen.</error>"# } => { r#"<error code="No_Such">Nothing was seen.</error>"# }
    "error-code-renamed": [Error; Renamed|Respelled]
        Warning m x x Major
        says "{subject} is `{new}` now"
        why "The constant is called otherwise, and old clients do not recognise the code."
        fix "Raise the version and name both in the changelog."
        Errors { r#"<error code="Unseen">Nothing was seen.</error>"# } => { r#"<error code="Invisible">Nothing was seen.</error>"# }
    "authorization-added": [Grant; Added]
        Info o o o Minor
        says "{subject} was added to the table"
        why "Policies can be made for it."
        fix "Nothing."
        Authorization { "" } => { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*" }"# }
    "authorization-removed": [Grant; Removed]
        Warning o o m Patch
        says "{subject} was removed from the table"
        why "What policies can allow is not known any more."
        fix "Check that the action is still there."
        Authorization { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*" }"# } => { "" }
    "authorization-access-changed": [Grant.Access; Set|Unset|Changed]
        Warning o o m Patch
        says "{subject} is of the class {new} now, before {old}"
        why "Policies that allow a class allow it now, or do not any more."
        fix "Say so in the changelog."
        Authorization { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*" }"# } => { r#"{ "action": "look:Watch", "access": "write", "granularity": "operation", "resource": "*" }"# }
    "authorization-granularity-changed": [Grant.Granularity; Set|Unset|Changed]
        Warning o o x Patch
        says "{subject} can be limited to: {new}, before {old}"
        why "A policy that names resources does not allow what can only be allowed as a whole."
        fix "Say so in the changelog: policies may have to be changed."
        Authorization { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*" }"# } => { r#"{ "action": "look:Watch", "access": "read", "granularity": "resource", "resource": "qcs::look:{region}:uid/{appid}:bucket/*" }"# }
        also "authorization-resource-changed" because "The resource follows the granularity."
    "authorization-resource-changed": [Grant.Resource; Set|Unset|Changed]
        Warning o o x Patch
        says "{subject} is for the resource `{new}` now, before `{old}`"
        why "Policies that name the old resource do not allow it."
        fix "Say so in the changelog: policies have to be changed."
        Authorization { r#"{ "action": "look:Watch", "access": "read", "granularity": "resource", "resource": "qcs::look:{region}:uid/{appid}:bucket/*" }"# } => { r#"{ "action": "look:Watch", "access": "read", "granularity": "resource", "resource": "qcs::look:{region}:uid/{appid}:job/*" }"# }
    "authorization-addresses-changed": [Grant.IpRestriction; Set|Unset|Changed]
        Warning o o m Patch
        says "whether {subject} can be limited to addresses: {new}, before {old}"
        why "A policy with a condition on addresses may not allow it any more, or not limit it."
        fix "Say so in the changelog."
        Authorization { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*", "ip_restriction": true }"# } => { r#"{ "action": "look:Watch", "access": "read", "granularity": "operation", "resource": "*", "ip_restriction": false }"# }
};
