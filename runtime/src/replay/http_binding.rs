//! Matching a recorded request with the HTTP bindings of an operation.

use super::recorded::Recorded;
use crate::meta::HttpBinding;
use crate::request::query_label;

/// Returns the fixed part of a binding's query.
pub(super) fn fixed_query(binding: &HttpBinding) -> Vec<(String, String)> {
    crate::request::pairs(binding.path.split_once('?').map_or("", |(_, query)| query)).collect()
}

/// Returns the key without a value that fills the label in the binding's query.
pub(super) fn rule_key(binding: &HttpBinding, recorded: &Recorded<'_>) -> Option<String> {
    let fixed = fixed_query(binding);
    fixed.iter().find_map(|(key, _)| query_label(key))?;
    let is_open = |pair: &&(String, String)| pair.1.is_empty() && !fixed.contains(pair);
    recorded.query.iter().find(is_open).map(|(key, _)| key.clone())
}

/// Returns the first binding that matches the request, with the values of its labels.
pub(super) fn binding_of<'w>(
    bindings: &'w [HttpBinding],
    recorded: &Recorded<'_>,
) -> Option<(&'w HttpBinding, Vec<(String, String)>)> {
    bindings.iter().find_map(|binding| {
        let fixed = fixed_query(binding);
        let (open, fixed): (Vec<_>, Vec<_>) = fixed.into_iter().partition(|(key, _)| query_label(key).is_some());
        let fixed_is_there = fixed.iter().all(|pair| recorded.query.contains(pair));
        let required = binding.requires.is_empty() || recorded.query.iter().any(|(key, _)| key == binding.requires);
        let mut labels = labels(binding.path.split('?').next()?, recorded.path)?;
        if let Some((key, _)) = open.first() {
            labels.push((query_label(key)?.to_owned(), rule_key(binding, recorded)?));
        }
        (binding.method == recorded.method && fixed_is_there && required).then_some((binding, labels))
    })
}

/// Returns the decoded values of the labels of `template` in `path`, or `None` if the path does not match.
fn labels(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut parts = template.split('{');
    let mut rest = path.strip_prefix(parts.next()?)?;
    for part in parts {
        let (label, literal) = part.split_once('}')?;
        let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
        let value = &rest[..end];
        if value.is_empty() || !label.ends_with('+') && value.contains('/') {
            return None;
        }
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned();
        found.push((label.trim_end_matches('+').to_owned(), value));
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(found)
}
