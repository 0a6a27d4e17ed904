//! The codes with which each part of the cloud refuses what does not fit.

use super::{Flaw, Violation};
use crate::host::Place;
use crate::refusal::Refusal;

/// The header that has a code of its own.
const RULES: &str = "Pic-Operations";

/// The refusal of a request with these violations; `None` where there are none.
pub(crate) fn refusal(place: &Place, violations: &[Violation]) -> Option<Refusal> {
    let gravest = violations.iter().min_by_key(|violation| violation.flaw)?;
    let message = message(violations);
    Some(match place {
        Place::Service(_) => Refusal::action(of_action(gravest.flaw), message),
        Place::Bucket(host) if host.is_ci() => Refusal::rest(400, of_ci(gravest), message),
        Place::Bucket(_) | Place::Nowhere => Refusal::rest(400, of_objects(gravest), message),
    })
}

fn of_action(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "MissingParameter",
        Flaw::Unknown => "UnknownParameter",
        Flaw::Unreadable | Flaw::Type => "InvalidParameter",
        Flaw::Value => "InvalidParameterValue",
    }
}

fn of_ci(violation: &Violation) -> &'static str {
    match (violation.flaw, violation.place.as_str()) {
        (Flaw::Missing, "the body") => "MissingContent",
        (Flaw::Unreadable, "the body") => "InvalidContent",
        _ => "InvalidArgument",
    }
}

fn of_objects(violation: &Violation) -> &'static str {
    match (violation.flaw, violation.place.as_str()) {
        (_, place) if place.starts_with(RULES) => "InvalidPicOperations",
        (Flaw::Missing | Flaw::Unreadable, "the body") => "MalformedXML",
        _ => "InvalidArgument",
    }
}

fn message(violations: &[Violation]) -> String {
    let all: Vec<_> = violations.iter().map(ToString::to_string).collect();
    all.join("; ")
}
