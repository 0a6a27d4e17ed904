//! The members that travel in the path, query and headers.

use std::borrow::Cow;

use super::rule_query::parameters;
use crate::codec::write_json;
use crate::meta::HttpBinding;
use crate::shape::{Field, Member, Shape, Trait, View, Visitor};
use crate::sign::{encode, encode_path};

/// Splits a query into keys and values. A part without `=` has an empty value.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> + '_ {
    query.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (key.to_owned(), value.to_owned())
    })
}

/// Returns the name of the label if a key of a fixed query is one.
pub(crate) fn query_label(key: &str) -> Option<&str> {
    key.strip_prefix('{')?.strip_suffix('}')
}

pub(super) fn has_label(path: &str, name: &str) -> bool {
    path.contains(&format!("{{{name}}}")) || path.contains(&format!("{{{name}+}}"))
}

/// The members that travel in the path, query and headers.
#[derive(Default)]
pub(super) struct Bound {
    labels: Vec<(&'static str, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(Cow<'static, str>, String)>,
}

impl Bound {
    pub(super) fn of(shape: &dyn Shape) -> Self {
        let mut bound = Self::default();
        shape.visit(&mut bound);
        bound
    }

    /// Returns whether the labels and the required member of a binding are set.
    pub(super) fn satisfies(&self, binding: &HttpBinding) -> bool {
        let labels = binding.path.matches('{').count();
        let set = self.labels.iter().filter(|(name, _)| has_label(binding.path, name)).count();
        set == labels && (binding.requires.is_empty() || self.query.iter().any(|(key, _)| key == binding.requires))
    }

    /// Fills the labels into a path. Returns the encoded and the decoded path. `{Key+}` keeps slashes, a leading one too,
    /// which is part of the key; `{Id}` is one segment.
    pub(super) fn expand(&self, template: &str) -> Result<(String, String), String> {
        let (mut encoded, mut decoded) = (String::with_capacity(64), String::with_capacity(64));
        let mut rest = template;
        // A single pass, so that braces in a value are not mistaken for a label.
        while let Some((before, label)) = rest.split_once('{') {
            let (label, after) = label.split_once('}').unwrap_or((label, ""));
            let (name, whole) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
            let value = self.label(name)?;
            // HTTP clients resolve the segments `.` and `..`, but not beside an encoded slash.
            let is_path = whole && !has_dots(value);
            encoded.extend([before, &*if is_path { encode_path(value) } else { encode(value) }]);
            decoded.extend([before, value]);
            rest = after;
        }
        Ok((encoded + rest, decoded + rest))
    }

    /// Returns the fixed part of a query. A label such as `{Rule}` becomes the parameters of a rule.
    pub(super) fn fixed_query(&self, template: &str) -> Result<Vec<(String, String)>, String> {
        let mut query = Vec::new();
        for (key, value) in pairs(template) {
            match query_label(&key) {
                Some(name) if self.value(name).is_empty() => return Err(format!("`{name}` must not be empty")),
                Some(name) => query.extend(parameters(self.value(name)).map_err(|rule| format!("`{name}` {rule}"))?),
                None => query.push((key, value)),
            }
        }
        Ok(query)
    }

    fn value(&self, name: &str) -> &str {
        self.labels.iter().find(|(label, _)| *label == name).map_or("", |(_, value)| value.as_str())
    }

    fn label(&self, name: &str) -> Result<&str, String> {
        let value = self.value(name);
        match value {
            "" => Err(format!("`{name}` must not be empty, which would refer to the bucket itself")),
            _ if resolves_to_nothing(value) => {
                Err(format!("`{name}` must not resolve to the bucket itself, as `/`, `.` and `a/..` do"))
            }
            _ => Ok(value),
        }
    }
}

/// Returns whether a path has a segment that HTTP clients resolve.
fn has_dots(path: &str) -> bool {
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// Returns whether nothing is left of a path after its segments are resolved.
fn resolves_to_nothing(path: &str) -> bool {
    let depth = path.split('/').fold(0_usize, |depth, segment| match segment {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    });
    depth == 0
}

impl Visitor for Bound {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let json = member.is(Trait::Json);
        if let (View::Shape(map), true, false) = (field.view(), member.is(Trait::Header), json) {
            return map.visit(&mut Prefixed { prefix: member.name, headers: &mut self.headers });
        }
        for part in member.traits {
            match (part, text_of(member.view(field), json)) {
                (Trait::Label, Some(value)) => self.labels.push((member.name, value)),
                (Trait::Query, Some(value)) => self.query.push((member.name.to_owned(), value)),
                (Trait::Header, Some(value)) => self.headers.push((member.name.into(), value)),
                _ => {}
            }
        }
    }
}

/// A map of headers, whose names begin with that of the member.
struct Prefixed<'b> {
    prefix: &'static str,
    headers: &'b mut Vec<(Cow<'static, str>, String)>,
}

impl Visitor for Prefixed<'_> {
    fn visit(&mut self, _member: Member, _field: &dyn Field) {}

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        self.headers.extend(text_of(value, false).map(|value| (format!("{}{name}", self.prefix).into(), value)));
    }
}

/// Returns a value as text for path, query or header.
fn text_of(view: View<'_>, json: bool) -> Option<String> {
    match view {
        View::Absent => None,
        View::Shape(shape) if json => Some(ascii(&String::from_utf8(write_json(shape).ok()?).ok()?)),
        View::Text(text) => Some(text.to_owned()),
        View::Integer(number) => Some(number.to_string()),
        View::Unsigned(number) => Some(number.to_string()),
        View::Float(number) => Some(number.to_string()),
        View::Boolean(value) => Some(value.to_string()),
        View::Blob(blob) => Some(blob.to_string()),
        View::Json(value) => Some(ascii(&value.to_string())),
        View::List(items) => {
            let parts: Vec<_> = (0..items.len()).filter_map(|index| text_of(items.at(index), json)).collect();
            Some(parts.join(","))
        }
        View::Shape(_) => None,
    }
}

/// Escapes the non-ASCII characters of JSON, for which headers have no agreed encoding.
fn ascii(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            let mut units = [0; 2];
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    escaped
}

/// Returns the query members that are set, in the schema's order.
pub(crate) fn query_of(shape: &dyn Shape) -> Vec<(String, String)> {
    Bound::of(shape).query
}
