//! The parts of an HTTP request that do not depend on credentials or time.

use std::borrow::Cow;
use std::fmt;

use crate::Body;
use crate::meta::Host;
use crate::shape::Violation;
use crate::sign::encode;

/// A request without host name, signature and time.
pub struct Parts {
    /// The HTTP method.
    pub method: &'static str,
    /// The kind of host; `None` for API 3.0.
    pub host: Option<Host>,
    /// The encoded path in the request line.
    pub path: String,
    /// The decoded path, which object storage signs.
    pub decoded_path: String,
    /// The decoded query. A key without a value has an empty value.
    pub query: Vec<(String, String)>,
    /// The headers that the operation sets.
    pub headers: Vec<(Cow<'static, str>, String)>,
    /// The body.
    pub body: Body,
}

/// A request, and the rules of the schema that its input breaks.
pub(crate) struct Encoded {
    pub(crate) parts: Parts,
    pub(crate) violations: Vec<Violation>,
    /// The texts of sensitive members.
    pub(crate) sensitive: Vec<String>,
}

impl From<Parts> for Encoded {
    fn from(parts: Parts) -> Self {
        Self { parts, violations: Vec::new(), sensitive: Vec::new() }
    }
}

impl Parts {
    /// Returns the path and query of the request line.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (index, (key, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(&encode(key));
            if !value.is_empty() {
                target.push('=');
                target.push_str(&encode(value));
            }
        }
        target
    }
}

/// Prints method, host and body length. Path, query and headers can contain secrets.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
