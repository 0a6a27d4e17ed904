//! A finding: one change and what it breaks.

use std::cmp::Reverse;

use crate::change::ChangeKind;
use crate::facet::{Facet, Kind};
use crate::rule::{Bump, Rule, Severity, Verdict, Verdicts};
use codegen_model::source::Span;

/// One change and what it breaks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that judged the change.
    pub rule: &'static Rule,
    /// How much attention the finding needs.
    pub severity: Severity,
    /// What the change breaks.
    pub verdicts: Verdicts,
    /// The version that the crate needs.
    pub bump: Bump,
    /// The path of the item: `ims/2020-12-29/ImageModeration/request/FileUrl`.
    pub place: String,
    /// The module of the service; empty if the finding is about the crate.
    pub service: String,
    /// The operation; empty if the finding is about none.
    pub operation: String,
    /// The kind of the item.
    pub kind: Kind,
    /// The facet; `None` if the item as a whole changed.
    pub facet: Option<Facet>,
    /// How the item or the facet changed.
    pub change: ChangeKind,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// The old value.
    pub old: Option<String>,
    /// The new value.
    pub new: Option<String>,
    /// The position in the base; of an added item, the position of its nearest ancestor there.
    pub base: Span,
    /// The position in the head; of a removed item, the position of the sibling before it or of its nearest ancestor there.
    pub head: Span,
    /// Whether `head` is the sibling before a removed item.
    pub is_after: bool,
    /// Identifies the change. Independent of the wording of messages.
    pub fingerprint: String,
    /// The name in Rust before the change; empty if it has none.
    pub rust_name: String,
    /// The operations that use the type that the finding is about, sorted. Empty for a finding about an operation.
    pub used_by: Vec<String>,
    /// The places in applications that the finding touches: `src/main.rs:12`.
    pub uses: Vec<String>,
    /// The edits behind the finding: the judged one, then the ones it explains.
    pub edits: Vec<String>,
    /// Why the finding was accepted; `None` if it was not.
    pub accepted: Option<String>,
}

impl Finding {
    /// Returns the key by which findings are sorted, the worst first.
    pub fn rank(&self) -> (Reverse<(Severity, bool, bool)>, &str, &'static str) {
        let Verdicts { wire, source, .. } = self.verdicts;
        let worst = Reverse((self.severity, wire == Verdict::Breaks, source == Verdict::Breaks));
        (worst, &self.place, self.rule.id)
    }

    /// Whether the item as a whole, rather than a facet, changed like this.
    pub fn is_item_change(&self, change: ChangeKind) -> bool {
        self.facet.is_none() && self.change == change
    }
}

/// Returns the fingerprint of a change: FNV-1a over the change, without any wording. Twelve digits distinguish the changes of
/// one pull request. Forging a fingerprint gains nothing, because whoever can do it can also accept the finding.
pub(crate) fn fingerprint(rule: &Rule, place: &str, old: Option<&str>, new: Option<&str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [rule.id, place, old.unwrap_or("\0"), new.unwrap_or("\0")] {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::{Rule, fingerprint};

    fn rule(id: &'static str, message: &str) -> Rule {
        let text = format!(
            "message = \"{message}\"\nwhy = \"Why.\"\nseverity = \"info\"\nbump = \"patch\"\n\
             verdicts = {{ wire = \"fine\", source = \"fine\", behaviour = \"fine\" }}\n"
        );
        Rule::parse(id, &text).expect("a rule")
    }

    #[test]
    fn a_fingerprint_depends_on_the_change_and_not_on_the_wording() {
        let of = |rule: &Rule, place, old| fingerprint(rule, place, old, Some("5"));
        let too_low = rule("version-too-low", "one");
        let first = of(&too_low, "ims/Look/Size", Some("10"));
        assert_eq!(first, "7f63c07b2094", "people store fingerprints: they must stay equal across releases");
        assert_eq!(of(&rule("version-too-low", "two"), "ims/Look/Size", Some("10")), first);
        let others = [
            of(&rule("another-rule", "one"), "ims/Look/Size", Some("10")),
            of(&too_low, "ims/Look/Other", Some("10")),
            of(&too_low, "ims/Look/Size", Some("11")),
            of(&too_low, "ims/Look/Size", None),
        ];
        assert!(!others.contains(&first), "{others:?}");
    }
}
