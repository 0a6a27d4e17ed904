//! Objects with any members.

use std::fmt;

use serde_json::{Map, Value as Json};

use super::map::MemberMap;
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
pub type Object = MemberMap<Json>;

impl From<Map<String, Json>> for Object {
    fn from(members: Map<String, Json>) -> Self {
        members.into_iter().collect()
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

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object.into_set().collect())
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Json::from(self.clone()), f)
    }
}
