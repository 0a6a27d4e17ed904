//! Rules of processing: enumerations exist, samples are what the forms say.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{RuleKind, RulePart, RuleType, Service};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    for kind in &service.rules {
        for param in std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params) {
            let RuleType::Enum(name) = &param.ty else { continue };
            if !service.enums.contains_key(name) && !service.incomplete {
                let close = did_you_mean(name, service.enums.keys().map(String::as_str));
                let message = format!("there is no enumeration `{name}`");
                let report = diagnostics.error(Code::UNKNOWN_SHAPE, param.span, message);
                report.help = close.map(|close| format!("did you mean `{close}`?"));
            }
        }
        for example in &kind.examples {
            if !is_rule(kind, &example.rule) {
                let message = format!("the sample is not made of the parts of `{}`", kind.name);
                diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
            }
        }
    }
}

/// Whether a text is the head of a kind and parts of it.
fn is_rule(kind: &RuleKind, text: &str) -> bool {
    let Some(mut rest) = behind(&kind.head, text) else { return false };
    while !rest.is_empty() {
        let Some(next) = kind.parts.iter().find_map(|part| behind(part, rest)) else { return false };
        rest = next;
    }
    true
}

/// What follows the part in a text that begins with it.
fn behind<'t>(part: &RulePart, text: &'t str) -> Option<&'t str> {
    let segments = part.form.split('/').count();
    let end = text.match_indices('/').nth(segments - 1).map_or(text.len(), |(at, _)| at);
    let (own, rest) = text.split_at(end);
    let mut literals = part.form.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal));
    let mut left = own.strip_prefix(literals.next()?)?;
    for literal in literals {
        let end = if literal.is_empty() { left.len() } else { left.find(literal)? };
        if end == 0 {
            return None;
        }
        left = &left[end + literal.len()..];
    }
    left.is_empty().then(|| rest.strip_prefix('/').unwrap_or(rest))
}
