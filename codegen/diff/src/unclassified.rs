//! The rule for what no other rule is for, so that nothing passes in silence.

use super::rule::{Bump, Example, Rule, Severity, Verdict, Verdicts, Within};

/// What no other rule is for.
pub const RULE: Rule = Rule {
    id: "unclassified-change",
    kinds: &[],
    facets: &[],
    hows: &[],
    flow: None,
    only: None,
    severity: Severity::Error,
    verdicts: Verdicts { wire: Verdict::May, source: Verdict::May, behaviour: Verdict::May },
    bump: Bump::Major,
    says: "{subject}: {what} {how}, from {old} to {new}; no rule judges that",
    why: "The schemas differ in a way that the rules do not know, so nobody can say what it breaks.",
    fix: "Look at the change yourself, and add a rule for it.",
    example: Example { within: Within::Parameters, before: "", after: "", also: &[] },
};
