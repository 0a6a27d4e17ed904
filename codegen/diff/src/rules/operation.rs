//! Operations: whether they are there, how they travel, and what a caller must be allowed.

use super::{is_deprecated, is_last_permission, is_of_documents, keeps_rust_name, says_deprecated, says_offline};
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "operation-added": [Operation; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A type more."
        fix "Nothing. Does the overlay need constraints, a waiter or an example for it?"
        Actions { "" } => { r#"{ "name": "Peek" }"# }
    "operation-removed-deprecated": [Operation; Removed => is_deprecated]
        Warning x x x Major
        says "{subject}, which was deprecated, was removed"
        why "The type is gone, and the service does not answer any more. Callers were warned."
        fix "Name the replacement in the changelog."
        Actions { r#"{ "name": "Peek", "status": "deprecated" }"# } => { "" }
    "operation-removed": [Operation; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "The type is gone, and the service answers `InvalidAction`."
        fix "Keep it for a release, if the service still answers; otherwise raise the version and say what to call instead."
        Actions { r#"{ "name": "Peek" }"# } => { "" }
    "operation-respelled": [Operation; Renamed|Respelled => keeps_rust_name]
        Error x o x Minor
        says "{subject} is spelled `{new}` now"
        why "The type keeps its name, so nothing shows when compiling; but the name travels, and old clients call an operation that is not there."
        fix "Check against the documentation that this is no slip of the pen, and release soon."
        Actions { r#"{ "name": "peek" }"# } => { r#"{ "name": "Peek" }"# }
    "operation-renamed": [Operation; Renamed|Respelled]
        Error x x x Major
        says "{subject} is called `{new}` now"
        why "The type is called otherwise, and the service does not know the old name."
        fix "Raise the version and name both in the changelog."
        Actions { r#"{ "name": "PeekAtPicture", "parameters": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# } => { r#"{ "name": "PeekAtPictures", "parameters": [{ "name": "Width", "type": "integer" }, { "name": "Height", "type": "integer" }] }"# }
    "operation-deprecated": [Operation.Status; Set|Changed => says_deprecated]
        Info o m o Minor
        says "{subject} is deprecated"
        why "The compiler warns whoever calls it; where warnings are denied, that does not compile."
        fix "Say in the overlay what to call instead."
        Actions { r#"{ "name": "Peek" }"# } => { r#"{ "name": "Peek", "status": "deprecated" }"# }
    "operation-offline": [Operation.Status; Set|Changed => says_offline]
        Error x m x Minor
        says "{subject} is offline"
        why "The service does not answer any more. The type stays, and the compiler warns whoever uses it."
        fix "Say so in the changelog, and release soon."
        Actions { r#"{ "name": "Peek" }"# } => { r#"{ "name": "Peek", "status": "offline" }"# }
    "operation-online": [Operation.Status; Unset]
        Info o o o Patch
        says "{subject} is online again, before {old}"
        why "The compiler stops warning."
        fix "Nothing."
        Actions { r#"{ "name": "Peek", "status": "deprecated" }"# } => { r#"{ "name": "Peek" }"# }
    "operation-status-changed": [Operation.Status; Set|Changed]
        Warning m o m Patch
        says "{subject} has the status {new} now, before {old}"
        why "The status is none that is known: whether the service answers has to be tried."
        fix "Look at its documentation."
        Actions { r#"{ "name": "Peek" }"# } => { r#"{ "name": "Peek", "status": "testing" }"# }
    "operation-access-changed": [Operation.Access; Set|Unset|Changed]
        Warning o o m Patch
        says "{subject} is of the access class {new} now, before {old}"
        why "Policies that allow a class allow it now, or do not any more."
        fix "Say so in the changelog."
        Operation { r#"<!-- look.xml -->
<operation name="Look" access="write">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<!-- look.xml -->
<operation name="Look" access="other">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
    "operation-became-repeatable": [Operation.Repeatable; Set]
        Info o o m Patch
        says "{subject} can be repeated now"
        why "What can be repeated is sent again after more kinds of failures."
        fix "Make sure that repeating it does no harm."
        Overlay { "" } => { r#"{ "target": "Look", "why": "Its page.", "idempotent": true }"# }
    "operation-not-repeatable": [Operation.Repeatable; Unset]
        Warning o o x Patch
        says "{subject} cannot be repeated any more"
        why "After a failure that may have had an effect, the call fails instead of being sent again."
        fix "Say so in the changelog: calls fail more often."
        Overlay { r#"{ "target": "Look", "why": "Its page.", "idempotent": true }"# } => { "" }
    "operation-protocol-changed": [Operation.Protocol; Changed]
        Error x x x Major
        says "{subject} travels by {new} now, before by {old}"
        why "Nothing of the request stays: address, signature, names and body. It is sent to a bucket instead of by a client, or the other way."
        fix "Raise the version and show both calls in the changelog."
        Manifest { r#"[[service]]
module = "look"
schemas = ["look/2024-01-01.json"]"# } => { r#"[[service]]
module = "look"
schemas = ["look/rest"]"# }
        also "version-renamed" because "Services of Cloud Infinite have no version."
        also "module-changed" because "Folders of Cloud Infinite are modules."
    "operation-body-changed": [Operation.StreamsBody; Set|Unset]
        Error x x x Major
        says "the request of {subject} is bytes: {new}, before {old}"
        why "The constructor takes the bytes as an argument, or does not any more."
        fix "Raise the version and show both calls in the changelog."
        Operation { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request body="stream"/>
  <response/>
</operation>"# }
    "operation-root-changed": [Operation.Root; Set|Unset|Changed]
        Error x o x Minor
        says "the root element of the request of {subject} is `{new}` now, before `{old}`"
        why "The code stays the same, and the service does not know what old clients send."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Look"><member name="Url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Url" type="String"/></request>
  <response/>
</operation>"# }
    "operation-body-written-otherwise": [Operation.JsonBody; Set|Unset]
        Error x o x Minor
        says "the body of {subject} is JSON: {new}, before {old}"
        why "The code stays the same, and the service cannot read what old clients send."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request root="Request"><member name="Url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="PUT" host="ci" path="/look"/>
  <request body="json"><member name="Url" type="String"/></request>
  <response/>
</operation>"# }
        also "operation-root-changed" because "JSON has no root element."
    "operation-answer-written-otherwise": [Operation.Answer; Changed => is_of_documents]
        Error x o x Minor
        says "{subject} answers {new} now, before {old}"
        why "The type of the answer stays, so nothing shows when compiling; but old clients cannot read it."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Id" type="String"/></response>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response format="json"><member name="Id" type="String"/></response>
</operation>"# }
    "operation-answer-changed": [Operation.Answer; Changed]
        Error m x x Major
        says "{subject} answers {new} now, before {old}"
        why "The call has another type: bytes, a structure, or JSON of any members. Old clients that expect nothing pass over what comes; others may not be able to read it."
        fix "Raise the version and show both calls in the changelog."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response body="stream"/>
</operation>"# }
    "operation-answer-root-changed": [Operation.AnswerRoot; Set|Unset|Changed]
        Info o o o Patch
        says "the root element of the answer of {subject} is `{new}` now, before `{old}`"
        why "Answers are read whatever their root element is called."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Response"><member name="Id" type="String"/></response>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response root="Result"><member name="Id" type="String"/></response>
</operation>"# }
    "operation-events-added": [Operation.Events; Set]
        Warning m o m Minor
        says "{subject} can answer by events"
        why "A method `events` more. Old clients cannot read an answer that comes by events without being asked for them."
        fix "Say in the changelog when events come."
        Actions { r#"{ "name": "Peek" }"# } => { r#"{ "name": "Peek", "events": true }"# }
    "operation-events-removed": [Operation.Events; Unset]
        Error m x x Major
        says "{subject} cannot answer by events any more"
        why "The method `events` is gone. Old clients take the answer as a single event, if the service gives one."
        fix "Check against an exchange with the service. Then raise the version."
        Actions { r#"{ "name": "Peek", "events": true }"# } => { r#"{ "name": "Peek" }"# }
    "operation-became-rule": [Operation.RuleUse; Set]
        Info o o o Minor
        says "{subject} can be used as a rule"
        why "A constructor `rule` more."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{Key+}?ci-process=look"/>
  <request><label name="Key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{Key+}?ci-process=look"/>
  <rule/>
  <request><label name="Key" type="String"/></request>
  <response/>
</operation>"# }
    "operation-not-rule": [Operation.RuleUse; Unset]
        Error m x x Major
        says "{subject} cannot be used as a rule any more"
        why "Its constructor `rule` is gone."
        fix "Check that the service refuses it. Then raise the version and say in the changelog what to do instead."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{Key+}?ci-process=look"/>
  <rule/>
  <request><label name="Key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{Key+}?ci-process=look"/>
  <request><label name="Key" type="String"/></request>
  <response/>
</operation>"# }
    "permission-added": [Permission; Added]
        Warning m o x Minor
        says "{subject} is needed now"
        why "Callers whose policies do not allow it get `UnauthorizedOperation`."
        fix "Say so in the changelog: policies have to be changed first."
        Operation { r#"<operation name="Look">
  <permission action="look:Look"/>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <permission action="look:Look"/>
  <permission action="look:Read"/>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
    "permission-last-removed": [Permission; Removed => is_last_permission]
        Warning o x o Major
        says "{subject} is not needed any more, and no other is named"
        why "Policies may allow less. An operation that names no permission has no constant `PERMISSIONS`."
        fix "Make sure that none is needed, and not that none is known."
        Operation { r#"<operation name="Look">
  <permission action="look:Look"/>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
    "permission-removed": [Permission; Removed]
        Info o o o Patch
        says "{subject} is not needed any more"
        why "Policies may allow less."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <permission action="look:Look"/>
  <permission action="look:Read"/>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <permission action="look:Look"/>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
    "permission-condition-changed": [Permission.When; Set|Unset|Changed]
        Warning o o m Patch
        says "{subject} is needed {new} now, before {old}"
        why "Callers may need it in other cases than before."
        fix "Say so in the changelog."
        Operation { r#"<operation name="Look">
  <permission action="look:Look">always</permission>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <permission action="look:Look">for videos</permission>
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# }
};
