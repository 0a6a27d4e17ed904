//! Names the proposed enumerations. Members of the same name with the same values share an enumeration. It has the name
//! of the member; a vague name is prefixed with that of the structure.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::Service;

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
    fn values(&self) -> Vec<&str> {
        let mut values: Vec<_> = self.items.iter().map(|item| item.value.as_str()).collect();
        values.sort_unstable();
        values
    }
}

/// Returns the name of each candidate's enumeration, in order.
pub(super) fn names(candidates: &[Candidate], service: &Service) -> Vec<String> {
    let mut used = names_in_use(service);
    let mut first_values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut known: BTreeMap<(&str, bool, Vec<&str>), String> = BTreeMap::new();
    let mut names = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let values = candidate.values();
        let first = first_values.entry(&candidate.member).or_insert_with(|| values.clone());
        let is_plain = *first == values && !VAGUE.contains(&candidate.member.as_str());
        let name = known.entry((&candidate.member, candidate.integer, values)).or_insert_with(|| {
            let long = format!("{}{}", candidate.owner.rsplit('.').next().unwrap_or_default(), candidate.member);
            let wanted = [candidate.member.clone(), long.clone()].into_iter().skip(usize::from(!is_plain));
            let numbered = (2..).map(|number| format!("{long}{number}"));
            let name = wanted.chain(numbered).find(|name| !used.contains(&name.to_ascii_lowercase())).unwrap_or(long);
            used.insert(name.to_ascii_lowercase());
            name
        });
        names.push(name.clone());
    }
    names
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
            candidate("A", "ChargeType", "X Y"),
            candidate("B", "ChargeType", "Y X"),
            candidate("C", "ChargeType", "X Y Z"),
            candidate("A", "Status", "On Off"),
            candidate("B", "Status", "On Off"),
            candidate("B", "Mode", "One Two"),
            candidate("A", "Demo", "One Two"),
        ];
        let names = names(&found, &test_service::service());
        assert_eq!(names, ["ChargeType", "ChargeType", "CChargeType", "AStatus", "AStatus", "BMode", "ADemo"]);
    }
}
