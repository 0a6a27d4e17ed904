//! Objects with any members.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value as Json};

use super::debug::debug;
use super::traits::{Field, Shape, Visitor};
use crate::{Error, ErrorKind};

/// An object with any members: the input and output of an operation whose parameters are not published, or a member
/// whose names are data, such as user-defined headers. In XML, its members are elements: a text, an object if the
/// element has children, a list if the element is repeated.
///
/// ```
/// # use tencentcloud_runtime::Object;
/// # use tencentcloud_runtime::serde_json::json;
/// let mut parameters = Object::new();
/// parameters.set("JobId", "13245").set("Images", json!([{ "Url": "https://example.com/1.png" }]));
/// assert_eq!(parameters.get("JobId").and_then(|id| id.as_str()), Some("13245"));
/// let json = r#"{"Images":[{"Url":"https://example.com/1.png"}],"JobId":"13245"}"#;
/// assert_eq!(parameters.to_string(), json);
/// ```
///
/// The members may be secrets, so `Debug` does not print values. `Display` prints the JSON.
#[derive(Clone, Default, PartialEq)]
pub struct Object(BTreeMap<String, Option<Json>>);

impl Object {
    /// Returns an object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a member.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Json>) -> &mut Self {
        self.0.insert(name.into(), Some(value.into()));
        self
    }

    /// Returns a member, or `None` if it is absent or null.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)?.as_ref()
    }

    /// Returns the members that are set, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_ref()?)))
    }

    /// Returns whether no member is set.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl Shape for Object {
    fn visit(&self, visitor: &mut dyn Visitor) {
        for (name, value) in self.iter() {
            visitor.visit_any(name, value);
        }
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        Some(self.0.entry(name.to_owned()).or_default())
    }

    fn takes_any(&self) -> bool {
        true
    }
}

impl From<Map<String, Json>> for Object {
    fn from(members: Map<String, Json>) -> Self {
        Self(members.into_iter().map(|(name, value)| (name, Some(value))).collect())
    }
}

/// Converts a JSON object; any other value is an error.
impl TryFrom<Json> for Object {
    type Error = Error;

    fn try_from(value: Json) -> Result<Self, Error> {
        match value {
            Json::Object(members) => Ok(members.into()),
            _ => Err(Error::new(ErrorKind::InvalidInput, "expected a JSON object")),
        }
    }
}

impl<N: Into<String>, V: Into<Json>, const COUNT: usize> From<[(N, V); COUNT]> for Object {
    fn from(members: [(N, V); COUNT]) -> Self {
        members.into_iter().collect()
    }
}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), Some(value.into()))).collect())
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        let set = object.0.into_iter().filter_map(|(name, value)| Some((name, value?)));
        Self::Object(set.collect())
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Json::from(self.clone()), f)
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
}
