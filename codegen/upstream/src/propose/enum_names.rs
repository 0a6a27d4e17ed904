//! Names the proposed enumerations. Members of the same name with the same values share an enumeration. It has the name
//! of the member. Where that is vague, or stands for other values, the words that all structures with the member have in
//! common precede it: another user of an enumeration seldom changes its name.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::{Service, rust_names};

use super::common;
use super::item::Item;

/// A member with an enumeration.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The structure's name in a target.
    pub(super) owner: String,
    pub(super) member: String,
    pub(super) integer: bool,
    pub(super) items: Vec<Item>,
    /// The sentences that list the values.
    pub(super) why: String,
}

/// Names that are too general for a service.
const VAGUE: &[&str] = &[
    "Action",
    "By",
    "Category",
    "Code",
    "Direction",
    "Enable",
    "Enabled",
    "Flag",
    "Format",
    "From",
    "Key",
    "Kind",
    "Level",
    "Method",
    "Mode",
    "Module",
    "Name",
    "Op",
    "Operation",
    "Operator",
    "Order",
    "Protocol",
    "Region",
    "Result",
    "Role",
    "Scene",
    "Scope",
    "Source",
    "State",
    "Status",
    "Strategy",
    "Switch",
    "Target",
    "Type",
    "Unit",
    "Value",
    "Version",
];

impl Candidate {
    fn key(&self) -> Key<'_> {
        (&self.member, self.integer, self.values())
    }

    fn values(&self) -> Vec<&str> {
        let mut values: Vec<_> = self.items.iter().map(|item| item.value.as_str()).collect();
        values.sort_unstable();
        values
    }
}

/// What identifies an enumeration: the name of its members, whether they are integers, and the values.
type Key<'c> = (&'c str, bool, Vec<&'c str>);

/// Returns the name of each candidate's enumeration, in order.
pub(super) fn names(candidates: &[Candidate], service: &Service) -> Vec<String> {
    let mut order: Vec<Key<'_>> = Vec::new();
    let mut owners: BTreeMap<Key<'_>, Vec<&str>> = BTreeMap::new();
    for candidate in candidates {
        let owners = owners.entry(candidate.key()).or_default();
        if owners.is_empty() {
            order.push(candidate.key());
        }
        owners.push(candidate.owner.rsplit('.').next().unwrap_or_default());
    }
    let mut used = names_in_use(service);
    let mut names: BTreeMap<Key<'_>, String> = BTreeMap::new();
    for key in most_used_first(&order, &owners) {
        let is_plain = !names.keys().any(|(member, ..)| *member == key.0) && !VAGUE.contains(&key.0);
        let name = free_name(key.0, is_plain, &owners[key], service, &used);
        used.insert(name.to_ascii_lowercase());
        names.insert(key.clone(), name);
    }
    candidates.iter().map(|candidate| names[&candidate.key()].clone()).collect()
}

/// Sorts enumerations by the number of their members, so that the name of the members stands for most of them.
fn most_used_first<'k, 'c>(order: &'k [Key<'c>], owners: &BTreeMap<Key<'c>, Vec<&str>>) -> Vec<&'k Key<'c>> {
    let mut sorted: Vec<_> = order.iter().collect();
    sorted.sort_by_key(|key| std::cmp::Reverse(owners.get(*key).map_or(0, Vec::len)));
    sorted
}

/// Returns the first name of an enumeration that is not used.
fn free_name(member: &str, is_plain: bool, owners: &[&str], service: &Service, used: &BTreeSet<String>) -> String {
    let common = common::words(owners, service);
    let in_front = |words: &str| if words.ends_with(member) { words.to_owned() } else { format!("{words}{member}") };
    let of_service = format!("{}{member}", rust_names::ty(&rust_names::variant(&service.name)));
    let of_owner = owners.iter().filter(|_| owners.len() == 1).map(|owner| format!("{owner}{member}"));
    let last = of_service.clone();
    let wanted = is_plain.then(|| member.to_owned()).into_iter();
    let wanted = wanted.chain(common.map(|words| in_front(&words))).chain(of_owner).chain([of_service]);
    let numbered = (2..).map(|number| format!("{last}{number}"));
    wanted.chain(numbered).find(|name| !used.contains(&name.to_ascii_lowercase())).unwrap_or_default()
}

/// Returns the names that the service uses, in lower case.
fn names_in_use(service: &Service) -> BTreeSet<String> {
    let operations = service.operations.iter().flat_map(|operation| {
        [Some(&operation.name), operation.output().map(|output| &output.name)].into_iter().flatten()
    });
    let named = operations.chain(service.shapes.keys()).chain(service.enums.keys()).chain([&service.name]);
    named.map(|name| name.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Item, names};
    use crate::propose::test_service;

    fn candidate(owner: &str, member: &str, values: &str) -> Candidate {
        let item = |value: &str| Item { value: value.to_owned(), label: String::new() };
        let (owner, member) = (owner.to_owned(), member.to_owned());
        Candidate { owner, member, integer: false, items: values.split(' ').map(item).collect(), why: String::new() }
    }

    #[test]
    fn members_with_the_same_values_share_a_name() {
        let found = [
            candidate("C", "ChargeType", "X Y Z"),
            candidate("A", "ChargeType", "X Y"),
            candidate("B", "ChargeType", "Y X"),
            candidate("A", "Status", "On Off"),
            candidate("B", "Status", "On Off"),
            candidate("B", "Mode", "One Two"),
            candidate("A", "Demo", "One Two"),
        ];
        let names = names(&found, &test_service::service());
        let expected = ["CChargeType", "ChargeType", "ChargeType", "DemoStatus", "DemoStatus", "BMode", "ADemo"];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_shared_enumeration_has_no_name_of_one_user() {
        let name = |owners: &[&str]| {
            let found: Vec<_> = owners.iter().map(|owner| candidate(owner, "Status", "On Off")).collect();
            names(&found, &test_service::service()).remove(0)
        };
        for (owners, expected) in [
            (&["SSLStatusInfo"][..], "SSLStatus"),
            (&["SSLStatusInfo", "NewSSLStatus"], "SSLStatus"),
            (&["DiskInfo", "DataDisk", "DiskBackupItem"], "DiskStatus"),
            (&["InstanceInfo", "ClusterInfo"], "DemoStatus"),
        ] {
            assert_eq!(name(owners), expected, "{owners:?}");
        }
    }
}
