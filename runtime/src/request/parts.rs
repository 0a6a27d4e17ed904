//! The parts of an HTTP request that do not depend on credentials or time.

use std::fmt;

use crate::Body;
use crate::meta::Host;
use crate::sign::encode;

/// A request without host, signature and time.
pub struct Parts {
    /// The HTTP method.
    pub method: &'static str,
    /// Which of a bucket's hosts; `None` for API 3.0.
    pub host: Option<Host>,
    /// The path as it stands in the request line.
    pub path: String,
    /// The path with nothing percent-encoded: what object storage signs.
    pub decoded_path: String,
    /// The query, decoded; a key without value has an empty one.
    pub query: Vec<(String, String)>,
    /// Headers that the operation sets.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl Parts {
    /// The path and query as they stand in the request line.
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

/// Says where it goes, not what it says: path, query and headers can hold what does not belong in a log.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
