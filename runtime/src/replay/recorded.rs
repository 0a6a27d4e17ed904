//! A request as it was recorded.

/// A request as it was recorded.
#[derive(Clone, Debug)]
pub struct Recorded<'a> {
    /// The method.
    pub method: &'a str,
    /// The path as it stood in the request line, without query.
    pub path: &'a str,
    /// The query, decoded; a key without value has an empty one.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a [u8],
}

impl Recorded<'_> {
    /// A header by its name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}
