//! Matching a recorded request with the HTTP bindings of an operation.

use super::recorded::Recorded;
use crate::meta::HttpBinding;
use crate::request::{of_rule, query_label};
use crate::sign::encode;

/// Returns the fixed part of a binding's query.
pub(super) fn fixed_query(binding: &HttpBinding) -> Vec<(String, String)> {
    crate::request::pairs(binding.path.split_once('?').map_or("", |(_, query)| query)).collect()
}

/// Returns the parameters of the rule that fills the label in the binding's query. `members` are the input's own.
pub(super) fn rule_parameters(
    binding: &HttpBinding,
    recorded: &Recorded<'_>,
    members: &[&str],
) -> Vec<(String, String)> {
    let fixed = fixed_query(binding);
    if !fixed.iter().any(|(key, _)| query_label(key).is_some()) {
        return Vec::new();
    }
    let is_open = |pair: &&(String, String)| !members.contains(&pair.0.as_str()) && !fixed.contains(pair);
    of_rule(recorded.query.iter().filter(is_open).cloned().collect())
}

/// Returns the text of a rule with these parameters.
fn rule_text(parameters: &[(String, String)]) -> String {
    let parameter = |(key, value): &(String, String)| match value.as_str() {
        "" => key.clone(),
        value => format!("{}={}", encode(key), encode(value)),
    };
    parameters.iter().map(parameter).collect::<Vec<_>>().join("&")
}

/// Returns the first binding that matches the request, with the values of its labels. `members` are the query
/// parameters of the input.
pub(super) fn binding_of<'w>(
    bindings: &'w [HttpBinding],
    recorded: &Recorded<'_>,
    members: &[&str],
) -> Option<(&'w HttpBinding, Vec<(String, String)>)> {
    bindings.iter().find_map(|binding| {
        let fixed = fixed_query(binding);
        let (open, fixed): (Vec<_>, Vec<_>) = fixed.into_iter().partition(|(key, _)| query_label(key).is_some());
        let fixed_is_there = fixed.iter().all(|pair| recorded.query.contains(pair));
        let required = binding.requires.is_empty() || recorded.query.iter().any(|(key, _)| key == binding.requires);
        let mut labels = labels(binding.path.split('?').next()?, recorded.path)?;
        if let Some((key, _)) = open.first() {
            let rule = rule_text(&rule_parameters(binding, recorded, members));
            labels.push((query_label(key)?.to_owned(), Some(rule).filter(|rule| !rule.is_empty())?));
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
