//! Matches requests to HTTP bindings of operations. Checks of examples and the mock server use it.

use crate::model::{HttpBinding, Location, Member, Operation, Protocol};

/// A request as written in examples: a request line, headers, a blank line, and the body.
#[derive(Debug)]
pub struct RequestText<'a> {
    /// The method.
    pub method: &'a str,
    /// The path with the query, as in the request line.
    pub target: &'a str,
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
    /// Parses a request. Returns `None` if it has no request line.
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
        Some(Self { method, target, path, query: pairs(query), headers: headers.collect(), body })
    }

    /// Returns a header, whatever its case.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Returns the parameter of the query with this key, as in the request line.
    pub fn raw_query(&self, key: &str) -> Option<&'a str> {
        let (_, query) = self.target.split_once('?')?;
        query.split('&').find(|part| pairs(part).first().is_some_and(|(found, _)| found == key))
    }
}

/// Parses a query into percent-decoded pairs. A key without a value has an empty one. `+` is decoded to a space, as in
/// forms, because some clients send it.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.replace('+', " ");
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').unwrap_or((part, ""))).map(|(k, v)| (decode(k), decode(v))).collect()
}

/// Percent-decodes `text`. Replaces invalid UTF-8.
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

/// Returns the headers that requests of an operation must have.
pub fn required_headers(operation: &Operation) -> impl Iterator<Item = &str> {
    let is_header = |member: &&Member| matches!(member.location, Location::Header | Location::JsonHeader);
    let members = operation.input.members.iter().filter(is_header);
    members.filter(|member| member.required).map(|member| member.name.as_str())
}

/// Returns the first binding of `operation` that matches a request.
pub fn binding_of<'o>(
    operation: &'o Operation,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> Option<&'o HttpBinding> {
    bindings_of(operation, method, path, query).next()
}

/// Returns all bindings of `operation` that match a request. They may differ in their host.
pub fn bindings_of<'o>(
    operation: &'o Operation,
    method: &str,
    path: &str,
    query: &[(String, String)],
) -> impl Iterator<Item = &'o HttpBinding> {
    let matches = move |binding: &&HttpBinding| {
        binding.method == method && labels(binding, path).is_some() && query_matches(binding, query, operation)
    };
    self::bindings(operation).iter().filter(matches)
}

/// Returns the decoded values of the labels in `path`, or `None` if the path does not match.
pub fn labels(binding: &HttpBinding, path: &str) -> Option<Vec<(String, String)>> {
    let raw = raw_labels(binding, path)?;
    Some(raw.into_iter().map(|(label, value)| (label.to_owned(), decode(value))).collect())
}

/// Returns the value of a label in `path`, as it is written there.
pub fn raw_label<'p>(binding: &HttpBinding, path: &'p str, name: &str) -> Option<&'p str> {
    raw_labels(binding, path)?.into_iter().find(|(label, _)| *label == name).map(|(_, value)| value)
}

fn raw_labels<'p, 'b>(binding: &'b HttpBinding, path: &'p str) -> Option<Vec<(&'b str, &'p str)>> {
    let template = binding.path.split('?').next().unwrap_or_default();
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
        found.push((label.trim_end_matches('+'), value));
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(found)
}

/// Returns the fixed query parameters of a binding.
pub fn fixed_query(binding: &HttpBinding) -> Vec<(String, String)> {
    let mut fixed = pairs(binding.path.split_once('?').map_or("", |(_, query)| query));
    fixed.retain(|(key, _)| query_label(key).is_none());
    fixed
}

/// Returns the label in a key of a binding's query: `{Rule}` stands for a key without a value.
fn query_label(key: &str) -> Option<&str> {
    key.strip_prefix('{')?.strip_suffix('}')
}

/// Returns whether a binding has a label in its query.
pub fn has_rule(binding: &HttpBinding) -> bool {
    binding
        .path
        .split_once('?')
        .is_some_and(|(_, query)| pairs(query).iter().any(|(key, _)| query_label(key).is_some()))
}

/// Returns whether a query parameter is a member of the operation's input.
pub fn is_query(operation: &Operation, key: &str) -> bool {
    let location = operation.input.member(key).map(|member| member.location);
    matches!(location, Some(Location::Query | Location::JsonQuery))
}

/// Returns the root element of the request document; empty if the operation takes no document.
pub fn request_root(operation: &Operation) -> &str {
    match &operation.protocol {
        Protocol::Rest { root, .. } => root,
        Protocol::Action => "",
    }
}

/// Returns the HTTP bindings of an operation; an action of API 3.0 has none.
pub fn bindings(operation: &Operation) -> &[HttpBinding] {
    match &operation.protocol {
        Protocol::Rest { bindings, .. } => bindings,
        Protocol::Action => &[],
    }
}

/// Returns the name of the label in the binding's query, and the key of the request that it stands for.
pub fn rule_key(binding: &HttpBinding, query: &[(String, String)], operation: &Operation) -> Option<(String, String)> {
    let fixed = pairs(binding.path.split_once('?').map_or("", |(_, query)| query));
    let label = fixed.iter().find_map(|(key, _)| query_label(key))?;
    let is_candidate = |pair: &&(String, String)| {
        pair.1.is_empty() && !fixed.contains(pair) && operation.input.member(&pair.0).is_none()
    };
    query.iter().find(is_candidate).map(|(key, _)| (label.to_owned(), key.clone()))
}

/// Returns whether a query has the fixed parameters, the required member, and no unknown parameters.
fn query_matches(binding: &HttpBinding, query: &[(String, String)], operation: &Operation) -> bool {
    let fixed = pairs(binding.path.split_once('?').map_or("", |(_, query)| query));
    let rule = rule_key(binding, query, operation).map(|(_, key)| key);
    let is_present = |pair: &(String, String)| query.contains(pair) || query_label(&pair.0).is_some() && rule.is_some();
    let required = binding.requires.as_ref().is_none_or(|name| query.iter().any(|(key, _)| key == name));
    let is_known = |(key, value): &(String, String)| {
        is_query(operation, key) || fixed.contains(&(key.clone(), value.clone())) || rule.as_ref() == Some(key)
    };
    fixed.iter().all(is_present) && required && query.iter().all(is_known)
}
