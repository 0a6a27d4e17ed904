//! Proposes overlay entries for a person to review: enumerations, ranges, lengths, groups, base64, secrets, pagination,
//! waiters and idempotency tokens that only the prose of published metadata states. Each entry quotes the sentence that it was read from. Entries have no
//! effect until a person moves them to the overlay: prose is not written for programs, and a client with a wrong limit
//! refuses what the service accepts.
//!
//! Doubtful facts are left out, and so are facts that the service or its overlay already states.

mod clause;
mod common;
mod content;
mod entry;
mod enum_names;
mod group;
mod idempotency;
mod item;
mod length;
mod listed;
mod number;
mod observed;
mod pagination;
mod prose;
mod range;
mod read_only;
mod sequence;
#[cfg(test)]
mod test_service;
mod waiter;

use std::collections::BTreeSet;

use codegen_model::{Format, Member, Scalar, Service, Shape, Type};

use crate::import::Request;

pub use entry::{EntryKind, Proposals};

use entry::{Entry, Fact};
use enum_names::Candidate;
use observed::Observed;

/// Returns proposals for a service of a resolved Model, except for limits that published `requests` break.
pub fn propose(service: &Service, requests: &[Request]) -> Proposals {
    let mut entries = enumerations(service);
    for (owner, shape) in owners(service).into_iter().filter(|(_, shape)| shape.in_input) {
        entries.extend(shape.members.iter().filter_map(|member| limit(&owner, member)));
        entries.extend(group::groups(shape).into_iter().map(|group| Entry::group(&owner, group)));
    }
    entries.extend(contents(service));
    entries.extend(repeated(service));
    entries.extend(service.operations.iter().filter_map(Entry::idempotency_token));
    let observed = Observed::new(service, requests);
    entries.retain(|entry| observed.confirms(entry));
    Proposals::new(entries)
}

/// Returns the structures that a target can name, with those names. An input or output hides a shape of the same name.
fn owners(service: &Service) -> Vec<(String, &Shape)> {
    let bound = service.operations.iter().flat_map(|operation| {
        let input = (operation.name.clone(), &operation.input);
        std::iter::once(input).chain(operation.output().map(|output| (output.name.clone(), output)))
    });
    let shapes = service.shapes.values().map(|shape| (shape.name.clone(), shape));
    let mut seen = BTreeSet::new();
    bound.chain(shapes).filter(|(name, _)| seen.insert(name.clone())).collect()
}

/// Returns the enumerations and their members.
fn enumerations(service: &Service) -> Vec<Entry> {
    let owners = owners(service);
    let members = owners.iter().flat_map(|(owner, shape)| shape.members.iter().map(move |member| (owner, member)));
    let candidates: Vec<_> = members.filter_map(|(owner, member)| candidate(owner, member)).collect();
    let names = enum_names::names(&candidates, service);
    let mut defined = BTreeSet::new();
    let mut entries = Vec::new();
    for (candidate, name) in candidates.iter().zip(names) {
        if defined.insert(name.clone()) {
            entries.push(Entry::definition(&name, candidate));
        }
        entries.push(Entry::member_of_enumeration(&name, candidate));
    }
    entries
}

fn candidate(owner: &str, member: &Member) -> Option<Candidate> {
    let integer = match member.ty {
        Type::Scalar(Scalar::String, Format::Plain) => false,
        Type::Scalar(Scalar::Integer, _) => true,
        _ => return None,
    };
    let example = member.example.as_deref().filter(|_| !member.list);
    // Numbers have list notations of their own, even if they are strings on the wire.
    let found = listed::listed_values(&member.doc, integer, example);
    let (items, why) = found.or_else(|| listed::listed_values(&member.doc, true, example).filter(|_| !integer))?;
    Some(Candidate { owner: owner.to_owned(), member: member.name.clone(), integer, items, why })
}

/// Returns the range or length of a member of a request.
fn limit(owner: &str, member: &Member) -> Option<Entry> {
    let example = member.example.as_deref();
    let target = format!("{owner}.{}", member.name);
    match member.ty {
        _ if member.list && member.length.is_none() => {
            length::list_length(&member.doc).map(|(length, why)| Entry::new(target, &why, Fact::Length(length)))
        }
        // Its length would count bytes.
        Type::Scalar(..) if content::base64(member).is_some() => None,
        // Upstream put the text of `Limit` there.
        Type::Scalar(..) if member.name == "Offset" && member.doc.contains("数量") => None,
        Type::Scalar(Scalar::Integer | Scalar::Float, _) if !member.list && member.range.is_none() => {
            range::range(&member.doc, example).map(|(range, why)| Entry::new(target, &why, Fact::Range(range)))
        }
        Type::Scalar(Scalar::String, Format::Plain) if !member.list && member.length.is_none() => {
            length::text_length(&member.doc, example)
                .map(|(length, why)| Entry::new(target, &why, Fact::Length(length)))
        }
        _ => None,
    }
}

/// Returns members that are bytes in base64, and secrets.
fn contents(service: &Service) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (owner, shape) in owners(service) {
        for member in &shape.members {
            let target = format!("{owner}.{}", member.name);
            if content::is_secret(member) {
                let why = "Its name is that of a secret.".to_owned();
                entries.push(Entry { target: target.clone(), why, fact: Fact::Sensitive });
            }
            if let Some(text) = content::base64(member).filter(|_| candidate(&owner, member).is_none()) {
                entries.push(Entry::new(target, &text, Fact::Base64));
            }
        }
    }
    entries
}

/// Returns paginations and waiters. Both repeat an operation, so the operations that they repeat become repeatable.
fn repeated(service: &Service) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut repeated = BTreeSet::new();
    for operation in &service.operations {
        if let Some((pagination, why)) = pagination::pagination(operation, service) {
            repeated.insert(operation.name.as_str());
            entries.push(Entry { target: operation.name.clone(), why, fact: Fact::Paginate(pagination) });
        }
        if let Some((waiter, why)) = waiter::waiter(operation, service) {
            repeated.extend(service.operation(&waiter.query).map(|query| query.name.as_str()));
            entries.push(Entry { target: operation.name.clone(), why, fact: Fact::Waiter(waiter) });
        }
    }
    let is_new = |name: &&str| service.operation(name).is_some_and(|operation| !operation.repeatable());
    entries.extend(repeated.into_iter().filter(is_new).map(Entry::repeatable));
    entries
}
