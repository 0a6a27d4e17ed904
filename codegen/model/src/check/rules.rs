//! Checks processing rules: enumerations exist, and samples match the forms.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{RuleKind, RulePart, RuleType, Service};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    for kind in &service.rules {
        for param in std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params) {
            let RuleType::Enum(name) = &param.ty else { continue };
            if !service.enums.contains_key(name) && !service.incomplete {
                let report =
                    diagnostics.error(Code::UNKNOWN_SHAPE, param.span, format!("unknown enumeration `{name}`"));
                report.suggest(name, service.enums.keys().map(String::as_str));
            }
        }
        for example in &kind.examples {
            if !is_rule(kind, &example.rule) {
                let message = format!("the sample does not match the form and parts of `{}`", kind.name);
                diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
            }
        }
    }
}

/// Returns whether a text is the head of a rule kind followed by parts of it.
fn is_rule(kind: &RuleKind, text: &str) -> bool {
    let Some(mut rest) = strip_part(&kind.head, text) else { return false };
    while !rest.is_empty() {
        let Some(next) = kind.parts.iter().find_map(|part| strip_part(part, rest)) else { return false };
        rest = next;
    }
    true
}

/// Strips a part from the beginning of a text.
fn strip_part<'t>(part: &RulePart, text: &'t str) -> Option<&'t str> {
    let segments = part.form.split('/').count();
    let end = text.match_indices('/').nth(segments - 1).map_or(text.len(), |(index, _)| index);
    let (own, rest) = text.split_at(end);
    let mut literals = part.form.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal));
    let mut remaining = own.strip_prefix(literals.next()?)?;
    for literal in literals {
        let end = if literal.is_empty() { remaining.len() } else { remaining.find(literal)? };
        if end == 0 {
            return None;
        }
        remaining = &remaining[end + literal.len()..];
    }
    remaining.is_empty().then(|| rest.strip_prefix('/').unwrap_or(rest))
}
