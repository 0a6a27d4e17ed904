//! Which of an operation's ways a request takes.

use super::recorded::Recorded;
use crate::meta::Way;
use crate::request::query_label;

/// The part of a way's query that is the same for every request.
pub(super) fn fixed_query(way: &Way) -> Vec<(String, String)> {
    crate::request::pairs(way.path.split_once('?').map_or("", |(_, query)| query)).collect()
}

/// The key without value that stands where the way's query has a label.
pub(super) fn rule_key(way: &Way, recorded: &Recorded<'_>) -> Option<String> {
    let fixed = fixed_query(way);
    fixed.iter().find_map(|(key, _)| query_label(key))?;
    let is_open = |pair: &&(String, String)| pair.1.is_empty() && !fixed.contains(pair);
    recorded.query.iter().find(is_open).map(|(key, _)| key.clone())
}

/// The way that a request takes, with the values of its labels.
pub(super) fn way_of<'w>(ways: &'w [Way], recorded: &Recorded<'_>) -> Option<(&'w Way, Vec<(String, String)>)> {
    ways.iter().find_map(|way| {
        let fixed = fixed_query(way);
        let (open, fixed): (Vec<_>, Vec<_>) = fixed.into_iter().partition(|(key, _)| query_label(key).is_some());
        let fixed_is_there = fixed.iter().all(|pair| recorded.query.contains(pair));
        let required = way.requires.is_empty() || recorded.query.iter().any(|(key, _)| key == way.requires);
        let mut labels = labels(way.path.split('?').next()?, recorded.path)?;
        if let Some((key, _)) = open.first() {
            labels.push((query_label(key)?.to_owned(), rule_key(way, recorded)?));
        }
        (way.method == recorded.method && fixed_is_there && required).then_some((way, labels))
    })
}

/// The values of the labels of `template` in `path`, decoded; `None` where the path is another one.
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
