//! A recorded request.

/// A recorded request.
#[derive(Clone, Debug)]
pub struct Recorded<'a> {
    /// The method.
    pub method: &'a str,
    /// The path in the request line, without the query.
    pub path: &'a str,
    /// The decoded query. A key without a value has an empty value.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a [u8],
}

impl Recorded<'_> {
    /// Returns a header by its name, ignoring case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}
