//! Compares what two states of a service say, and looks for each difference among the findings.

use std::collections::{BTreeMap, BTreeSet};

use codegen_diff::{ChangeKind, Finding, Report};

use super::facts::{DIRECTION, Facts, INPUT, ORDER, OUTPUT, PRESENCE, Properties, REQUIREMENT};

/// The findings by the edits that they rest on, and the names that items have in the base.
pub struct Coverage<'r> {
    by_edit: BTreeMap<&'r str, &'r Finding>,
    /// Old names, by the place of the parent and the new name.
    renames: BTreeMap<(String, String), String>,
}

impl<'r> Coverage<'r> {
    pub fn of(report: &'r Report) -> Self {
        let edits = report.findings.iter().flat_map(|finding| finding.edits.iter().map(move |edit| (&**edit, finding)));
        let is_rename = |finding: &&Finding| matches!(finding.change, ChangeKind::Renamed | ChangeKind::Respelled);
        let renamed = report.findings.iter().filter(|finding| finding.facet.is_none()).filter(is_rename);
        let renames = renamed.map(|finding| {
            let (parent, old) = finding.place.rsplit_once('/').unwrap_or(("", &finding.place));
            ((parent.to_owned(), finding.new.clone().unwrap_or_default()), old.to_owned())
        });
        Self { by_edit: edits.collect(), renames: renames.collect() }
    }

    /// Returns the differences that no finding covers, or only one that breaks nothing although the difference does.
    pub fn missed(&self, base: &Facts, head: &Facts) -> (usize, Vec<String>) {
        let head: Facts =
            head.iter().map(|((place, kind), properties)| ((self.in_base(place), *kind), properties.clone())).collect();
        let mut differences = BTreeSet::new();
        for key in base.keys().chain(head.keys()) {
            match (base.get(key), head.get(key)) {
                (Some(before), Some(after)) => {
                    let place = || key.0.clone();
                    let of = |what| Difference { place: place(), what, breaks: false };
                    differences.extend(changed(before, after).map(of));
                }
                (before, _) => {
                    let is_gone = before.is_some();
                    let topmost = topmost(key, if is_gone { &head } else { base });
                    // A structure may be gone with its last user, who is then the one to break.
                    let of = |(place, what)| Difference { place, what, breaks: is_gone && what != "structure" };
                    differences.extend(topmost.map(of));
                }
            }
        }
        let missed = differences.iter().filter_map(|difference| self.problem(difference)).collect();
        (differences.len(), missed)
    }

    fn problem(&self, difference: &Difference) -> Option<String> {
        let Difference { place, what, breaks } = difference;
        let start = format!("{place} {what} ");
        let found = self.by_edit.range(&*start..).next().filter(|(edit, _)| edit.starts_with(&start));
        match found {
            None => Some(format!("missed: {start}")),
            Some((edit, finding)) if *breaks && !finding.verdicts.is_breaking() => {
                Some(format!("not breaking: {edit}: {}", finding.rule.id))
            }
            _ => None,
        }
    }

    /// Returns a place of the head in the names of the base.
    fn in_base(&self, place: &str) -> String {
        let mut translated = String::new();
        for name in place.split('/') {
            let old = self.renames.get(&(translated.clone(), name.to_owned())).map_or(name, |old| old);
            translated = if translated.is_empty() { old.to_owned() } else { format!("{translated}/{old}") };
        }
        translated
    }
}

/// A difference of a property, or of an item that only one side has.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    place: String,
    what: &'static str,
    breaks: bool,
}

/// Returns the outermost ancestor of an item that the other side lacks, or the item itself.
fn topmost((place, kind): &(String, &'static str), other: &Facts) -> Option<(String, &'static str)> {
    let ends = place.match_indices('/').map(|(end, _)| end).chain([place.len()]);
    let in_operation = place.split('/').nth(3).is_some_and(|name| matches!(name, "request" | "response"));
    let kinds = match in_operation {
        true => ["service", "version", "operation", "structure", "member"],
        false => ["service", "version", "structure", "member", ""],
    };
    let mut lineage = ends.zip(kinds).map(|(end, kind)| (place[..end].to_owned(), kind)).collect::<Vec<_>>();
    lineage.last_mut()?.1 = kind;
    lineage.into_iter().find(|key| !other.contains_key(key))
}

/// Returns the properties that differ.
fn changed(before: &Properties, after: &Properties) -> impl Iterator<Item = &'static str> {
    let of = |side: &'_ Properties, word: &str| side.get(word).cloned().unwrap_or_default();
    let words: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    // What requests must have, and responses always have, is compared where both states send the structure that way.
    let both_are = |direction: &str| [before, after].iter().all(|side| of(side, DIRECTION).contains(direction));
    let is_comparable = |word: &&str| match *word {
        REQUIREMENT => both_are(INPUT),
        PRESENCE => both_are(OUTPUT),
        word => word != DIRECTION,
    };
    let (words, before, after) =
        (words.into_iter().filter(is_comparable).collect::<Vec<_>>(), before.clone(), after.clone());
    words.into_iter().filter(move |word| !are_equal(word, &of(&before, word), &of(&after, word)))
}

/// Whether a property has the same value. Orders differ if names that both have are in another order.
fn are_equal(word: &str, old: &str, new: &str) -> bool {
    if word != ORDER {
        return old == new;
    }
    let [old, new]: [Vec<&str>; 2] = [old, new].map(|names| names.split(' ').collect());
    old.iter().filter(|name| new.contains(name)).eq(new.iter().filter(|name| old.contains(name)))
}
