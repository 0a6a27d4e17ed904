//! Ways to reach an operation.

use super::takes_as_many_labels;
use crate::rule::{Rule, rules};

pub(super) const RULES: &[Rule] = rules! {
    "way-added": [HttpBinding; Added]
        Info o o o Minor
        says "{subject} was added"
        why "A constructor more. Whoever does not call it sends what it sent before."
        fix "Nothing."
        Operation { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look" constructor="of_bucket" requires="url"/>
  <http method="GET" host="pic" path="/look" constructor="anywhere"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# } also "way-deciding-member-set" because "Of two ways, the first one must need something that the second does not."
    "way-removed": [HttpBinding; Removed]
        Error x x x Major
        says "{subject} was removed"
        why "Its constructor is gone, and the service does not answer there any more."
        fix "Raise the version and say in the changelog which constructor to call instead."
        Operation { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look" requires="url"/>
  <http method="GET" host="pic" path="/look" constructor="anywhere"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look" requires="url"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# }
    "way-renamed": [HttpBinding; Renamed|Respelled]
        Warning o x o Major
        says "{subject} has the constructor `{new}` now"
        why "The request stays the same, but code that calls the old constructor does not compile."
        fix "Keep the old name if there is no reason for the new one; otherwise raise the version."
        Operation { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look" requires="url"/>
  <http method="GET" host="pic" path="/look" constructor="anywhere"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="cos" path="/look" requires="url"/>
  <http method="GET" host="pic" path="/look" constructor="everywhere"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# }
    "way-method-changed": [HttpBinding.Method; Changed]
        Error x o x Minor
        says "{subject} is a {new} now, before {old}"
        why "The code stays the same, and what old clients send is answered by another operation or by none."
        fix "Check against an exchange with the service, and release soon: old clients fail."
        Operation { r#"<operation name="Look"><http method="GET" host="ci" path="/look"/><request/><response/></operation>"# } => { r#"<operation name="Look"><http method="PUT" host="ci" path="/look"/><request/><response/></operation>"# }
    "way-host-changed": [HttpBinding.Host; Changed]
        Error x o x Minor
        says "{subject} goes to the host `{new}` now, before to `{old}`"
        why "The code stays the same, and old clients ask a host that does not know the operation. Allow-lists, proxies and mocks need the new one."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look"><http method="GET" host="ci" path="/look"/><request/><response/></operation>"# } => { r#"<operation name="Look"><http method="GET" host="cos" path="/look"/><request/><response/></operation>"# }
    "way-path-changed": [HttpBinding.Path; Changed]
        Error x o x Minor
        says "{subject} has the path `{new}` now, before `{old}`"
        why "The code stays the same, and old clients ask for a path that is not there. The names of labels do not count: nobody sees them."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look"><http method="GET" host="ci" path="/look"/><request/><response/></operation>"# } => { r#"<operation name="Look"><http method="GET" host="ci" path="/watch"/><request/><response/></operation>"# }
    "way-labels-swapped": [HttpBinding.Labels; Changed => takes_as_many_labels]
        Error x o x Minor
        says "{subject} has the labels {new} now, before {old}"
        why "A constructor takes the labels in the order of the path. Old code still compiles, and fills the wrong places."
        fix "Check that the path was wrong. Then say in the changelog that arguments trade places: no compiler does."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{A}/{B}"/>
  <request><label name="A" type="String"/><label name="B" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/{B}/{A}"/>
  <request><label name="A" type="String"/><label name="B" type="String"/></request>
  <response/>
</operation>"# }
    "way-labels-changed": [HttpBinding.Labels; Changed]
        Error x x x Major
        says "{subject} has the labels {new} now, before {old}"
        why "A constructor takes one argument for each label, and old clients ask for another path."
        fix "Raise the version and show both calls in the changelog."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look"/>
  <request/>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <request><label name="Id" type="String"/></request>
  <response/>
</operation>"# } also "way-path-changed" because "A label needs its place in the path."
        also "label-added" because "A label of the path is described among the parameters."
    "way-fixed-query-changed": [HttpBinding.FixedQuery; Gained|Lost|Changed]
        Error x o x Minor
        says "the fixed query of {subject} is {new} now, before {old}"
        why "The code stays the same; but the fixed query says what to do, and old clients say something else."
        fix "Check against an exchange with the service, and release soon."
        Operation { r#"<operation name="Look"><http method="GET" host="ci" path="/look?do=fast"/><request/><response/></operation>"# } => { r#"<operation name="Look"><http method="GET" host="ci" path="/look?do=well"/><request/><response/></operation>"# }
    "way-deciding-member-set": [HttpBinding.Requires; Set|Unset]
        Warning m x m Major
        says "the member that decides on {subject} is {new} now, before {old}"
        why "The constructor takes it as an argument, or does not any more. A request without it takes another way."
        fix "Raise the version and show both calls in the changelog."
        Operation { r#"<operation name="Look">
  <http method="GET" host="pic" path="/look"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="pic" path="/look" requires="url"/>
  <request><query name="url" type="String"/></request>
  <response/>
</operation>"# }
    "way-deciding-member-changed": [HttpBinding.Requires; Changed]
        Error x o x Minor
        says "the member that decides on {subject} is `{new}` now, before `{old}`"
        why "The constructor still takes one text, and sends it as another member."
        fix "Check against an exchange with the service. Then say in the changelog what the argument means now."
        Operation { r#"<operation name="Look">
  <http method="GET" host="pic" path="/look" requires="url"/>
  <request><query name="url" type="String"/><query name="key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="pic" path="/look" requires="key"/>
  <request><query name="url" type="String"/><query name="key" type="String"/></request>
  <response/>
</operation>"# }
    "way-order-changed": [Operation.Order; Changed]
        Warning m o m Patch
        says "the ways of {subject} are tried in the order {new} now, before {old}"
        why "The first way that a request has everything for is taken: one that fits several goes elsewhere now."
        fix "Put the way that needs more in front."
        Operation { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <http method="GET" host="pic" path="/look" constructor="of_url" requires="url"/>
  <http method="GET" host="cos" path="/look" constructor="of_key" requires="key"/>
  <request><label name="Id" type="String"/><query name="url" type="String"/><query name="key" type="String"/></request>
  <response/>
</operation>"# } => { r#"<operation name="Look">
  <http method="GET" host="ci" path="/look/{Id}"/>
  <http method="GET" host="cos" path="/look" constructor="of_key" requires="key"/>
  <http method="GET" host="pic" path="/look" constructor="of_url" requires="url"/>
  <request><label name="Id" type="String"/><query name="url" type="String"/><query name="key" type="String"/></request>
  <response/>
</operation>"# }
};
