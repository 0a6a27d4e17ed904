//! From a request back to its operation: which way of which operation a method and a path are. Checks and the mock use
//! it; the client goes the other way.

use crate::model::{HttpBinding, Location, Operation, Protocol};

/// A request as examples write it: a request line, then headers, then a blank line and the body.
#[derive(Debug)]
pub struct RequestText<'a> {
    /// The method.
    pub method: &'a str,
    /// The path, as in the request line.
    pub path: &'a str,
    /// The query, percent-decoded.
    pub query: Vec<(String, String)>,
    /// The headers, names as written.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a str,
}

impl<'a> RequestText<'a> {
    /// Takes a request apart; `None` where it has no request line.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let (method, target) = lines.next()?.trim().split_once(' ')?;
        let target = target.trim_end_matches(" HTTP/1.1");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        if !path.starts_with('/') {
            return None;
        }
        let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim()));
        Some(Self { method, path, query: pairs(query), headers: headers.collect(), body })
    }
}

/// Key and value of each part of a query, percent-decoded; a key without value has an empty one. As in forms, `+` is a
/// blank: some clients write it so.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.replace('+', " ");
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(k, v)| (decode(k), decode(v))).collect()
}

/// Percent-decodes; what is no UTF-8 is replaced.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match escaped {
            Some(value) if byte == b'%' => {
                bytes.push(value);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The way of `operation` that a request takes.
pub fn binding_of<'o>(
    operation: &'o Operation,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> Option<&'o HttpBinding> {
    bindings_of(operation, method, path, query).next()
}

/// Every way of `operation` that a request could take: which one it is, its host decides.
pub fn bindings_of<'o>(
    operation: &'o Operation,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> impl Iterator<Item = &'o HttpBinding> {
    let bindings: &[HttpBinding] = match &operation.protocol {
        Protocol::Rest { bindings, .. } => bindings,
        Protocol::Action => &[],
    };
    let fits = move |way: &&HttpBinding| {
        way.method == method && labels(way, path).is_some() && query_fits(way, query, operation)
    };
    bindings.iter().filter(fits)
}

/// The values of the labels in `path`, decoded; `None` where the path is not the way's.
pub fn labels(way: &HttpBinding, path: &str) -> Option<Vec<(String, String)>> {
    let template = way.path.split('?').next().unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = path;
    let mut parts = template.split('{');
    rest = rest.strip_prefix(parts.next()?)?;
    for part in parts {
        let (label, literal) = part.split_once('}')?;
        let greedy = label.ends_with('+');
        let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
        let value = &rest[..end];
        if value.is_empty() || (!greedy && value.contains('/')) {
            return None;
        }
        found.push((label.trim_end_matches('+').to_owned(), decode(value)));
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(found)
}

/// The query that a way always has.
pub fn fixed_query(way: &HttpBinding) -> Vec<(String, String)> {
    let mut fixed = pairs(way.path.split_once('?').map_or("", |(_, query)| query));
    fixed.retain(|(key, _)| query_label(key).is_none());
    fixed
}

/// The label that a key of a way's query is: `{Rule}` stands for a key without value.
fn query_label(key: &str) -> Option<&str> {
    key.strip_prefix('{')?.strip_suffix('}')
}

/// Whether a way's query has a label.
pub fn has_rule(way: &HttpBinding) -> bool {
    way.path.split_once('?').is_some_and(|(_, query)| pairs(query).iter().any(|(key, _)| query_label(key).is_some()))
}

/// The key without value that stands where the way's query has a label, with the label's name.
pub fn rule_key(way: &HttpBinding, query: &[(String, String)], operation: &Operation) -> Option<(String, String)> {
    let fixed = pairs(way.path.split_once('?').map_or("", |(_, query)| query));
    let label = fixed.iter().find_map(|(key, _)| query_label(key))?;
    let is_open = |pair: &&(String, String)| {
        pair.1.is_empty() && !fixed.contains(pair) && operation.input.member(&pair.0).is_none()
    };
    query.iter().find(is_open).map(|(key, _)| (label.to_owned(), key.clone()))
}

/// Whether the fixed query is there, the required member too, and nothing that the schema does not know.
fn query_fits(way: &HttpBinding, query: &[(String, String)], operation: &Operation) -> bool {
    let fixed = pairs(way.path.split_once('?').map_or("", |(_, query)| query));
    let known = |key: &str| {
        let member = operation.input.member(key).map(|member| member.location);
        matches!(member, Some(Location::Query | Location::JsonQuery))
    };
    let rule = rule_key(way, query, operation).map(|(_, key)| key);
    let is_there = |pair: &(String, String)| query.contains(pair) || query_label(&pair.0).is_some() && rule.is_some();
    let required = way.requires.as_ref().is_none_or(|name| query.iter().any(|(key, _)| key == name));
    let is_known = |(key, value): &(String, String)| {
        known(key) || fixed.contains(&(key.clone(), value.clone())) || rule.as_ref() == Some(key)
    };
    fixed.iter().all(is_there) && required && query.iter().all(is_known)
}
