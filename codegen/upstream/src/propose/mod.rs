//! What the prose of published metadata says and its data does not, as an overlay for a person to review: enumerations,
//! ranges, lengths, groups, pages, waiters. Each entry has the sentence that it was read from. Nothing of it counts until
//! somebody has taken it into the overlay: prose is not written for programs, and a client that believes a wrong limit
//! refuses what the service takes.
//!
//! Whatever is doubtful is left out. What the service or its overlay say already is not proposed again.

mod clause;
mod entry;
mod group;
mod item;
mod length;
mod listed;
mod met;
mod number;
mod pages;
mod poll;
mod prose;
mod range;
#[cfg(test)]
mod sample;
mod sequence;
mod types;

use std::collections::BTreeSet;

pub use entry::{Kind, Proposals};

use crate::import::Request;
use codegen_model::{Format, Member, Operation, Scalar, Service, Shape, Type};
use entry::{Entry, Fact};
use types::Candidate;

/// Verbs of operations that change nothing.
const READS: &[&str] = &["Describe", "List", "Get", "Query", "Search", "Inquiry"];

/// What the prose of a service of a finished model says, but for limits that published `requests` break.
pub fn propose(service: &Service, requests: &[Request]) -> Proposals {
    let mut entries = enumerations(service);
    for (owner, shape) in owners(service).into_iter().filter(|(_, shape)| shape.in_input) {
        entries.extend(shape.members.iter().filter_map(|member| limit(&owner, member)));
        entries.extend(group::groups(shape).into_iter().map(|group| Entry::group(&owner, group)));
    }
    entries.extend(asked_again(service));
    let met = met::Met::of(service, requests);
    entries.retain(|entry| met.keeps(entry));
    Proposals::new(entries)
}

/// The structures that a target can name, by the name that it has there. An input or output hides a shape of its name.
fn owners(service: &Service) -> Vec<(String, &Shape)> {
    let bound = service.operations.iter().flat_map(|operation| {
        let input = (operation.name.clone(), &operation.input);
        std::iter::once(input).chain(operation.output().map(|output| (output.name.clone(), output)))
    });
    let shapes = service.shapes.values().map(|shape| (shape.name.clone(), shape));
    let mut seen = BTreeSet::new();
    bound.chain(shapes).filter(|(name, _)| seen.insert(name.clone())).collect()
}

/// Whether an operation only reads, by its name; the table of what may be allowed knows better.
fn reads(operation: &Operation) -> bool {
    operation.repeatable()
        || operation.access.is_none()
            && operation.idempotent.is_none()
            && READS.iter().any(|verb| operation.name.starts_with(verb))
}

/// Enumerations, and the members that are of them.
fn enumerations(service: &Service) -> Vec<Entry> {
    let owners = owners(service);
    let members = owners.iter().flat_map(|(owner, shape)| shape.members.iter().map(move |member| (owner, member)));
    let candidates: Vec<_> = members.filter_map(|(owner, member)| candidate(owner, member)).collect();
    let names = types::names(&candidates, service);
    let mut defined = BTreeSet::new();
    let mut entries = Vec::new();
    for (candidate, name) in candidates.iter().zip(names) {
        if defined.insert(name.clone()) {
            entries.push(Entry::definition(&name, candidate));
        }
        entries.push(Entry::of_enumeration(&name, candidate));
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
    // Numbers are listed in other ways than words, also where they travel as texts.
    let found = listed::listed(&member.doc, integer, example);
    let (items, why) = found.or_else(|| listed::listed(&member.doc, true, example).filter(|_| !integer))?;
    Some(Candidate { owner: owner.to_owned(), member: member.name.clone(), integer, items, why })
}

/// How large or long a member of a request may be.
fn limit(owner: &str, member: &Member) -> Option<Entry> {
    let example = member.example.as_deref();
    let target = format!("{owner}.{}", member.name);
    match member.ty {
        _ if member.list && member.length.is_none() => {
            length::of_list(&member.doc).map(|(length, why)| Entry::new(target, &why, Fact::Length(length)))
        }
        // Upstream has put the text of `Limit` there.
        Type::Scalar(..) if member.name == "Offset" && member.doc.contains("数量") => None,
        Type::Scalar(Scalar::Integer | Scalar::Float, _) if !member.list && member.range.is_none() => {
            range::range(&member.doc, example).map(|(range, why)| Entry::new(target, &why, Fact::Range(range)))
        }
        Type::Scalar(Scalar::String, Format::Plain) if !member.list && member.length.is_none() => {
            length::of_text(&member.doc, example).map(|(length, why)| Entry::new(target, &why, Fact::Length(length)))
        }
        _ => None,
    }
}

/// Pages and waiters. Both ask an operation again and again, which has to be one that may be repeated.
fn asked_again(service: &Service) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut asked = BTreeSet::new();
    for operation in &service.operations {
        if let Some((pages, why)) = pages::pages(operation, service) {
            asked.insert(operation.name.as_str());
            entries.push(Entry { target: operation.name.clone(), why, fact: Fact::Paginate(pages) });
        }
        if let Some((waiter, why)) = poll::waiter(operation, service) {
            asked.extend(service.operation(&waiter.query).map(|query| query.name.as_str()));
            entries.push(Entry { target: operation.name.clone(), why, fact: Fact::Waiter(waiter) });
        }
    }
    let unsaid = asked.into_iter().filter(|name| service.operation(name).is_some_and(|found| !found.repeatable()));
    entries.extend(unsaid.map(Entry::repeatable));
    entries
}
