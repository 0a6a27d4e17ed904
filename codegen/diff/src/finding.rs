//! Knows what a finding is: an edit and what a rule says of it.

use super::edit::Edit;
use super::facet::{Facet, Flow, Kind};
use super::how::ChangeKind;
use super::rule::{Bump, Rule, Severity, Verdicts};
use super::subject::subject;
use super::{rules, unclassified};
use codegen_model::source::Span;

/// One change, and what it breaks.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that judged it.
    pub rule: &'static Rule,
    /// ChangeKind much attention it needs.
    pub severity: Severity,
    /// What breaks.
    pub verdicts: Verdicts,
    /// The version that the crate needs.
    pub bump: Bump,
    /// Where: `ims/2020-12-29/ImageModeration/request/FileUrl`.
    pub place: String,
    /// The service, as a module of the crate.
    pub service: String,
    /// The operation, where it concerns one.
    pub operation: String,
    /// What changed.
    pub kind: Kind,
    /// The facet of it; `None` where it changed as a whole.
    pub facet: Option<Facet>,
    /// ChangeKind it changed.
    pub how: ChangeKind,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What was there before.
    pub old: Option<String>,
    /// What is there now.
    pub new: Option<String>,
    /// The place in the base; of what is new, of the nearest thing around it that was there.
    pub base: Span,
    /// The place in the head; of what is gone, of the nearest thing around it that is there.
    pub head: Span,
    /// The same for the same change, whatever its words.
    pub fingerprint: String,
    /// The edits that it stands for: the one that it judges, then its echoes.
    pub edits: Vec<String>,
    /// Why it was accepted, where it was.
    pub accepted: Option<String>,
}

/// Judges what nobody claimed, the worst first.
pub fn findings(edits: &[Edit<'_, '_>]) -> Vec<Finding> {
    let causes: Vec<_> = edits.iter().map(|edit| edit.claimed.filter(|cause| is_told(edit, &edits[*cause]))).collect();
    let mut echoes = vec![Vec::new(); edits.len()];
    for (index, cause) in causes.iter().enumerate() {
        echoes[cause.unwrap_or(index)].push(index);
    }
    let judged = edits.iter().enumerate().filter(|(index, _)| causes[*index].is_none());
    let mut findings: Vec<_> = judged
        .map(|(index, edit)| {
            let own = std::iter::once(index).chain(echoes[index].iter().copied().filter(|echo| *echo != index));
            Finding { edits: own.map(|index| raw(&edits[index])).collect(), ..judge(edit) }
        })
        .collect();
    findings.sort_by(|a, b| rank(a).cmp(&rank(b)));
    findings
}

/// The order in which findings are listed.
pub(super) fn rank(finding: &Finding) -> (std::cmp::Reverse<(Severity, bool, bool)>, &str, &'static str) {
    use super::rule::Verdict::Breaks;
    let Verdicts { wire, source, .. } = finding.verdicts;
    (std::cmp::Reverse((finding.severity, wire == Breaks, source == Breaks)), &finding.place, finding.rule.id)
}

/// An edit as it is, for whoever wants to see all of them.
fn raw(edit: &Edit<'_, '_>) -> String {
    let what = edit.facet.map_or(edit.kind().word(), Facet::word);
    let values = match (edit.before(), edit.after()) {
        (None, None) => String::new(),
        (old, new) => format!(": {} -> {}", clip(old), clip(new)),
    };
    format!("{} {what} {}{values}", edit.place, edit.how)
}

/// Whether what claims an edit says everything that it breaks. What is claimed itself says nothing.
fn is_told(edit: &Edit<'_, '_>, cause: &Edit<'_, '_>) -> bool {
    let verdicts = |edit| judges(edit).iter().map(|rule| rule.verdicts).fold(Verdicts::FINE, Verdicts::or);
    let (own, told) = (verdicts(edit), verdicts(cause));
    cause.claimed.is_none() && (edit.same || own.or(told) == told)
}

/// The rules that judge an edit: of what travels both ways, one for each.
fn judges(edit: &Edit<'_, '_>) -> Vec<&'static Rule> {
    let flows: &[Flow] = match edit.flow {
        Flow::Both => &[Flow::Input, Flow::Output],
        Flow::Output => &[Flow::Output],
        Flow::Input | Flow::Neither => &[Flow::Input],
    };
    flows.iter().map(|flow| rule(edit, *flow)).collect()
}

