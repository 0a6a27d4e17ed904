//! Knows when a member is of another type of much the same members, because one was split off the other or given up for it.

use std::collections::BTreeMap;

use super::{Scope, is_type, named, scope};
use crate::edit::Edit;
use crate::facet::Kind;
use crate::how::ChangeKind;
use crate::outline::Node;
use crate::pair::alike;

/// ChangeKind alike a type and what was split off it must be, of 100: whoever splits one does so to give the parts members of
/// their own.
const SPLIT: usize = 60;

/// Claims the members that are of the other type now.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let alone = alone(edits);
    let mut likeness = Likeness::default();
    for index in 0..edits.len() {
        let edit = &edits[index];
        let (Some((_, old)), Some((_, new))) = (named(edit.base), named(edit.head)) else { continue };
        if edit.how != ChangeKind::Replaced || edit.claimed.is_some() {
            continue;
        }
        let cause = |name, how| {
            alone.get(&(scope(edit), name)).copied().filter(|index| {
                edits[*index].facet.is_none()
                    && [how, if how == ChangeKind::Added { ChangeKind::Split } else { ChangeKind::Merged }]
                        .contains(&edits[*index].how)
            })
        };
        let (before, after) = (sibling(edit, old), sibling(edit, new));
        let (split, merged) = (cause(new, ChangeKind::Added), cause(old, ChangeKind::Removed));
        let pair = match (split, merged) {
            (Some(cause), _) => (before, edits[cause].node()),
            (None, Some(cause)) => (edits[cause].node(), after),
            (None, None) => (before, after),
        };
        let like = likeness.of(pair);
        match (split, merged) {
            (Some(cause), _) if like >= SPLIT => {
                (edits[cause].how, edits[index].claimed) = (ChangeKind::Split, Some(cause))
            }
            (None, Some(cause)) if like >= SPLIT => {
                (edits[cause].how, edits[index].claimed) = (ChangeKind::Merged, Some(cause))
            }
            (None, None) if like == 100 => edits[index].how = ChangeKind::Retitled,
            _ => {}
        }
    }
}

/// The types that came or went.
fn alone<'n>(edits: &[Edit<'n, '_>]) -> BTreeMap<(Scope<'n>, &'n str), usize> {
    let types = edits.iter().enumerate().filter(|(_, edit)| is_type(edit, &[ChangeKind::Added, ChangeKind::Removed]));
    types.filter_map(|(index, edit)| Some(((scope(edit), &*edit.node()?.key), index))).collect()
}

/// A type of the version that an edit lies in.
fn sibling<'n, 'm>(edit: &Edit<'n, 'm>, name: &str) -> Option<&'n Node<'m>> {
    let version = edit.around(Kind::Version)?;
    version.children.iter().find(|node| matches!(node.kind, Kind::Structure | Kind::Enum) && node.key == name)
}

/// ChangeKind alike types are, by where they lie: many members may be of the same two.
#[derive(Default)]
struct Likeness(BTreeMap<(usize, usize), usize>);

impl Likeness {
    fn of(&mut self, pair: (Option<&Node<'_>>, Option<&Node<'_>>)) -> usize {
        let (Some(base), Some(head)) = pair else { return 0 };
        let key = (std::ptr::from_ref(base).addr(), std::ptr::from_ref(head).addr());
        *self.0.entry(key).or_insert_with(|| alike(base, head))
    }
}
