//! Claims members whose type was replaced by a similar one, because a type was split off another or merged into it.

use std::collections::BTreeMap;

use super::query::{Scope, is_type, named_type, scope};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::Kind;
use crate::outline::Node;
use crate::similarity::similarity;

/// The minimum similarity of the two types in percent. Types are split to receive different members, so it is low.
const MIN_SIMILARITY: usize = 60;

/// The edits of types, by name.
type Types<'n> = BTreeMap<(Scope<'n>, &'n str), usize>;

/// Claims the members with the other type.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let types = changed_types(edits);
    let mut similarities = Similarities::default();
    for index in 0..edits.len() {
        let edit = &edits[index];
        if edit.change != ChangeKind::Replaced || edit.cause.is_some() {
            continue;
        }
        let (Some((_, old)), Some((_, new))) = (named_type(edit.base), named_type(edit.head)) else { continue };
        let cause = cause(edit, [old, new], &types, edits);
        let pair = match cause {
            Some((cause, ChangeKind::Split)) => (sibling(edit, old), edits[cause].node()),
            Some((cause, _)) => (edits[cause].node(), sibling(edit, new)),
            None => (sibling(edit, old), sibling(edit, new)),
        };
        let similarity = similarities.get(pair);
        match cause {
            Some((cause, change)) if similarity >= MIN_SIMILARITY => {
                let other = if change == ChangeKind::Split { old } else { new };
                edits[cause].other = Some(format!("`{other}`"));
                (edits[cause].change, edits[index].cause) = (change, Some(cause));
            }
            None if similarity == 100 => edits[index].change = ChangeKind::Retitled,
            _ => {}
        }
    }
}

/// Returns the edit of the added or removed type, and whether the type was split off or merged.
fn cause(
    edit: &Edit<'_, '_>,
    [old, new]: [&str; 2],
    types: &Types<'_>,
    edits: &[Edit<'_, '_>],
) -> Option<(usize, ChangeKind)> {
    let find = |name, changes: [ChangeKind; 2]| {
        let found = types.get(&(scope(edit), name)).copied();
        found.filter(|index| edits[*index].facet.is_none() && changes.contains(&edits[*index].change))
    };
    let split = find(new, [ChangeKind::Added, ChangeKind::Split]).map(|cause| (cause, ChangeKind::Split));
    let merged = || find(old, [ChangeKind::Removed, ChangeKind::Merged]).map(|cause| (cause, ChangeKind::Merged));
    split.or_else(merged)
}

/// Returns the edits of types that were added or removed, by name.
fn changed_types<'n>(edits: &[Edit<'n, '_>]) -> Types<'n> {
    let types = edits.iter().enumerate().filter(|(_, edit)| is_type(edit, &[ChangeKind::Added, ChangeKind::Removed]));
    types.filter_map(|(index, edit)| Some(((scope(edit), &*edit.node()?.key), index))).collect()
}

/// Returns a type in the version that contains the edit.
fn sibling<'n, 'm>(edit: &Edit<'n, 'm>, name: &str) -> Option<&'n Node<'m>> {
    let version = edit.around(Kind::Version)?;
    version.children.iter().find(|node| matches!(node.kind, Kind::Structure | Kind::Enum) && node.key == name)
}

/// A cache of similarities by the addresses of the nodes, because many members can have the same two types.
#[derive(Default)]
struct Similarities(BTreeMap<(usize, usize), usize>);

impl Similarities {
    fn get(&mut self, pair: (Option<&Node<'_>>, Option<&Node<'_>>)) -> usize {
        let (Some(base), Some(head)) = pair else { return 0 };
        let key = (std::ptr::from_ref(base).addr(), std::ptr::from_ref(head).addr());
        *self.0.entry(key).or_insert_with(|| similarity(base, head))
    }
}