fn judge(edit: &Edit<'_, '_>) -> Finding {
    let judged = judges(edit);
    let rule = judged.iter().copied().max_by_key(|rule| (rule.severity, rule.bump)).unwrap_or(&unclassified::RULE);
    let (old, new) = values(edit);
    let name = |kind| edit.around(kind).map_or(String::new(), |node| node.key.to_string());
    Finding {
        rule,
        severity: rule.severity,
        verdicts: judged.iter().map(|rule| rule.verdicts).fold(Verdicts::FINE, Verdicts::or),
        bump: judged.iter().map(|rule| rule.bump).max().unwrap_or(rule.bump),
        place: edit.place.clone(),
        service: name(Kind::Service),
        operation: name(Kind::Operation),
        kind: edit.kind(),
        facet: edit.facet,
        how: edit.how,
        message: message(rule, edit, &old, &new),
        base: edit.base.map_or(edit.near.0, |node| node.span),
        head: edit.head.map_or(edit.near.1, |node| node.span),
        fingerprint: fingerprint(rule, &edit.place, &old, &new),
        old,
        new,
        edits: Vec::new(),
        accepted: None,
    }
}

fn rule(edit: &Edit<'_, '_>, flow: Flow) -> &'static Rule {
    rules::all().find(|rule| rule.is_for(edit, flow)).unwrap_or(&unclassified::RULE)
}

/// What stands before and after: the value of a facet, or the name of a thing.
fn values(edit: &Edit<'_, '_>) -> (Option<String>, Option<String>) {
    if edit.facet.is_some() {
        return (edit.before(), edit.after());
    }
    (edit.base.map(|node| node.key.to_string()), edit.head.map(|node| node.key.to_string()))
}

fn message(rule: &Rule, edit: &Edit<'_, '_>, old: &Option<String>, new: &Option<String>) -> String {
    // Placeholders are replaced in one go: what a schema says must not be taken for one.
    let mut message = String::new();
    let mut rest = rule.says;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        message.push_str(before);
        match name {
            "subject" => message.push_str(&subject(edit)),
            "what" => message.push_str(edit.facet.map_or(edit.kind().word(), Facet::word)),
            "how" => message.push_str(edit.how.word()),
            "old" => message.push_str(&clip(old.clone())),
            _ => message.push_str(&clip(new.clone())),
        }
        rest = after;
    }
    message + rest
}

/// A value as a sentence can hold it.
fn clip(value: Option<String>) -> String {
    const LONGEST: usize = 80;
    let Some(value) = value else { return "none".to_owned() };
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// FNV-1a over what changed, and no word of ours: twelve digits tell the changes of one pull request apart, and whoever
/// forges a fingerprint could as well accept the finding.
pub(super) fn fingerprint(rule: &Rule, place: &str, old: &Option<String>, new: &Option<String>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in [rule.id, place, old.as_deref().unwrap_or("\0"), new.as_deref().unwrap_or("\0")] {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::{Rule, fingerprint};
    use crate::whole::VERSION_TOO_LOW;

    #[test]
    fn a_fingerprint_is_of_what_changed_and_of_no_word_about_it() {
        let text = |text: &str| Some(text.to_owned());
        let of = |rule: &Rule, place, old| fingerprint(rule, place, &old, &text("5"));
        let first = of(&VERSION_TOO_LOW, "ims/Look/Size", text("10"));
        assert_eq!(first, "7f63c07b2094", "people keep them: they stay the same from release to release");
        let reworded = Rule { says: "said otherwise", why: "", fix: "", ..VERSION_TOO_LOW };
        assert_eq!(of(&reworded, "ims/Look/Size", text("10")), first);
        let renamed = Rule { id: "another-rule", ..VERSION_TOO_LOW };
        let others = [
            of(&renamed, "ims/Look/Size", text("10")),
            of(&VERSION_TOO_LOW, "ims/Look/Other", text("10")),
            of(&VERSION_TOO_LOW, "ims/Look/Size", text("11")),
            of(&VERSION_TOO_LOW, "ims/Look/Size", None),
        ];
        assert!(!others.contains(&first), "{others:?}");
    }
}
